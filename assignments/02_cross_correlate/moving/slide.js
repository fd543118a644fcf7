// A kernel of numbers to change on an image of numbers to change: step, drag or play.
"use strict";
kit.figure("slide", (root) => {
  const {
    el,
    row,
    controls,
    panel,
    group,
    button,
    range,
    choice,
    player,
    says,
    table,
    numbers,
    short,
    yours,
    padded,
    turned,
    correlate,
    largest,
  } = kit.tools;
  const KERNELS = {
    corner: [
      [2, 1, 0],
      [1, 0, -1],
      [0, -1, 1],
    ],
    sobel: kit.kernels.vertical,
    sharpen: kit.kernels.sharpen,
    small: [
      [1, 2],
      [0, 3],
    ],
    wide: [[1, 0, -2]],
  };
  // The first is the handout's picture; the second has room for padding, strides and larger kernels.
  const IMAGES = {
    numbers: [
      [1, 2, 0, 3],
      [0, 1, 4, 1],
      [2, 0, 1, 5],
    ],
    house: [
      [0, 0, 0, 0, 0, 0, 0],
      [0, 0, 6, 6, 0, 0, 0],
      [0, 0, 6, 9, 6, 0, 0],
      [0, 3, 6, 6, 6, 0, 1],
      [0, 3, 3, 0, 6, 0, 0],
      [0, 0, 0, 0, 2, 0, 0],
    ],
  };
  let image = IMAGES.numbers,
    at = 4;

  const kernel = numbers("kernel", KERNELS.small, () => update());
  const kind = choice("what is computed", { cross: "cross-correlation", conv: "convolution" }, "cross", () =>
    update(),
  );
  const preset = choice(
    "kernel",
    { small: "2×2", corner: "3×3", sobel: "Sobel", sharpen: "sharpen", wide: "1×3" },
    "small",
    () => {
      kernel.value = KERNELS[preset.value];
      update();
    },
  );
  const picture = choice("image", { numbers: "3×4", house: "6×7" }, "numbers", () => {
    image = IMAGES[picture.value];
    update();
  });
  const padding = range("padding", { max: 2, value: 0 }, () => update());
  const stride = range("stride", { min: 1, max: 3, value: 1 }, () => update());
  const go = (by) => {
    play.stop();
    at += by;
    update();
  };
  const play = player(() => {
    at = (at + 1) % places();
    update();
    return true;
  });

  const laid = () => (kind.value === "conv" ? turned(kernel.value) : kernel.value);
  const found = () => correlate(image, laid(), stride.value, padding.value);
  const places = () => found().flat().length;

  // Pixels: a click makes one brighter, a digit sets it; dragging carries the window along.
  const inside = (r, c) => image[r - padding.value]?.[c - padding.value] !== undefined;
  const put = (r, c, value) => {
    if (inside(r, c)) image[r - padding.value][c - padding.value] = value;
    update();
  };
  const pick = (r, c) =>
    inside(r, c) && put(r, c, ((image[r - padding.value][c - padding.value] + 3) % 12) % 10);
  const key = (r, c, name) => /^[0-9]$/.test(name) && (put(r, c, +name), true);
  const carry = (r, c) => {
    play.stop();
    const out = found(),
      nearest = (to, half, count) => Math.max(0, Math.min(count - 1, Math.round((to - half) / stride.value)));
    const k = kernel.value;
    at =
      nearest(r, (k.length - 1) / 2, out.length) * out[0].length +
      nearest(c, (k[0].length - 1) / 2, out[0].length);
    update();
  };
  const pixels = table("image: digits change a pixel, dragging moves the window", { pick, key, drag: carry });
  const jump = (r, c) => {
    play.stop();
    at = r * found()[0].length + c;
    update();
  };
  const result = table("result: arrow keys move the window", { pick: jump, walk: jump, drag: jump });
  const laidDown = table("the kernel as it is laid down");
  const turnedPanel = panel("turned by 180°", laidDown.node);
  const terms = el("p", { class: "terms" });
  const { node: sentence, say } = says();
  const live = yours();

  function update() {
    const k = laid(),
      out = found(),
      wide = padded(image, padding.value);
    const [kh, kw, columns] = [k.length, k[0].length, out[0].length];
    at = Math.max(0, Math.min(at, out.length * columns - 1));
    const [i, j] = [Math.floor(at / columns), at % columns];
    const [top, left] = [i * stride.value, j * stride.value];
    const under = (r, c) => r >= top && r < top + kh && c >= left && c < left + kw;
    const span = largest(out);
    pixels.draw(wide.length, wide[0].length, (r, c) => ({
      text: wide[r][c],
      tint: wide[r][c] / 9,
      mark: `${inside(r, c) ? "" : "outside"} ${under(r, c) ? "window" : ""}`,
    }));
    result.draw(out.length, columns, (r, c) => ({
      text: short(out[r][c]),
      tint: out[r][c] / (span || 1),
      mark: r === i && c === j ? "here" : "",
    }));
    result.walk(i, j, false);
    laidDown.draw(kh, kw, (r, c) => ({ text: short(k[r][c]), tint: k[r][c] / (largest(k) || 1) }));
    turnedPanel.hidden = kind.value === "cross";
    const signed = (value) => (value < 0 ? `(${short(value)})` : short(value));
    const products = k.flatMap((line, m) =>
      line.map((weight, n) => `${signed(weight)}·${wide[top + m][left + n]}`),
    );
    terms.textContent = `${products.join(" + ")} = ${short(out[i][j])}`;
    root.dataset.result = JSON.stringify(out);
    say(
      `Place ${at + 1} of ${out.length * columns}, row ${i + 1}, column ${j + 1}: the sum of ${kh * kw} products is ` +
        `${short(out[i][j])}. The result has ${out.length}×${columns} numbers.`,
    );
    tellLive(out);
  }

  // What the student's own function is asked: which one, depends on what the figure computes.
  function tellLive(out) {
    const k = kernel.value,
      [s, p] = [stride.value, padding.value];
    const plain = s === 1 && p === 0;
    if (kind.value === "conv" && plain) {
      live.ask("convolve2d", { image, kernel: k }, out, kit.ideas.convolve2d(image, k));
    } else if (kind.value === "cross" && plain) {
      live.ask("cross_correlate2d", { image, kernel: k }, out, kit.ideas.crossCorrelate(image, k));
    } else if (kind.value === "cross") {
      const asked = { x: [image], weight: [[k]], stride: s, padding: p };
      live.ask("conv_layer", asked, [out], kit.ideas.convLayer(image, k, s, p));
    }
  }

  root.append(
    controls(kind.node, picture.node, preset.node),
    controls(padding.node, stride.node),
    row(
      panel("image: click a pixel, or drag the window", pixels.node),
      panel("kernel", kernel.node),
      turnedPanel,
      panel("result", result.node),
    ),
    group(
      "move the window",
      button("back", () => go(-1)),
      button("step", () => go(1)),
      play.node,
    ),
    terms,
    sentence,
    live.node,
  );
  update();
});
