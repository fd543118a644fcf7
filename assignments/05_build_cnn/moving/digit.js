// Draw a digit, move it: the scores of a dense and of a convolutional network. And the networks themselves.
"use strict";

// A convolutional network forth and back, with ReLUs, two poolings by two and one global mean.
// Maps are { channels, side, data }; the weights are those of train.py.
kit.net = (layers) => {
  const opened = layers.map(({ shape, bytes, scale, bias }) => {
    const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)), each = raw.length / shape[0];
    const weight = Float32Array.from(new Int8Array(raw.buffer), (whole, i) => whole * scale[Math.floor(i / each)]);
    return { out: shape[0], into: shape[1], weight, bias };
  });
  const maps = (channels, side) => ({ channels, side, data: new Float32Array(channels * side * side) });
  const dense = ({ out, into, weight, bias }, x) =>
    Float32Array.from({ length: out }, (_, o) => x.reduce((sum, value, i) => sum + value * weight[o * into + i], bias[o]));
  const rectified = (x) => { x.data.forEach((value, i) => { if (value < 0) x.data[i] = 0; }); return x; };

  // y[o] += w[o, i] laid on x[i]; the way back exchanges the two ends of every product.
  const products = ({ out, into, weight }, side, at) => {
    for (let o = 0; o < out; o++) for (let i = 0; i < into; i++) for (let tap = 0; tap < 9; tap++) {
      const w = weight[(o * into + i) * 9 + tap], dy = Math.floor(tap / 3) - 1, dx = (tap % 3) - 1;
      for (let r = Math.max(0, -dy); r < side - Math.max(0, dy); r++)
        for (let c = Math.max(0, -dx); c < side - Math.max(0, dx); c++)
          at(w, (o * side + r) * side + c, (i * side + r + dy) * side + c + dx);
    }
  };
  const convolved = (layer, x) => {
    const y = maps(layer.out, x.side), area = x.side ** 2;
    y.data.forEach((_, p) => { y.data[p] = layer.bias[Math.floor(p / area)]; });
    products(layer, x.side, (w, to, from) => { y.data[to] += w * x.data[from]; });
    return y;
  };
  const back = (layer, gradient) => {
    const x = maps(layer.into, gradient.side);
    products(layer, gradient.side, (w, to, from) => { x.data[from] += w * gradient.data[to]; });
    return x;
  };
  const pooled = (x) => {
    const y = maps(x.channels, x.side / 2), from = new Int32Array(y.data.length);
    y.data.forEach((_, p) => {
      const [k, r, c] = [Math.floor(p / y.side ** 2), Math.floor(p / y.side) % y.side, p % y.side];
      const corner = (k * x.side + 2 * r) * x.side + 2 * c;
      from[p] = [corner + 1, corner + x.side, corner + x.side + 1].reduce((best, q) => (x.data[q] > x.data[best] ? q : best), corner);
      y.data[p] = x.data[from[p]];
    });
    return { y, from };
  };
  const [one, two, three, last] = opened;

  const forward = (picture) => {
    if (opened.length === 2) return { scores: dense(two, dense(one, picture).map((value) => Math.max(0, value))) };
    const a1 = rectified(convolved(one, { channels: 1, side: 32, data: picture })), p1 = pooled(a1);
    const a2 = rectified(convolved(two, p1.y)), p2 = pooled(a2), a3 = rectified(convolved(three, p2.y));
    const means = Array.from({ length: a3.channels }, (_, k) => a3.data.subarray(k * 64, k * 64 + 64).reduce((a, b) => a + b) / 64);
    return { maps: [a1, a2, a3], from: [p1.from, p2.from], scores: dense(last, means) };
  };
  // The gradients of the sum of `weights` times the scores: at the three maps, and at the picture.
  const gradients = (ran, weights) => {
    const [a1, a2, a3] = ran.maps, through = (g, a) => ({ ...g, data: g.data.map((value, i) => (a.data[i] > 0 ? value : 0)) });
    const unpooled = (g, from, a) => { const wide = maps(a.channels, a.side); g.data.forEach((value, i) => { wide.data[from[i]] += value; }); return wide; };
    const g3 = maps(a3.channels, a3.side);
    g3.data.forEach((_, i) => {
      g3.data[i] = weights.reduce((sum, weight, t) => sum + weight * last.weight[t * last.into + Math.floor(i / 64)], 0) / 64;
    });
    const g2 = unpooled(back(three, through(g3, a3)), ran.from[1], a2);
    const g1 = unpooled(back(two, through(g2, a2)), ran.from[0], a1);
    return { maps: [g1, g2, g3], picture: back(one, through(g1, a1)).data };
  };
  return { forward, gradients };
};

