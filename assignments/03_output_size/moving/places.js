// One side of an image: where the windows stand, which pixels none of them uses, and both formulas.
"use strict";
kit.figure("places", (root) => {
  const { el, svg, controls, range, says, yours } = kit.tools;
  const sliders = {
    size: range("size W", { min: 1, max: 24, value: 5 }, () => update()),
    kernel: range("kernel F", { min: 1, max: 9, value: 3 }, () => update()),
    stride: range("stride S", { min: 1, max: 6, value: 1 }, () => update()),
    padding: range("padding P", { max: 5, value: 1 }, () => update()),
    dilation: range("dilation D", { min: 1, max: 4, value: 1 }, () => update()),
  };
  const drawing = svg("svg", { role: "img" });
  const [exact, rounded] = [el("p"), el("p")];
  const { node: sentence, say } = says();
  const live = [yours(), yours()];
  const STEP = 24,
    PIXEL = 20;

  function update() {
    const now = Object.fromEntries(Object.entries(sliders).map(([name, slider]) => [name, slider.value]));
    const { size, kernel, stride, padding, dilation } = now;
    const reach = (kernel - 1) * dilation + 1,
      wide = size + 2 * padding,
      room = wide - reach;
    const count = room < 0 ? 0 : Math.floor(room / stride) + 1;
    const reached = count ? (count - 1) * stride + reach : 0,
      left = wide - reached;
    draw(now, wide, count, reached);
    const bare = (wide - kernel) / stride + 1,
      whole = Number.isInteger(bare) && wide >= kernel;
    exact.textContent =
      `(W − F + 2P) / S + 1 = (${size} − ${kernel} + 2·${padding}) / ${stride} + 1 = ` +
      `${+bare.toFixed(3)}${whole ? "" : wide < kernel ? ": the kernel does not fit" : ": not a whole number, so conv_output_size refuses it"}` +
      `${dilation > 1 ? " (this formula knows no dilation)" : ""}`;
    rounded.textContent =
      `⌊(W + 2P − D·(F − 1) − 1) / S⌋ + 1 = ⌊(${size} + 2·${padding} − ${dilation}·${kernel - 1} − 1) / ${stride}⌋ + 1 = ` +
      `${room < 0 ? "no place: the reach does not fit" : count}`;
    Object.assign(root.dataset, { count, left, exact: whole ? bare : "" });
    say(
      room < 0
        ? `The kernel reaches over ${reach} pixels, the padded row has only ${wide}: there is no place for it.`
        : `${count} ${count === 1 ? "place" : "places"} for a window that reaches over ${reach} of ${wide} pixels. ` +
            (left
              ? `${left} at the right end ${left === 1 ? "is" : "are"} in no window.`
              : "No pixel is left over."),
    );
    const refuses = { raised: "ValueError" };
    const exactly = (far) => (far < 0 || far % stride ? refuses : far / stride + 1);
    const loose = (round) => (wide < kernel ? refuses : round(bare));
    live[0].ask("conv_output_size", { size, kernel, stride, padding }, exactly(wide - kernel), {
      "The padding is not used": exactly(size - kernel),
      "Padding is added on one side only": exactly(size - kernel + padding),
      "The steps of the window are counted": whole ? bare - 1 : refuses,
      "The stride is not used": whole ? wide - kernel + 1 : refuses,
      "A fraction is rounded down without a word": loose(Math.floor),
      "Fractions are rounded up": loose(Math.ceil),
    });
    const torchs = (far) => (wide < far ? refuses : Math.floor((wide - far) / stride) + 1);
    live[1].ask("torch_output_size", now, torchs(reach), {
      "The dilation is not used": torchs(kernel),
      "A dilated kernel reaches dilation times its size": torchs(dilation * kernel),
      "Dilation is taken for the number of pixels left out": torchs((dilation + 1) * (kernel - 1) + 1),
      "The reach of a dilated kernel is one too short": torchs(dilation * (kernel - 1)),
      "The steps of the window are counted": room < 0 ? refuses : count - 1,
      "Fractions are rounded up": room < 0 ? refuses : Math.ceil(room / stride) + 1,
      "The stride is not used": room < 0 ? refuses : room + 1,
    });
  }

  // The row of pixels on top, below it one line for each window; dots where the kernel's numbers lie.
  function draw({ size, kernel, stride, padding, dilation }, wide, count, reached) {
    const line = count > 12 ? 9 : 15,
      high = PIXEL + 14 + Math.max(1, count) * line;
    drawing.setAttribute("viewBox", `-2 -2 ${wide * STEP + 4} ${high + 4}`);
    drawing.style.maxWidth = `${wide * 2.4}rem`;
    drawing.setAttribute("aria-label", `${size} pixels, ${padding} more on each end, ${count} windows`);
    const pixels = Array.from({ length: wide }, (_, i) => {
      const real = i >= padding && i < padding + size,
        used = i < reached;
      return svg(
        "g",
        {},
        svg("rect", {
          x: i * STEP,
          y: 0,
          width: PIXEL,
          height: PIXEL,
          rx: 2,
          fill: !real ? "none" : used ? "color-mix(in srgb, var(--muted) 30%, var(--paper))" : "var(--paper)",
          stroke: used ? "var(--muted)" : "var(--bad)",
          "stroke-dasharray": real ? "" : "3 3",
          "stroke-width": used ? 1 : 2,
        }),
        ...(used
          ? []
          : [
              svg("path", {
                d: `M${i * STEP + 4} 4 l12 12 m0 -12 l-12 12`,
                stroke: "var(--bad)",
                "stroke-width": 2,
              }),
            ]),
      );
    });
    const windows = Array.from({ length: count }, (_, w) => {
      const y = PIXEL + 14 + w * line,
        x = w * stride * STEP,
        far = dilation * (kernel - 1);
      const taps = Array.from({ length: kernel }, (_, tap) =>
        svg("circle", {
          cx: x + tap * dilation * STEP + PIXEL / 2,
          cy: y,
          r: line / 3.4,
          fill: "var(--accent)",
        }),
      );
      return svg(
        "g",
        {},
        svg("line", {
          x1: x + 2,
          x2: x + far * STEP + PIXEL - 2,
          y1: y,
          y2: y,
          stroke: "var(--accent)",
          "stroke-width": line / 3,
          "stroke-opacity": 0.35,
          "stroke-linecap": "round",
        }),
        ...taps,
      );
    });
    drawing.replaceChildren(...pixels, ...windows);
  }

  root.append(
    controls(...Object.values(sliders).map((slider) => slider.node)),
    drawing,
    exact,
    rounded,
    sentence,
    ...live.map((each) => each.node),
  );
  update();
});
