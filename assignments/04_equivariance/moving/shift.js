// Drag the cat: f of the shifted picture, the shifted f of the picture, and the gap between them.
"use strict";
kit.figure("shift", (root) => {
  const {
    el,
    row,
    controls,
    panel,
    button,
    range,
    dragging,
    choice,
    says,
    picture,
    short,
    yours,
    matrix,
    correlate,
    largest,
  } = kit.tools;
  const [ROWS, COLUMNS] = [20, 28],
    FAR = 12;
  let [dy, dx] = [0, 4];

  // A cat's head before a striped wall.
  const HEAD = matrix(11, 13, (r, c) => {
    if (r === 8 && c === 6) return 0.4;
    if (r >= 5 && r < 7 && ((c >= 3 && c < 5) || (c >= 8 && c < 10))) return 0;
    return (r >= 3 && c >= 1 && c < 12) || (r < 3 && (c === 1 || c === 2 || c === 10 || c === 11)) ? 1 : 0;
  });
  const cat = matrix(ROWS, COLUMNS, (r, c) => HEAD[r - 4]?.[c - 5] ?? 0.25 + (c % 6 < 3 ? 0.1 : 0));

  const shifted = (image, down, right) =>
    matrix(image.length, image[0].length, (r, c) => image[r - down]?.[c - right] ?? 0);
  // A slope from left to right, as wide as the kernel: for 3 nearly a Sobel.
  const slope = (k) => matrix(k, k, (r, c) => (c - (k - 1) / 2) * (k - Math.abs(r - (k - 1) / 2)));
  const kernelOf = (k) => (k === 1 ? [[2]] : slope(k));
  const FUNCTIONS = {
    conv: (image, k) => correlate(image, kernelOf(k), 1, (k - 1) / 2),
    pool: (image) =>
      matrix(ROWS / 2, COLUMNS / 2, (r, c) =>
        Math.max(
          image[2 * r][2 * c],
          image[2 * r][2 * c + 1],
          image[2 * r + 1][2 * c],
          image[2 * r + 1][2 * c + 1],
        ),
      ),
    mirror: (image) => image.map((line) => [...line].reverse()),
  };
  const f = choice(
    "f",
    { conv: "a convolution, padded with zeros", pool: "max pooling by 2", mirror: "a mirror" },
    "conv",
    () => update(),
  );
  const kernel = range("its kernel", { min: 1, max: 7, step: 2, value: 3, shown: (k) => `${k}×${k}` }, () =>
    update(),
  );
  const down = range("down", { min: -FAR, max: FAR, value: 0 }, () => {
    dy = down.value;
    update();
  });
  const right = range("right", { min: -FAR, max: FAR, value: dx }, () => {
    dx = right.value;
    update();
  });
  const home = button("back to the middle", () => moveTo(0, 0));

  const moved = picture("shift(x): drag the cat", { width: 310, drag: true });
  const first = picture("f(shift(x))", { width: 310 });
  const second = picture("shift(f(x))", { width: 310 }),
    gap = picture("the gap between them", { width: 310 });
  const { node: sentence, say } = says();
  const live = yours();

  function moveTo(rows, columns) {
    const kept = (way) => Math.max(-FAR, Math.min(FAR, way));
    [dy, dx] = [kept(rows), kept(columns)];
    [down.value, right.value] = [dy, dx];
    update();
  }
  const grasp = (event) => ({ x: event.clientX, y: event.clientY, rows: dy, columns: dx });
  dragging(moved.node, grasp, (event, { x, y, rows, columns }) => {
    const pixel = moved.node.clientWidth / COLUMNS;
    moveTo(rows + Math.round((event.clientY - y) / pixel), columns + Math.round((event.clientX - x) / pixel));
  });

  // How wide a border is spoiled along one side (for a bias-free convolution that keeps the size).
  const spoiled = (k, way) => (k === 1 || way === 0 ? 0 : Math.max(Math.abs(way), (k - 1) / 2));

  function update() {
    const k = kernel.value,
      how = f.value,
      apply = (image) => FUNCTIONS[how](image, k);
    kernel.node.hidden = how !== "conv";
    const x = shifted(cat, dy, dx),
      one = apply(x);
    const scale = how === "pool" ? 2 : 1; // what pooling halves, moves by half
    const other = shifted(apply(cat), Math.floor(dy / scale), Math.floor(dx / scale));
    const difference = one.map((line, r) => line.map((value, c) => Math.abs(value - other[r][c])));
    const span = how === "conv" ? largest(apply(cat)) * 0.7 : 1;
    moved.draw(x, { gray: true });
    first.draw(one, { span, gray: how !== "conv" });
    second.draw(other, { span, gray: how !== "conv" });
    gap.draw(difference, { span: span / 2 });
    const [tall, wide] = [spoiled(k, dy), spoiled(k, dx)];
    const inner = difference.slice(tall, ROWS - tall).map((line) => line.slice(wide, COLUMNS - wide));
    band.hidden = how !== "conv";
    Object.assign(band.style, { inset: `${(100 * tall) / ROWS}% ${(100 * wide) / COLUMNS}%` });
    Object.assign(root.dataset, { dy, dx, gap: largest(difference), inside: largest(inner), tall, wide });
    const ways = [
      dy && `${Math.abs(dy)} ${dy > 0 ? "down" : "up"}`,
      dx && `${Math.abs(dx)} ${dx > 0 ? "to the right" : "to the left"}`,
    ].filter(Boolean);
    const told = {
      conv: `A band of ${tall} rows and ${wide} columns at the border may be spoiled; inside it the gap is ${short(largest(inner))}.`,
      pool:
        dy % 2 || dx % 2
          ? "The windows cut the cat elsewhere now: pooling by 2 goes along with even shifts only."
          : "An even shift: the windows move along, whole.",
      mirror: "A mirror moves the picture the other way: equivariant it is not.",
    }[how];
    say(
      `The cat is ${ways.length ? `moved ${ways.join(" and ")}` : "where it was"}. The largest gap is ${short(largest(difference))}. ${ways.length ? told : ""}`,
    );
    live.ask("shift2d", { x: cat, dy, dx }, x, {
      "The picture moves the other way": shifted(cat, -dy, -dx),
      "Up and down are mixed up with left and right": shifted(cat, dx, dy),
      "What leaves on one side comes back on the other": matrix(
        ROWS,
        COLUMNS,
        (r, c) => cat[(r - dy + ROWS) % ROWS][(c - dx + COLUMNS) % COLUMNS],
      ),
      "The uncovered part is filled with the edge pixels": matrix(
        ROWS,
        COLUMNS,
        (r, c) => cat[Math.max(0, Math.min(ROWS - 1, r - dy))][Math.max(0, Math.min(COLUMNS - 1, c - dx))],
      ),
      "The uncovered part still shows the old picture": matrix(
        ROWS,
        COLUMNS,
        (r, c) => cat[r - dy]?.[c - dx] ?? cat[r][c],
      ),
      "Down is right, but left and right are exchanged": shifted(cat, dy, -dx),
    });
  }

  const band = el("div", { style: "position: absolute; border: 2px solid var(--ink); pointer-events: none" });
  const stage = el("div", { style: "position: relative" }, gap.node, band);
  root.append(
    controls(f.node, kernel.node),
    controls(down.node, right.node, home),
    row(
      panel("shift(x): drag the cat", moved.node),
      panel("f(shift(x))", first.node),
      panel("shift(f(x))", second.node),
      panel("the gap; nothing differs inside the frame", stage),
    ),
    sentence,
    live.node,
  );
  update();
});
