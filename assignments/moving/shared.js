// What the moving figures share: elements, controls, tables and pictures of numbers, a little arithmetic.
"use strict";
(() => {
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
  const panel = (name, ...children) =>
    el("div", { class: "panel" }, el("div", { class: "name" }, name), ...children);
  const group = (label, ...children) => el("div", { role: "group", "aria-label": label }, ...children);
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
      node: el("label", { class: "range" }, el("span", {}, label, output), input),
      input,
      get value() {
        return input.valueAsNumber;
      },
      set value(number) {
        input.value = number;
        tell();
      },
    };
  };

  // One of several words; `value` is the chosen one's key.
  let names = 0;
  const choice = (label, options, value, changed) => {
    const name = `kit-${names++}`;
    const input = (key) =>
      el("input", { type: "radio", name, value: key, checked: key === value, onchange: changed });
    const labels = Object.entries(options).map(([key, text]) =>
      el("label", {}, input(key), el("span", {}, text)),
    );
    const node = el("fieldset", { class: "choice" }, el("legend", {}, label), ...labels);
    return {
      node,
      get value() {
        return node.querySelector(":checked").value;
      },
    };
  };

  // Steps by itself, as long as `step` says that there is more to come.
  const player = (step) => {
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      node.textContent = "play";
    };
    const node = button("play", () => {
      if (timer) return stop();
      node.textContent = "pause";
      timer = setInterval(() => step() || stop(), 500);
    });
    return { node, stop };
  };

  // Follows a mouse or a finger: `begin` gives what `move` gets along, as long as it is down.
  const dragging = (node, begin, move) => {
    let held = null;
    node.addEventListener("pointerdown", (event) => {
      node.setPointerCapture(event.pointerId);
      held = { from: begin(event) };
    });
    node.addEventListener("pointermove", (event) => held && move(event, held.from));
    ["pointerup", "pointercancel"].forEach((end) => node.addEventListener(end, () => (held = null)));
  };

  // The sentence below a figure, which a screen reader reads aloud whenever it changes.
  const says = () => {
    const node = el("p", { class: "says", "aria-live": "polite" });
    return {
      node,
      say: (text) => {
        if (node.textContent !== text) node.textContent = text;
      },
    };
  };

  // ---------------------------------------------------------------- numbers to see and change

  const short = (number) =>
    (Number.isFinite(number) ? String(+number.toFixed(2)) : String(number)).replace("-", "−");
  const mix = (tint) =>
    `color-mix(in srgb, var(${tint < 0 ? "--accent-2" : "--accent"}) ${Math.min(38, Math.abs(tint) * 38)}%, var(--paper))`;

  // A table of numbers with one tab stop: arrows walk; `on.key` takes other keys, `on.pick` a click or
  // the cell walked to, `on.drag` the way of a finger or a mouse. `draw` asks for each cell's looks.
  const table = (label, on = {}) => {
    const node = el("table", { class: on.drag ? "drag" : "", role: "grid", "aria-label": label });
    let cells = [],
      at = [0, 0],
      from = null,
      dragged = false;
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
      if (way) {
        walk(at[0] + way[0], at[1] + way[1], true);
        on.walk?.(...at);
      } else if (event.ctrlKey || event.metaKey || event.altKey || !on.key?.(...at, event.key)) return;
      event.preventDefault();
    });
    node.addEventListener("focusin", ({ target }) =>
      walk(target.parentNode.rowIndex, target.cellIndex, false),
    );
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
      if (to) {
        walk(...to, false);
        on.pick?.(...to);
      }
    });
    const draw = (rows, columns, look) => {
      if (rows !== cells.length || columns !== cells[0]?.length) {
        cells = Array.from({ length: rows }, () =>
          Array.from({ length: columns }, () => el("td", { role: "gridcell", tabindex: -1 })),
        );
        node.replaceChildren(...cells.map((line) => el("tr", { role: "row" }, ...line)));
        at = [Math.min(at[0], rows - 1), Math.min(at[1], columns - 1)];
        walk(...at, false);
      }
      cells.forEach((line, r) =>
        line.forEach((cell, c) => {
          const { text = "", tint = 0, mark = "", name } = look(r, c);
          cell.textContent = text;
          cell.className = mark;
          cell.style.background = tint ? mix(tint) : "";
          if (name) cell.setAttribute("aria-label", name);
        }),
      );
    };
    return { node, draw, walk };
  };

  // A kernel of numbers to type into; `value` is a list of rows.
  const numbers = (label, start, changed) => {
    const node = el("div", { class: "numbers", role: "group", "aria-label": label });
    let inputs = [];
    const set = (matrix) => {
      inputs = matrix.map((line, r) =>
        line.map((number, c) =>
          el("input", {
            type: "number",
            step: "any",
            value: +number.toFixed(4),
            "aria-label": `${label}, row ${r + 1}, column ${c + 1}`,
            oninput: () => changed(),
          }),
        ),
      );
      node.style.gridTemplateColumns = `repeat(${matrix[0].length}, auto)`;
      node.replaceChildren(...inputs.flat());
    };
    set(start);
    return {
      node,
      get value() {
        return inputs.map((line) => line.map((input) => +input.value || 0));
      },
      set value(matrix) {
        set(matrix);
      },
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
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    redraws.forEach((draw) => draw()),
  );

  // A canvas, one pixel for a number: from black (`low`) to white (`span`), or in two colours around zero.
  const picture = (label, { width = 220, drag = false } = {}) => {
    const canvas = el("canvas", { role: "img", "aria-label": label, class: drag ? "drag" : "" });
    let last = null;
    const draw = (matrix, { span = 1, gray = false, low = gray ? 0 : -span } = {}) => {
      last = [matrix, { span, gray, low }];
      const [rows, columns] = [matrix.length || 1, matrix[0]?.length || 1];
      Object.assign(canvas, { width: columns, height: rows });
      canvas.style.width = `${width}px`;
      const context = canvas.getContext("2d"),
        data = context.createImageData(columns, rows);
      const white = [255, 255, 255],
        black = [0, 0, 0];
      const [bottom, middle, top] = gray
        ? [black, [128, 128, 128], white]
        : ["--accent-2", "--paper", "--accent"].map(rgb);
      matrix.forEach((line, r) =>
        line.forEach((value, c) => {
          const share = Math.max(0, Math.min(1, (value - low) / (span - low || 1))) * 2 - 1;
          const end = share < 0 ? bottom : top;
          const pixel = [0, 1, 2].map((k) => middle[k] + Math.abs(share) * (end[k] - middle[k]));
          data.data.set([...pixel, 255], 4 * (r * columns + c));
        }),
      );
      context.putImageData(data, 0, 0);
    };
    redraws.push(() => last && draw(...last));
    return { node: canvas, draw };
  };

  // -------------------------------------------------------------------------------- arithmetic

  const matrix = (rows, columns, at) =>
    Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => at(r, c)));
  const padded = (image, by, value = 0) =>
    matrix(image.length + 2 * by, image[0].length + 2 * by, (r, c) => image[r - by]?.[c - by] ?? value);
  const turned = (kernel) => kernel.map((line) => [...line].reverse()).reverse();
  const transposed = (a) => matrix(a[0]?.length ?? 0, a.length, (r, c) => a[c][r]);
  const places = (size, kernel, stride = 1) => Math.max(0, Math.floor((size - kernel) / stride) + 1);
  const laidOn = (image, kernel, r, c) =>
    kernel.reduce((sum, line, m) => line.reduce((s, weight, n) => s + weight * image[r + m][c + n], sum), 0);
  const correlate = (image, kernel, stride = 1, padding = 0) => {
    const wide = padding ? padded(image, padding) : image;
    return matrix(
      places(wide.length, kernel.length, stride),
      places(wide[0].length, kernel[0].length, stride),
      (r, c) => laidOn(wide, kernel, r * stride, c * stride),
    );
  };
  const largest = (a) => Math.max(0, ...a.flat(Infinity).map(Math.abs));

  kit.tools = {
    el,
    svg,
    row,
    controls,
    panel,
    group,
    button,
    range,
    choice,
    player,
    dragging,
    says,
    table,
    numbers,
    picture,
    short,
    mix,
    matrix,
    padded,
    turned,
    transposed,
    places,
    correlate,
    largest,
  };
})();
