// A stack of layers, built by clicking: how many pixels of the input one number on top sees.
"use strict";
kit.figure("field", (root) => {
  const { el, svg, controls, button, says, yours } = kit.tools;
  const KINDS = {
    "conv 3": { type: "conv", out_channels: 8, kernel: 3 },
    "conv 5": { type: "conv", out_channels: 8, kernel: 5 },
    "conv 3, stride 2": { type: "conv", out_channels: 8, kernel: 3, stride: 2 },
    "conv 3, dilation 2": { type: "conv", out_channels: 8, kernel: 3, dilation: 2 },
    "pool 2": { type: "pool", kernel: 2 },
    "pool 3, stride 2": { type: "pool", kernel: 3, stride: 2 },
    relu: { type: "relu" },
  };
  let stack = ["pool 2", "conv 3", "conv 3"]; // the handout's picture
  const MOST = 8;

  const facts = (name) => {
    const { type, kernel = 1, stride, dilation = 1 } = KINDS[name];
    return { kernel, dilation, stride: stride ?? (type === "pool" ? kernel : 1) };
  };
  // From the input up; `from` is what one number sees before any layer, `rule` how a layer widens it.
  const walked = (
    names,
    {
      from = 1,
      rule = (field, step, { kernel, dilation }) => field + dilation * (kernel - 1) * step,
      stepped = (step, { stride }) => step * stride,
    } = {},
  ) =>
    names.reduce(
      ([field, step], name) => [rule(field, step, facts(name)), stepped(step, facts(name))],
      [from, 1],
    );

  const adding = Object.keys(KINDS).map((name) =>
    button(`+ ${name}`, () => {
      stack.push(name);
      update();
    }),
  );
  const list = el("div", {
    class: "row controls",
    role: "group",
    "aria-label": "the layers, from the input up: click one to take it out",
  });
  const empty = button("start again", () => {
    stack = [];
    update();
  });
  const drawing = svg("svg", { role: "img", style: "max-width: 30rem" });
  const { node: sentence, say } = says();
  const live = yours();

  function update() {
    list.replaceChildren(
      ...stack.map((name, place) => {
        const node = button(`${place + 1}. ${name} ✕`, () => {
          stack.splice(place, 1);
          update();
          list.children[Math.min(place, stack.length - 1)]?.focus();
        });
        node.setAttribute("aria-label", `take out layer ${place + 1}, ${name}`);
        return node;
      }),
    );
    adding.forEach((node) => {
      node.disabled = stack.length >= MOST;
    });
    const [field, step] = walked(stack);
    draw();
    Object.assign(root.dataset, { field, step, layers: JSON.stringify(stack.map((name) => KINDS[name])) });
    say(
      `${stack.length ? `After ${stack.length} ${stack.length === 1 ? "layer" : "layers"} one` : "Without a layer one"} number sees ` +
        `${field} ${field === 1 ? "pixel" : "pixels"} along each side; its neighbour looks ${step} ${step === 1 ? "pixel" : "pixels"} further on.`,
    );
    const answer = (how) => walked(stack, how)[0];
    live.ask("receptive_field", { layers: stack.map((name) => KINDS[name]) }, field, {
      "The receptive field ignores dilation": answer({ rule: (f, s, l) => f + (l.kernel - 1) * s }),
      "The receptive field forgets earlier strides": answer({
        rule: (f, s, l) => f + l.dilation * (l.kernel - 1),
      }),
      "The receptive field starts from nothing": answer({ from: 0 }),
      "Strides are added up": walked(stack, { stepped: (s, l) => s + l.stride })[0],
      "The network is walked in the wrong direction": walked([...stack].reverse())[0],
      "Each layer adds its whole kernel to the field": stack.reduce(
        ([f, s], name) =>
          name === "relu"
            ? [f, s]
            : [f + facts(name).dilation * facts(name).kernel * s, s * facts(name).stride],
        [1, 1],
      )[0],
      "The field is given as an area": field ** 2,
    });
  }

  // From one number on top down to the pixels: each layer's window opens a fan to what lies below.
  function draw() {
    const spans = [...stack].reverse().reduce(
      (found, name) => {
        const { kernel, dilation, stride } = facts(name);
        return [...found, (found.at(-1) - 1) * stride + dilation * (kernel - 1) + 1];
      },
      [1],
    );
    const widest = spans.at(-1),
      cell = Math.min(22, 310 / widest),
      gap = 34,
      middle = 170;
    drawing.setAttribute("viewBox", `0 0 370 ${spans.length * (gap + 16) - gap + 8}`);
    drawing.setAttribute("aria-label", `from one number on top down to ${widest} pixels`);
    const parts = spans.flatMap((span, level) => {
      const y = level * (gap + 16) + 2,
        half = (span * cell) / 2,
        next = spans[level + 1];
      const fan = next
        ? [
            svg("path", {
              d: `M${middle - half} ${y + 14} L${middle + half} ${y + 14} L${middle + (next * cell) / 2} ${y + gap + 16} L${middle - (next * cell) / 2} ${y + gap + 16} Z`,
              fill: "color-mix(in srgb, var(--accent) 14%, var(--paper))",
            }),
            svg(
              "text",
              { x: middle, y: y + 14 + gap / 2 + 5, "text-anchor": "middle" },
              stack[stack.length - 1 - level],
            ),
          ]
        : [];
      const cells = Array.from({ length: span }, (_, i) =>
        svg("rect", {
          x: middle - half + i * cell + 0.5,
          y,
          width: Math.max(0.5, cell - 1),
          height: 14,
          rx: 1,
          fill: level === spans.length - 1 ? "var(--accent-2)" : "var(--accent)",
        }),
      );
      return [...fan, ...cells, svg("text", { class: "quiet", x: middle + half + 8, y: y + 11 }, span)];
    });
    drawing.replaceChildren(...parts);
  }

  root.append(
    el(
      "div",
      { class: "row controls", role: "group", "aria-label": "put a layer on top", style: "gap: 0" },
      ...adding,
      empty,
    ),
    list,
    drawing,
    sentence,
    live.node,
  );
  list.style.gap = "0";
  update();
});
