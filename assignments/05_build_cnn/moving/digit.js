// Draw a digit, move it: the scores of a dense and of a convolutional network.
"use strict";

kit.figure("digit", (root, data) => {
  const { el, row, controls, panel, group, button, range, dragging, says, picture, matrix } = kit.tools;
  const nets = { dense: kit.net(data.net.dense), conv: kit.net(data.net.conv) },
    FAR = 12,
    SIDE = 32;
  let digit = data.net.digits[3],
    ink = matrix(SIDE, SIDE, () => 0),
    pen = [16, 16],
    down = false;

  // The pad: ink in 32×32 cells. What is drawn is cut out, and counted in blocks as the digits of the data are.
  const pad = picture("draw a digit here", { width: 230, drag: true });
  Object.assign(pad.node, { tabIndex: 0 });
  pad.node.setAttribute("role", "application");
  pad.node.setAttribute(
    "aria-label",
    "a pad to draw a digit: arrow keys move the pen, space sets it down or lifts it",
  );
  const dot = () => {
    for (let r = -2; r <= 2; r++)
      for (let c = -2; c <= 2; c++) {
        if (r * r + c * c < 5 && ink[pen[0] + r]?.[pen[1] + c] !== undefined) ink[pen[0] + r][pen[1] + c] = 1;
      }
  };
  const line = (to) => {
    const steps = Math.max(1, ...to.map((end, k) => Math.abs(end - pen[k]))),
      start = pen;
    for (let s = 1; s <= steps; s++) {
      pen = start.map((from, k) => Math.round(from + ((to[k] - from) * s) / steps));
      dot();
    }
    digit = counted();
    update();
  };
  const counted = () => {
    const rows = ink.map((cells, r) => (cells.some(Boolean) ? r : -1)).filter((r) => r >= 0);
    const columns = ink[0].map((_, c) => (ink.some((cells) => cells[c]) ? c : -1)).filter((c) => c >= 0);
    if (!rows.length) return Array(64).fill(0);
    const [top, left] = [rows[0], columns[0]],
      [high, wide] = [rows.at(-1) - top + 1, columns.at(-1) - left + 1];
    const scale = Math.max(high, wide) / SIDE,
      [y, x] = [top - (SIDE * scale - high) / 2, left - (SIDE * scale - wide) / 2];
    const fine = matrix(
      SIDE,
      SIDE,
      (r, c) => ink[Math.floor(y + (r + 0.5) * scale)]?.[Math.floor(x + (c + 0.5) * scale)] ?? 0,
    );
    return matrix(8, 8, (r, c) =>
      [0, 1, 2, 3].reduce(
        (sum, a) => sum + [0, 1, 2, 3].reduce((s, b) => s + fine[4 * r + a][4 * c + b], 0),
        0,
      ),
    ).flat();
  };
  const spot = (event) => {
    const box = pad.node.getBoundingClientRect();
    return [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width].map((share) =>
      Math.floor(share * SIDE),
    );
  };
  const begin = (event) => {
    pen = spot(event);
    line(pen);
  };
  dragging(pad.node, begin, (event) => line(spot(event)));
  pad.node.addEventListener("keydown", (event) => {
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!way && event.key !== " ") return;
    event.preventDefault();
    const to = pen.map((place, k) => Math.max(0, Math.min(SIDE - 1, place + (way?.[k] ?? 0))));
    if (!way) down = !down;
    if (down) line(to);
    else {
      pen = to;
      update();
    }
  });
  const take = (chosen) => {
    digit = chosen;
    ink = matrix(SIDE, SIDE, (r, c) => digit[8 * (r >> 2) + (c >> 2)] / 16);
    update();
  };
  const samples = data.net.digits.map((sample, n) => button(String(n), () => take(sample)));
  const wipe = button("wipe", () => {
    ink = matrix(SIDE, SIDE, () => 0);
    digit = Array(64).fill(0);
    down = false;
    update();
  });

  // The picture: the digit stands in its middle until somebody drags it away.
  const vertical = range("down", { min: -FAR, max: FAR, value: 0 }, () => update());
  const across = range("right", { min: -FAR, max: FAR, value: 0 }, () => update());
  const stage = picture("the picture of 32×32: drag the digit", { width: 230, drag: true });
  const grasp = (event) => ({ x: event.clientX, y: event.clientY, dy: vertical.value, dx: across.value });
  dragging(stage.node, grasp, (event, { x, y, dy, dx }) => {
    const cell = stage.node.clientWidth / SIDE;
    vertical.value = dy + Math.round((event.clientY - y) / cell);
    across.value = dx + Math.round((event.clientX - x) / cell);
    update();
  });

  const bars = Object.fromEntries(
    Object.keys(nets).map((name) => [
      name,
      Array.from({ length: 10 }, (_, n) => {
        const bar = el("div", { class: "bar" }),
          share = el("span", {});
        const node = el("div", { class: "score" }, el("span", {}, String(n)), bar, share);
        return { bar, share, node };
      }),
    ]),
  );
  const { node: sentence, say } = says();

  function update() {
    const x = kit.placed(digit, vertical.value, across.value),
      winners = {};
    pad.draw(
      ink.map((cells, r) => cells.map((cell, c) => (r === pen[0] && c === pen[1] ? 0.55 : cell))),
      { gray: true },
    );
    stage.draw(
      matrix(SIDE, SIDE, (r, c) => x[r * SIDE + c]),
      { gray: true, span: 16 },
    );
    for (const [name, net] of Object.entries(nets)) {
      const { scores } = net.forward(x),
        top = Math.max(...scores),
        grown = scores.map((score) => Math.exp(score - top));
      const all = grown.reduce((a, b) => a + b);
      winners[name] = [scores.indexOf(top), 1 / all];
      bars[name].forEach(({ bar, share }, n) => {
        bar.style.width = `${(100 * grown[n]) / all}%`;
        bar.style.background = `var(${n === winners[name][0] ? "--accent" : "--muted"})`;
        share.textContent = `${Math.round((100 * grown[n]) / all)}%`;
      });
      root.dataset[name] = Array.from(scores, (score) => score.toFixed(5)).join(" ");
    }
    root.dataset.picture = x.join(" ");
    const told = ([n, share]) => `${n} (${Math.round(100 * share)}%)`,
      { right } = data.net;
    const percent = (share) => `${Math.round(100 * share)}%`;
    say(
      `The dense network says ${told(winners.dense)}, the convolutional one ${told(winners.conv)}. ` +
        `Of 500 digits that neither has seen, the dense one gets ${percent(right.dense[0])} right in the middle and ${percent(right.dense[8])} ` +
        `moved by 8 pixels; the convolutional one ${percent(right.conv[0])} and ${percent(right.conv[8])}. Both have learned in the middle only.`,
    );
    document.dispatchEvent(
      new CustomEvent("kit-digit", { detail: { digit, dy: vertical.value, dx: across.value } }),
    );
  }

  root.append(
    group("take a digit from the test set", ...samples, wipe),
    row(
      panel("draw here", pad.node),
      panel("the picture: drag the digit", stage.node),
      controls(vertical.node, across.node),
    ),
    row(
      ...Object.entries({ dense: "dense network", conv: "convolutional network" }).map(([name, words]) =>
        panel(words, ...bars[name].map((each) => each.node)),
      ),
    ),
    sentence,
  );
  take(digit);
});