// A digit of 8×8 in a picture of 32×32, moved from the middle.
kit.placed = (digit, dy, dx) => Float32Array.from({ length: 1024 }, (_, p) => {
  const [r, c] = [Math.floor(p / 32) - 12 - dy, (p % 32) - 12 - dx];
  return r >= 0 && r < 8 && c >= 0 && c < 8 ? digit[r * 8 + c] : 0;
});

kit.figure("digit", (root, data) => {
  const { el, row, controls, panel, button, range, says, picture, matrix } = kit.tools;
  const nets = { dense: kit.net(data.net.dense), conv: kit.net(data.net.conv) }, FAR = 12, SIDE = 32;
  let digit = data.net.digits[3], ink = matrix(SIDE, SIDE, () => 0), pen = [16, 16], down = false;

  // The pad: ink in 32×32 cells. What is drawn is cut out, and counted in blocks as the digits of the data are.
  const pad = picture("draw a digit here", { width: 200, drag: true });
  Object.assign(pad.node, { tabIndex: 0 });
  pad.node.setAttribute("role", "application");
  pad.node.setAttribute("aria-label", "a pad to draw a digit: arrow keys move the pen, space sets it down or lifts it");
  const dot = () => { for (let r = -2; r <= 2; r++) for (let c = -2; c <= 2; c++) {
    if (r * r + c * c < 5 && ink[pen[0] + r]?.[pen[1] + c] === 0) ink[pen[0] + r][pen[1] + c] = 1;
  } };
  const line = (to) => {
    const steps = Math.max(1, ...to.map((end, k) => Math.abs(end - pen[k]))), start = pen;
    for (let s = 1; s <= steps; s++) { pen = start.map((from, k) => Math.round(from + ((to[k] - from) * s) / steps)); dot(); }
    digit = counted();
    update();
  };
  const counted = () => {
    const rows = ink.map((cells, r) => (cells.some(Boolean) ? r : -1)).filter((r) => r >= 0);
    const columns = ink[0].map((_, c) => (ink.some((cells) => cells[c]) ? c : -1)).filter((c) => c >= 0);
    if (!rows.length) return Array(64).fill(0);
    const [top, left] = [rows[0], columns[0]], [high, wide] = [rows.at(-1) - top + 1, columns.at(-1) - left + 1];
    const scale = Math.max(high, wide) / SIDE, [y, x] = [top - (SIDE * scale - high) / 2, left - (SIDE * scale - wide) / 2];
    const fine = matrix(SIDE, SIDE, (r, c) => ink[Math.floor(y + (r + 0.5) * scale)]?.[Math.floor(x + (c + 0.5) * scale)] ?? 0);
    return matrix(8, 8, (r, c) => [0, 1, 2, 3].reduce((sum, a) => sum + [0, 1, 2, 3].reduce((s, b) => s + fine[4 * r + a][4 * c + b], 0), 0)).flat();
  };
  const spot = (event) => {
    const box = pad.node.getBoundingClientRect();
    return [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width].map((share) => Math.floor(share * SIDE));
  };
  pad.node.addEventListener("pointerdown", (event) => { pad.node.setPointerCapture(event.pointerId); pen = spot(event); down = true; line(pen); });
  pad.node.addEventListener("pointermove", (event) => down && line(spot(event)));
  ["pointerup", "pointercancel"].forEach((end) => pad.node.addEventListener(end, () => { down = false; }));
  pad.node.addEventListener("keydown", (event) => {
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!way && event.key !== " ") return;
    event.preventDefault();
    const to = pen.map((place, k) => Math.max(0, Math.min(SIDE - 1, place + (way?.[k] ?? 0))));
    if (!way) down = !down;
    if (down) line(to); else { pen = to; update(); }
  });
  const take = (chosen) => { digit = chosen; ink = matrix(SIDE, SIDE, (r, c) => (digit[8 * (r >> 2) + (c >> 2)] > 7 ? 1 : 0)); update(); };
  const samples = data.net.digits.map((sample, n) => button(String(n), () => take(sample)));
  const wipe = button("wipe", () => { ink = matrix(SIDE, SIDE, () => 0); digit = Array(64).fill(0); down = false; update(); });

  // The picture: the digit stands in its middle until somebody drags it away.
  const vertical = range("down", { min: -FAR, max: FAR, value: 0 }, () => update());
  const across = range("right", { min: -FAR, max: FAR, value: 0 }, () => update());
  const stage = picture("the picture of 32×32: drag the digit", { width: 200, drag: true });
  let held = null;
  stage.node.addEventListener("pointerdown", (event) => {
    stage.node.setPointerCapture(event.pointerId);
    held = { x: event.clientX, y: event.clientY, dy: vertical.value, dx: across.value };
  });
  stage.node.addEventListener("pointermove", (event) => {
    if (!held) return;
    const cell = stage.node.clientWidth / SIDE;
    vertical.value = held.dy + Math.round((event.clientY - held.y) / cell);
    across.value = held.dx + Math.round((event.clientX - held.x) / cell);
    update();
  });
  ["pointerup", "pointercancel"].forEach((end) => stage.node.addEventListener(end, () => { held = null; }));

  const bars = Object.fromEntries(Object.keys(nets).map((name) => [name, Array.from({ length: 10 }, (_, n) => {
    const bar = el("div", { class: "bar", style: "height: .8rem; min-width: 1px; background: var(--accent)" });
    const share = el("span", { style: "width: 2.6em; text-align: right; font-variant-numeric: tabular-nums" });
    const node = el("div", { style: "display: grid; grid-template-columns: 1em 7rem auto; gap: .4rem; align-items: center; font-size: .85rem; line-height: 1.2" },
      el("span", {}, String(n)), bar, share);
    return { bar, share, node };
  })]));
  const { node: sentence, say } = says();

  function update() {
    const x = kit.placed(digit, vertical.value, across.value), winners = {};
    pad.draw(ink.map((cells, r) => cells.map((cell, c) => (r === pen[0] && c === pen[1] ? 0.55 : cell))), { gray: true });
    stage.draw(matrix(SIDE, SIDE, (r, c) => x[r * SIDE + c]), { gray: true, span: 16 });
    for (const [name, net] of Object.entries(nets)) {
      const { scores } = net.forward(x), top = Math.max(...scores), grown = scores.map((score) => Math.exp(score - top));
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
    const told = ([n, share]) => `${n} (${Math.round(100 * share)}%)`, { right } = data.net;
    const percent = (share) => `${Math.round(100 * share)}%`;
    say(`The dense network says ${told(winners.dense)}, the convolutional one ${told(winners.conv)}. ` +
      `Of 500 digits that neither has seen, the dense one gets ${percent(right.dense[0])} right in the middle and ${percent(right.dense[8])} ` +
      `moved by 8 pixels; the convolutional one ${percent(right.conv[0])} and ${percent(right.conv[8])}. Both have learned in the middle only.`);
    document.dispatchEvent(new CustomEvent("kit-digit", { detail: { digit, dy: vertical.value, dx: across.value } }));
  }

  root.append(controls(el("div", { role: "group", "aria-label": "take a digit from the test set" }, ...samples, wipe)),
    row(panel("draw here", pad.node), el("div", { class: "panel" }, el("div", { class: "name" }, "the picture: drag the digit"), stage.node, vertical.node, across.node),
      ...Object.entries({ dense: "dense network", conv: "convolutional network" }).map(([name, words]) => panel(words, ...bars[name].map((each) => each.node)))),
    sentence);
  take(digit);
});
