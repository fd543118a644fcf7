// Sliders for the image and the layer; the three counts of weights as bars.
"use strict";
kit.figure("counts", (root) => {
  const { el, controls, range, choice, button, says } = kit.tools;
  const many = (number) => number.toLocaleString("en-US");

  const height = range("height", { min: 4, max: 256, value: 32 }, update);
  const width = range("width", { min: 4, max: 256, value: 32 }, update);
  const channels = range("channels in", { min: 1, max: 64, value: 1 }, update);
  const units = range("units: maps out", { min: 1, max: 64, value: 1 }, update);
  const kernel = range("window", { min: 1, max: 11, step: 2, value: 3, shown: (k) => `${k}×${k}` }, update);
  const scale = choice("scale", { linear: "linear", log: "powers of ten" }, "linear", update);
  const double = button("double both sides", () => {
    [height, width].forEach((side) => {
      side.value = Math.min(256, 2 * side.value);
    });
    update();
  });

  // Every position of every map out has one output. What does it look at, and with whose weights?
  const counts = () => {
    const pixels = height.value * width.value,
      window = kernel.value ** 2 * channels.value;
    return {
      dense: pixels * channels.value * pixels * units.value,
      local: pixels * units.value * window,
      conv: units.value * window,
    };
  };
  const NAMES = { dense: "dense", local: "locally connected", conv: "convolution" };
  const bars = Object.keys(NAMES).map((key) => {
    const bar = el("div", {
      class: "bar",
      style: `height: 1.6rem; min-width: 1px; background: var(${key === "conv" ? "--accent" : "--accent-2"})`,
    });
    const number = el("output", { "data-count": key });
    const node = el(
      "div",
      { style: "display: grid; gap: .1rem" },
      el(
        "div",
        { style: "display: flex; justify-content: space-between" },
        el("span", {}, NAMES[key]),
        number,
      ),
      bar,
    );
    return { key, bar, number, node };
  });

  const { node: sentence, say } = says();
  function update() {
    const now = counts(),
      most = Math.max(...Object.values(now));
    const long = (count) =>
      scale.value === "log" ? Math.log10(count + 1) / Math.log10(most + 1) : count / most;
    for (const { key, bar, number } of bars) {
      number.textContent = many(now[key]);
      bar.style.width = `${100 * long(now[key])}%`;
    }
    double.disabled = height.value * 2 > 256 || width.value * 2 > 256;
    const times = Math.round(now.dense / now.conv);
    const thin =
      scale.value === "linear" && now.conv / most < 0.002
        ? " On this scale the convolution is less than a hair: try powers of ten."
        : "";
    say(
      `The dense layer has ${many(now.dense)} weights, the locally connected one ${many(now.local)}, the convolution ` +
        `${many(now.conv)}: ${many(times)} times fewer than the dense one. Only the convolution's count does not ask how large the image is.${thin}`,
    );
  }

  root.append(
    controls(height.node, width.node, channels.node, units.node, kernel.node),
    controls(scale.node, double),
    ...bars.map((bar) => bar.node),
    sentence,
  );
  update();
});
