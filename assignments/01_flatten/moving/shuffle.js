// Shuffle the pixels: a dense layer's answer stays if its weights move along; a convolution's map does not.
"use strict";
kit.figure("shuffle", (root) => {
  const { row, controls, panel, group, button, choice, says, table, short, matrix, correlate, largest } =
    kit.tools;
  const SIDE = 5,
    N = SIDE * SIDE;
  const IMAGE = [0, 2, 8, 1, 0, 0, 8, 9, 1, 0, 0, 1, 9, 1, 0, 0, 1, 9, 1, 0, 0, 8, 9, 8, 0]; // a one
  const WEIGHT = Array.from({ length: N }, (_, i) => ((i * 7 + 3) % 11) - 5);
  const KERNEL = [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ];
  const square = (flat) => matrix(SIDE, SIDE, (r, c) => flat[r * SIDE + c]);
  const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const edges = (flat) => correlate(square(flat), KERNEL);

  let perm = IMAGE.map((_, i) => i),
    held = null;
  const swap = (a, b) => {
    [perm[a], perm[b]] = [perm[b], perm[a]];
  };
  // A fixed sequence of numbers in place of chance: the same shuffles for everyone.
  let seed = 7;
  const draw = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const shuffle = button("shuffle all pixels", () => {
    for (let i = N - 1; i > 0; i--) swap(i, draw(i + 1));
    update();
  });
  const back = button("put them back", () => {
    perm.sort((a, b) => a - b);
    update();
  });
  const along = choice("the dense layer's weights", { yes: "move along", no: "stay" }, "yes", update);

  const pick = (r, c) => {
    const place = r * SIDE + c;
    if (held === null) held = place;
    else {
      swap(held, place);
      held = null;
    }
    update();
  };
  const key = (r, c, name) => (name === "Enter" || name === " ") && (pick(r, c), true);
  const image = table("the image, 5×5: two picks swap two pixels", { pick, key });
  const weights = table("the weights of one dense output, 5×5");
  const map = table("edges by a 3×3 convolution, 3×3");
  const { node: sentence, say } = says();

  function update() {
    const pixels = perm.map((from) => IMAGE[from]);
    const w = along.value === "yes" ? perm.map((from) => WEIGHT[from]) : WEIGHT;
    const before = dot(WEIGHT, IMAGE),
      now = dot(w, pixels),
      found = edges(pixels);
    const span = largest(edges(IMAGE));
    const other = found.flat().filter((value, i) => value !== edges(IMAGE).flat()[i]).length;
    image.draw(SIDE, SIDE, (r, c) => ({
      text: pixels[r * SIDE + c],
      tint: pixels[r * SIDE + c] / 9,
      mark: held === r * SIDE + c ? "here" : "",
    }));
    weights.draw(SIDE, SIDE, (r, c) => ({ text: short(w[r * SIDE + c]), tint: w[r * SIDE + c] / 5 }));
    map.draw(3, 3, (r, c) => ({ text: short(found[r][c]), tint: found[r][c] / span }));
    Object.assign(root.dataset, {
      perm: perm.join(" "),
      weights: w.join(" "),
      pixels: pixels.join(" "),
      answer: now,
    });
    const moved = perm.filter((from, i) => from !== i).length;
    say(
      `${moved ? `${moved} of ${N} pixels stand elsewhere.` : "No pixel has moved."} The dense output is ${short(now)}` +
        `${now === before ? `, ${moved ? "still " : ""}the answer to the picture as it was.` : `; before it was ${short(before)}.`}` +
        `${moved ? ` Of the convolution's nine answers ${other} are others.` : ""}` +
        `${held === null ? "" : " Now pick the pixel to swap with."}`,
    );
  }

  root.append(
    controls(along.node),
    group("the pixels", shuffle, back),
    row(
      panel("pixels: pick two to swap them", image.node),
      panel("weights of one dense output", weights.node),
      panel("a convolution's answers", map.node),
    ),
    sentence,
  );
  update();
});
