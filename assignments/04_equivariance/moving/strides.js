// Strides and pooling: which shifts of the input still move the output along.
"use strict";
kit.figure("strides", (root) => {
  const { el, controls, panel, range, choice, button, says, table, short, yours, largest } = kit.tools;
  const ROW = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4];
  const MOST = 8;
  root.style.setProperty("--cell", "1.62rem"); // 24 of them fit beside one another
  const kept = (line, stride, of) =>
    Array.from({ length: Math.floor(line.length / stride) }, (_, i) => of(i * stride));
  const LAYERS = {
    every: (line, stride) => kept(line, stride, (i) => line[i]),
    conv: (line, stride) => kept(line, stride, (i) => (line[i + 1] ?? 0) - (line[i - 1] ?? 0)),
    max: (line, stride) => kept(line, stride, (i) => Math.max(...line.slice(i, i + stride))),
    mean: (line, stride) =>
      kept(line, stride, (i) => line.slice(i, i + stride).reduce((a, b) => a + b) / stride),
  };
  const layer = choice(
    "the layer",
    { every: "keep every S-th", conv: "edges, stride S", max: "max pooling by S", mean: "mean pooling by S" },
    "every",
    () => update(),
  );
  const stride = range("stride S", { min: 1, max: 4, value: 2 }, () => update());
  const shift = range("shift to the right", { max: MOST, value: 1 }, () => update());

  const lines = {
    input: table("the input, shifted"),
    first: table("f of the shifted input"),
    second: table("the shifted output of f"),
  };
  const marks = el("div", { role: "group", "aria-label": "the shifts from 1 to 8: click one" });
  const { node: sentence, say } = says();
  const live = yours();
  const moved = (line, by) => line.map((_, i) => line[i - by] ?? 0);

  // The output's ends have seen what came in at the border: they are not compared.
  const margin = () => Math.ceil(MOST / stride.value);
  const compared = (d, s = stride.value) => {
    const f = (line) => LAYERS[layer.value](line, s);
    const first = f(moved(ROW, d)),
      second = moved(f(ROW), Math.floor(d / s));
    const inside = first.map((_, i) => i >= margin() && i < first.length - margin());
    return {
      first,
      second,
      inside,
      commutes: first.every((value, i) => !inside[i] || Math.abs(value - second[i]) < 1e-5),
    };
  };

  function update() {
    const [d, s] = [shift.value, stride.value],
      { first, second, inside, commutes } = compared(d);
    const input = moved(ROW, d),
      span = largest([first, second]) || 1;
    lines.input.draw(1, ROW.length, (_, c) => ({
      text: input[c],
      tint: input[c] / 9,
      mark: c % s ? "" : "window",
    }));
    // Each number of the output stands below the window that it comes from.
    const draw = (line, values) =>
      line.draw(1, ROW.length, (_, c) =>
        c % s
          ? { mark: "none" }
          : {
              text: short(values[c / s]),
              tint: values[c / s] / span,
              mark: !inside[c / s] ? "outside" : Math.abs(first[c / s] - second[c / s]) > 1e-5 ? "here" : "",
            },
      );
    draw(lines.first, first);
    draw(lines.second, second);
    const all = Array.from({ length: MOST }, (_, i) => i + 1),
      commuting = all.filter((by) => compared(by).commutes);
    marks.replaceChildren(
      ...all.map((by) => {
        const node = button(`${by} ${commuting.includes(by) ? "✓" : "✗"}`, () => {
          shift.value = by;
          update();
          marks.children[by - 1].focus();
        });
        node.setAttribute("aria-pressed", by === d);
        node.setAttribute(
          "aria-label",
          `shift by ${by}: ${commuting.includes(by) ? "the output moves along" : "it does not"}`,
        );
        if (commuting.includes(by))
          node.style.background = "color-mix(in srgb, var(--accent) 22%, var(--paper))";
        if (by === d) node.style.outline = "2px solid var(--ink)";
        return node;
      }),
    );
    Object.assign(root.dataset, { commuting: commuting.join(" "), margin: margin() });
    say(
      `With stride ${s}, a shift by ${d} ${
        commutes
          ? `moves the output by ${Math.floor(d / s)}: both lines agree`
          : "gives other numbers, not moved ones"
      }. These of the shifts 1 to ${MOST} commute: ${commuting.join(", ") || "none"}.`,
    );
    live.ask(
      "commuting_shifts",
      { layer: layer.value, row: ROW, stride: s, max_shift: MOST, margin: margin() },
      commuting,
      {},
    );
  }

  root.append(
    controls(layer.node),
    controls(stride.node, shift.node),
    panel("the input, shifted; a frame where the layer starts a window", lines.input.node),
    panel("f(shift(x)); framed where it differs", lines.first.node),
    panel("shift(f(x)), by ⌊shift / S⌋", lines.second.node),
    panel("which shifts commute (the pale ends are not compared)", marks),
    sentence,
    live.node,
  );
  update();
});
