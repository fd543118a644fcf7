// Look inside the convolutional network: its feature maps, a saliency map and Grad-CAM, live.
"use strict";

kit.figure("inside", (root, data) => {
  const { row, controls, panel, group, button, range, choice, says, picture, matrix, largest, yours } =
    kit.tools;
  const layers = data.net.conv,
    net = kit.net(layers),
    FAR = 12,
    SIDE = 32;
  let digit = data.net.digits[3];

  const samples = data.net.digits.map((sample, n) =>
    button(String(n), () => {
      digit = sample;
      update();
    }),
  );
  const down = range("down", { min: -FAR, max: FAR, value: 0 }, () => update());
  const right = range("right", { min: -FAR, max: FAR, value: 0 }, () => update());
  const depth = choice("maps of", { 0: "the first layer", 1: "the second", 2: "the third" }, "2", () =>
    update(),
  );
  const classes = {
    best: "the winner",
    ...Object.fromEntries(data.net.digits.map((_, n) => [`c${n}`, String(n)])),
  };
  const wanted = choice("what speaks for", classes, "best", () => update());
  document.addEventListener("kit-digit", ({ detail }) => {
    digit = detail.digit;
    [down.value, right.value] = [detail.dy, detail.dx];
    update();
  });

  const seen = picture("the picture", { width: 190 }),
    saliency = picture("saliency: how much each pixel moves the score", { width: 190 });
  const cam = picture("Grad-CAM: where the evidence lies", { width: 190 }),
    wall = picture("the feature maps of the layer, side by side", { width: 640 });
  const { node: sentence, say } = says();
  const live = { feature_maps: yours(), saliency: yours(), grad_cam: yours() };
  const square = (flat, side, from = 0) => matrix(side, side, (r, c) => flat[from + r * side + c]);

  // Each map's weight is the mean of its gradient; what is left of the sum above zero, and its largest is 1.
  const summed = ({ channels, side, data: values }, weights, each = (value) => value) =>
    matrix(side, side, (r, c) =>
      Array.from({ length: channels }, (_, k) => each(weights[k] * values[(k * side + r) * side + c])).reduce(
        (a, b) => a + b,
      ),
    );
  const means = ({ channels, side, data: values }) =>
    Array.from(
      { length: channels },
      (_, k) => values.subarray(k * side * side, (k + 1) * side * side).reduce((a, b) => a + b) / side ** 2,
    );
  const above = (a) => a.map((line) => line.map((value) => Math.max(0, value)));
  const scaled = (a) => {
    const top = largest(a);
    return top > 0 ? a.map((line) => line.map((value) => value / top)) : a;
  };

  function update() {
    const x = kit.placed(digit, down.value, right.value),
      ran = net.forward(x),
      layer = +depth.value;
    const winner = ran.scores.indexOf(Math.max(...ran.scores));
    const target = wanted.value === "best" ? winner : +wanted.value.slice(1);
    const towards = (t) =>
      net.gradients(
        ran,
        Array.from(ran.scores, (_, n) => +(n === t)),
      );
    const slopes = towards(target),
      { channels, side, data: maps } = ran.maps[layer];
    const map = scaled(above(summed(ran.maps[layer], means(slopes.maps[layer]))));
    const salient = square(slopes.picture.map(Math.abs), SIDE);

    const span = Math.max(...maps) || 1,
      across = side === 8 ? 12 : 8;
    seen.draw(square(x, SIDE), { gray: true, span: 16 });
    saliency.draw(salient, { span: largest(salient) });
    cam.draw(map);
    // One line of paper between two maps.
    wall.draw(
      matrix(Math.ceil(channels / across) * (side + 1) - 1, across * (side + 1) - 1, (r, c) => {
        const [k, i, j] = [
          Math.floor(r / (side + 1)) * across + Math.floor(c / (side + 1)),
          r % (side + 1),
          c % (side + 1),
        ];
        return k >= channels ? 0 : i === side || j === side ? -0.1 * span : maps[(k * side + i) * side + j];
      }),
      { span },
    );
    Object.assign(root.dataset, { target, winner, layer, side, channels });
    Object.assign((root.kit ??= {}), {
      x: Array.from(x),
      maps: Array.from(maps),
      saliency: salient,
      cam: map,
    });
    const [peak] = map
      .flatMap((line, r) => line.map((value, c) => [value, r, c]))
      .sort((a, b) => b[0] - a[0]);
    say(
      `The network says ${winner}. ${channels} maps of ${side}×${side}; the evidence for ${target} is strongest in row ${peak[1] + 1}, ` +
        `column ${peak[2] + 1} of the maps, where the picture has rows ${(peak[1] * 32) / side + 1} to ${((peak[1] + 1) * 32) / side}.`,
    );

    const image = [square(Array.from(x), SIDE)]; // of one channel
    const all = net.gradients(ran, Array(10).fill(1)).picture,
      best = towards(winner);
    live.feature_maps.ask("feature_maps", { layers, layer, x: image }, [
      Array.from({ length: channels }, (_, k) => square(maps, side, k * side * side)),
    ]);
    live.saliency.ask("saliency", { layers, x: image, target }, salient, {
      "The map has negative entries": square(slopes.picture, SIDE),
      "The map is scaled to a largest value of 1": scaled(salient),
      "The gradient is multiplied by the picture": square(
        slopes.picture.map((value, i) => Math.abs(value * x[i])),
        SIDE,
      ),
      "All classes together are looked at": square(all.map(Math.abs), SIDE),
      "The map belongs to the winning class": square(best.picture.map(Math.abs), SIDE),
    });
    const weights = means(slopes.maps[layer]),
      raw = summed(ran.maps[layer], weights);
    live.grad_cam.ask("grad_cam", { layers, layer, x: image, target }, map, {
      "The map is not divided by its largest value": above(raw),
      "Maps that speak against the class count in its favour": scaled(
        above(summed(ran.maps[layer], weights.map(Math.abs))),
      ),
      "The maps are added up without weights": scaled(
        above(
          summed(
            ran.maps[layer],
            weights.map(() => 1),
          ),
        ),
      ),
      "The ReLU comes before the sum": scaled(
        summed(ran.maps[layer], weights, (value) => Math.max(0, value)),
      ),
      "Grad-CAM of the winning class": scaled(above(summed(ran.maps[layer], means(best.maps[layer])))),
    });
  }

  root.append(
    group("take a digit from the test set", ...samples),
    controls(down.node, right.node, depth.node),
    controls(wanted.node),
    row(panel("the picture", seen.node), panel("saliency", saliency.node), panel("Grad-CAM", cam.node)),
    panel("the feature maps, after the ReLU", wall.node),
    sentence,
    ...Object.values(live).map((each) => each.node),
  );
  update();
});
