// What the moving figures share: elements, controls, tables and pictures of numbers, a little arithmetic.
"use strict";
(() => {
  const STYLE = `
.moving > div { --cell: clamp(1.45rem, 7vw, 2.1rem); display: grid; gap: .9rem; margin: .5rem 0; min-width: 0;
  color: var(--ink); font-size: .95rem; line-height: 1.45; text-align: left; }
.moving > div p { margin: 0; } .moving > div [hidden] { display: none; }
.moving > div .row { display: flex; flex-wrap: wrap; gap: .7rem 1.6rem; align-items: flex-start; }
.moving > div .panel { display: grid; gap: .35rem; justify-items: start; min-width: 0; max-width: 100%; }
.moving > div .name { font-size: .85rem; color: var(--muted); }
.moving > div .terms { font-variant-numeric: tabular-nums; }
.moving > div .says { min-height: 2.9em; max-width: 46rem; }
.moving > div .range { display: grid; gap: .15rem; flex: 1 1 8rem; max-width: 14rem; font-size: .85rem; }
.moving > div .range span { display: flex; justify-content: space-between; gap: .5rem; color: var(--muted); }
.moving > div output { color: var(--ink); font-variant-numeric: tabular-nums; font-weight: 600; }
.moving > div input { accent-color: var(--accent); font: inherit; color: inherit; width: auto; max-width: 100%; }
.moving > div input[type=range] { width: 100%; margin: 0; height: 1.6rem; padding: 0; border: 0; background: none; }
.moving > div fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.moving > div legend { padding: 0 0 .2rem; font-size: .85rem; color: var(--muted); }
.moving > div .choice label { position: relative; display: inline-block; }
.moving > div .choice input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; margin: 0; cursor: pointer; }
.moving > div .choice span, .moving > div button { display: inline-block; font: inherit; font-size: .85rem; line-height: 1.3;
  padding: .38rem .75rem; margin: 0 .3rem .3rem 0; color: var(--ink); background: transparent;
  border: 1px solid var(--line); border-radius: 999px; cursor: pointer; }
.moving > div .choice input:checked + span { border-color: var(--accent);
  background: color-mix(in srgb, var(--accent) 18%, var(--paper)); }
.moving > div button:hover, .moving > div .choice input:hover + span { border-color: var(--ink); }
.moving > div button:disabled { color: var(--muted); cursor: default; border-style: dashed; }
.moving > div :focus-visible, .moving > div .choice input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
.moving > div table { border-collapse: separate; border-spacing: 1px; margin: 0; width: auto; display: table; }
.moving > div td { width: var(--cell); height: var(--cell); min-width: var(--cell); padding: 0; border: 0; box-sizing: border-box;
  text-align: center; font-size: calc(var(--cell) * .42); font-variant-numeric: tabular-nums;
  background: color-mix(in srgb, var(--line) 35%, var(--paper)); color: var(--ink); outline-offset: -2px; }
.moving > div td.outside { background: transparent; box-shadow: inset 0 0 0 1px var(--line); color: var(--muted); }
.moving > div td.window { box-shadow: inset 0 0 0 2px var(--accent); }
.moving > div td.here { box-shadow: inset 0 0 0 2px var(--accent-2); }
.moving > div table.drag { touch-action: none; user-select: none; cursor: grab; }
.moving > div .numbers { display: inline-grid; gap: 2px; }
.moving > div .numbers input { width: 3.1rem; height: 2.1rem; box-sizing: border-box; padding: .1rem .2rem; text-align: center;
  background: var(--paper); border: 1px solid var(--line); border-radius: 4px; font-variant-numeric: tabular-nums; }
.moving > div canvas { display: block; max-width: 100%; image-rendering: pixelated; border: 1px solid var(--line); box-sizing: border-box; }
.moving > div canvas.drag { touch-action: none; cursor: grab; }
.moving > div svg { display: block; width: 100%; height: auto; overflow: visible; }
.moving > div svg text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
.moving > div svg text.quiet { fill: var(--muted); }
.moving > div .yours { border-top: 1px solid var(--line); padding-top: .8rem; display: grid; gap: .6rem; }
.moving > div .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) { .moving > div .bar { transition: width .2s ease-out; } }
@media print { .moving > div .row.controls, .moving > div button { display: none; } }`;
  document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));

  const filled = (made, attributes, children) => {
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  };
  const el = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) =>
    filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

  // ------------------------------------------------------------------------------- controls

  const row = (...children) => el("div", { class: "row" }, ...children);
  const controls = (...children) => el("div", { class: "row controls" }, ...children);
  const panel = (name, ...children) => el("div", { class: "panel" }, el("div", { class: "name" }, name), ...children);
  const button = (text, onclick) => el("button", { type: "button", onclick }, text);

  // A slider: `node` goes into the page, `value` is a number, and setting it tells nobody.
  const range = (label, { min = 0, max, step = 1, value, shown = String }, changed) => {
    const output = el("output", {});
    const input = el("input", { type: "range", min, max, step, value, oninput: () => (tell(), changed()) });
    const tell = () => {
      output.textContent = shown(input.valueAsNumber);
      input.setAttribute("aria-valuetext", output.textContent);
    };
    tell();
    return {
      node: el("label", { class: "range" }, el("span", {}, label, output), input), input,
      get value() { return input.valueAsNumber; },
      set value(number) { input.value = number; tell(); },
    };
  };

  // One of several words; `value` is the chosen one's key.
  let names = 0;
  const choice = (label, options, value, changed) => {
    const name = `kit-${names++}`;
    const input = (key) => el("input", { type: "radio", name, value: key, checked: key === value, onchange: changed });
    const labels = Object.entries(options).map(([key, text]) => el("label", {}, input(key), el("span", {}, text)));
    const node = el("fieldset", { class: "choice" }, el("legend", {}, label), ...labels);
    return { node, get value() { return node.querySelector(":checked").value; } };
  };

  // Steps by itself, as long as `step` says that there is more to come.
  const player = (step) => {
    let timer = 0;
    const stop = () => { clearInterval(timer); timer = 0; node.textContent = "play"; };
    const node = button("play", () => {
      if (timer) return stop();
      node.textContent = "pause";
      timer = setInterval(() => step() || stop(), 500);
    });
    return { node, stop };
  };

  // The sentence below a figure, which a screen reader reads aloud whenever it changes.
  const says = () => {
    const node = el("p", { class: "says", "aria-live": "polite" });
    return { node, say: (text) => { if (node.textContent !== text) node.textContent = text; } };
  };

  // ---------------------------------------------------------------- numbers to see and change

  const short = (number) => (Number.isFinite(number) ? String(+number.toFixed(2)) : String(number)).replace("-", "−");
  const mix = (tint) =>
    `color-mix(in srgb, var(${tint < 0 ? "--accent-2" : "--accent"}) ${Math.min(38, Math.abs(tint) * 38)}%, var(--paper))`;

  // A table of numbers with one tab stop: arrows walk; `on.key` takes other keys, `on.pick` a click or
  // the cell walked to, `on.drag` the way of a finger or a mouse. `draw` asks for each cell's looks.
  const table = (label, on = {}) => {
    const node = el("table", { class: on.drag ? "drag" : "", role: "grid", "aria-label": label });
    let cells = [], at = [0, 0], from = null, dragged = false;
    const walk = (r, c, focus) => {
      if (!cells[r]?.[c]) return;
      cells[at[0]]?.[at[1]]?.setAttribute("tabindex", -1);
      at = [r, c];
      cells[r][c].setAttribute("tabindex", 0);
      if (focus) cells[r][c].focus();
    };
    const place = (event) => {
      const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest("td");
      return cell && node.contains(cell) ? [cell.parentNode.rowIndex, cell.cellIndex] : null;
    };
    node.addEventListener("keydown", (event) => {
      const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (way) { walk(at[0] + way[0], at[1] + way[1], true); on.walk?.(...at); }
      else if (event.ctrlKey || event.metaKey || event.altKey || !on.key?.(...at, event.key)) return;
      event.preventDefault();
    });
    node.addEventListener("focusin", ({ target }) => walk(target.parentNode.rowIndex, target.cellIndex, false));
    node.addEventListener("pointerdown", (event) => {
      from = place(event);
      dragged = false;
      if (from && on.drag) node.setPointerCapture(event.pointerId);
    });
    node.addEventListener("pointermove", (event) => {
      const to = from && on.drag && place(event);
      if (!to || String(to) === String(from)) return;
      dragged = true;
      on.drag(...to, ...from);
      from = to;
    });
    node.addEventListener("pointerup", (event) => {
      const to = from && !dragged && place(event);
      from = null;
      if (to) { walk(...to, false); on.pick?.(...to); }
    });
    const draw = (rows, columns, look) => {
      if (rows !== cells.length || columns !== cells[0]?.length) {
        cells = Array.from({ length: rows }, () =>
          Array.from({ length: columns }, () => el("td", { role: "gridcell", tabindex: -1 })));
        node.replaceChildren(...cells.map((line) => el("tr", { role: "row" }, ...line)));
        at = [Math.min(at[0], rows - 1), Math.min(at[1], columns - 1)];
        walk(...at, false);
      }
      cells.forEach((line, r) => line.forEach((cell, c) => {
        const { text = "", tint = 0, mark = "", name } = look(r, c);
        cell.textContent = text;
        cell.className = mark;
        cell.style.background = tint ? mix(tint) : "";
        if (name) cell.setAttribute("aria-label", name);
      }));
    };
    return { node, draw, walk };
  };

  // A kernel of numbers to type into; `value` is a list of rows.
  const numbers = (label, start, changed) => {
    const node = el("div", { class: "numbers", role: "group", "aria-label": label });
    let inputs = [];
    const set = (matrix) => {
      inputs = matrix.map((line, r) => line.map((number, c) => el("input", {
        type: "number", step: "any", value: +number.toFixed(4), "aria-label": `${label}, row ${r + 1}, column ${c + 1}`,
        oninput: () => changed(),
      })));
      node.style.gridTemplateColumns = `repeat(${matrix[0].length}, auto)`;
      node.replaceChildren(...inputs.flat());
    };
    set(start);
    return {
      node,
      get value() { return inputs.map((line) => line.map((input) => +input.value || 0)); },
      set value(matrix) { set(matrix); },
    };
  };

  // ------------------------------------------------------------------------ pictures of numbers

  const rgb = (name) => {
    const one = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    one.fillStyle = getComputedStyle(document.body).getPropertyValue(name).trim();
    one.fillRect(0, 0, 1, 1);
    return one.getImageData(0, 0, 1, 1).data;
  };
  const redraws = [];
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraws.forEach((draw) => draw()));

  // A canvas, one pixel for a number: from black (`low`) to white (`span`), or in two colours around zero.
  const picture = (label, { width = 220, drag = false } = {}) => {
    const canvas = el("canvas", { role: "img", "aria-label": label, class: drag ? "drag" : "" });
    let last = null;
    const draw = (matrix, { span = 1, gray = false, low = gray ? 0 : -span } = {}) => {
      last = [matrix, { span, gray, low }];
      const [rows, columns] = [matrix.length || 1, matrix[0]?.length || 1];
      Object.assign(canvas, { width: columns, height: rows });
      canvas.style.width = `${width}px`;
      const context = canvas.getContext("2d"), data = context.createImageData(columns, rows);
      const white = [255, 255, 255], black = [0, 0, 0];
      const [bottom, middle, top] = gray ? [black, [128, 128, 128], white] : ["--accent-2", "--paper", "--accent"].map(rgb);
      matrix.forEach((line, r) => line.forEach((value, c) => {
        const share = Math.max(0, Math.min(1, (value - low) / (span - low || 1))) * 2 - 1;
        const end = share < 0 ? bottom : top;
        const pixel = [0, 1, 2].map((k) => middle[k] + Math.abs(share) * (end[k] - middle[k]));
        data.data.set([...pixel, 255], 4 * (r * columns + c));
      }));
      context.putImageData(data, 0, 0);
    };
    redraws.push(() => last && draw(...last));
    return { node: canvas, draw };
  };

  // -------------------------------------------------------------------------------- arithmetic

  const matrix = (rows, columns, at) => Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => at(r, c)));
  const padded = (image, by, value = 0) => matrix(image.length + 2 * by, image[0].length + 2 * by,
    (r, c) => image[r - by]?.[c - by] ?? value);
  const turned = (kernel) => kernel.map((line) => [...line].reverse()).reverse();
  const transposed = (a) => matrix(a[0]?.length ?? 0, a.length, (r, c) => a[c][r]);
  const places = (size, kernel, stride = 1) => Math.max(0, Math.floor((size - kernel) / stride) + 1);
  const laidOn = (image, kernel, r, c) => kernel.reduce((sum, line, m) =>
    line.reduce((s, weight, n) => s + weight * image[r + m][c + n], sum), 0);
  const correlate = (image, kernel, stride = 1, padding = 0) => {
    const wide = padding ? padded(image, padding) : image;
    return matrix(places(wide.length, kernel.length, stride), places(wide[0].length, kernel[0].length, stride),
      (r, c) => laidOn(wide, kernel, r * stride, c * stride));
  };
  const largest = (a) => Math.max(0, ...a.flat(Infinity).map(Math.abs));

  // ------------------------------------------- the student's own function, beside the right answer

  // What the figures ask now, by function: the arguments, the right answer, what wrong ideas answer.
  kit.asked = {};
  const same = (a, b) =>
    Array.isArray(b) ? Array.isArray(a) && a.length === b.length && b.every((x, i) => same(a[i], x))
    : typeof b === "number" ? typeof a === "number" && Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(b))
    : a === b;
  const isMatrix = (a) => Array.isArray(a) && a.length > 0 && a.every((l) => l.length && l.every?.(Number.isFinite));
  const size = (a) => (Array.isArray(a) ? [a.length, ...(Array.isArray(a[0]) ? [size(a[0])] : [])].join("×") : "");
  const sketch = (name, value, span) => {
    if (Array.isArray(value?.[0]?.[0])) return sketch(value.length > 1 ? `${name}, the first map` : name, value[0], span);
    if (!isMatrix(value)) return panel(name, el("output", {}, JSON.stringify(value)));
    if (value[0].length > 12) {
      const drawn = picture(name);
      drawn.draw(value, { span });
      return panel(name, drawn.node);
    }
    const drawn = table(name);
    drawn.draw(value.length, value[0].length, (r, c) => ({ text: short(value[r][c]), tint: value[r][c] / (span || 1) }));
    return panel(name, drawn.node);
  };
  const fetched = (path, ...how) => fetch(`/${kit.live.token}/${path}`, ...how).then((answer) => answer.json());
  const fromStudent = (name, args) =>
    fetched("ask", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name, args }) })
      .catch(() => ({ trouble: "No answer: look.py --live has ended. Start it again." }));

  // Where the page comes from `look.py --live`: `ask` shows the student's answer, the right one, and the
  // wrong ideas that give the same answer. Elsewhere it only notes what would be asked.
  const yours = () => {
    if (kit.live) watch();
    const verdict = el("p", { "aria-live": "polite" }), pictures = row();
    const node = kit.live ? el("section", { class: "yours", "aria-label": "Your own code" }, verdict, pictures) : "";
    let wanted = null, last = null, busy = false;
    const show = (name, { value, raised, words, trouble }, right, ideas) => {
      const told = (kind, ...text) => { node.dataset.verdict = kind; verdict.replaceChildren(...text); };
      const span = largest(Array.isArray(right) ? right : []);
      pictures.replaceChildren(...(right?.raised ? [] : [sketch("the right answer", right, span)]));
      if (trouble) return told("trouble", trouble);
      if (raised) {
        const due = right?.raised === raised;
        return told(due ? "same" : "raised", `Your ${name} ${due ? "refuses this, as it should" : "stops"}: ${raised}: ${words}`);
      }
      pictures.prepend(sketch(`your ${name}`, value, span));
      if (right?.raised) return told("other", `Your ${name} gives an answer where it should raise ${right.raised}.`);
      if (same(value, right)) return told("same", `Your ${name} gives the right answer.`);
      const alike = Object.keys(ideas).filter((heading) => same(value, ideas[heading]));
      const sizes = size(value) === size(right) ? "" : ` It is ${size(value) || "one number"}, not ${size(right) || "one number"}.`;
      const names = alike.flatMap((heading, i) => [i ? ", or " : " It looks like this: ", el("strong", {}, heading)]);
      const more = alike.length > 1 ? ". Change the numbers to see which." : "";
      told(alike.length ? "idea" : "other", `Your ${name} gives another answer.${sizes}`, ...names, more);
    };
    const send = async () => {
      if (busy) return;
      busy = true;
      while (wanted) {
        const [name, args, right, ideas] = wanted;
        wanted = null;
        const slow = setTimeout(() => verdict.replaceChildren(`Your ${name} takes long …`), 700);
        const answer = await fromStudent(name, args);
        clearTimeout(slow);
        show(name, answer, right, ideas);
      }
      busy = false;
    };
    document.addEventListener("kit-saved", () => { wanted = last; send(); });
    const ask = (name, args, right, ideas = {}) => {
      const others = Object.fromEntries(Object.entries(ideas).filter(([, answer]) => !same(answer, right)));
      kit.asked[name] = { args, right, ideas: others };
      if (!kit.live) return;
      wanted = last = [name, args, right, others];
      send();
    };
    return { node, ask };
  };
  // A file was saved: every figure asks again.
  let watching = false;
  const watch = () => {
    let seen = 0;
    if (!watching) setInterval(async () => {
      const { version } = await fetched("version").catch(() => ({}));
      if (version && seen && version !== seen) document.dispatchEvent(new Event("kit-saved"));
      seen = version ?? seen;
    }, 600);
    watching = true;
  };

  kit.tools = {
    el, svg, row, controls, panel, button, range, choice, player, says, table, numbers, picture, short, mix,
    matrix, padded, turned, transposed, places, correlate, largest, yours,
  };
})();
