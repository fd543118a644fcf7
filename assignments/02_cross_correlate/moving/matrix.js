// The matrix of a convolution, row by row: a dense layer that is mostly zeros and shares the rest.
"use strict";
kit.figure("matrix", (root) => {
  const {
    el,
    row,
    panel,
    group,
    button,
    player,
    says,
    table,
    numbers,
    short,
    yours,
    matrix,
    turned,
    transposed,
    correlate,
    largest,
  } = kit.tools;
  const HEIGHT = 3,
    WIDTH = 4;
  const image = [
    [1, 2, 0, 3],
    [0, 1, 4, 1],
    [2, 0, 1, 5],
  ];
  root.style.setProperty("--cell", "clamp(1.3rem, 6vw, 2.2rem)"); // twelve of them fit beside one another
  let at = 0;
  const kernel = numbers(
    "kernel",
    [
      [1, 2],
      [0, 3],
    ],
    () => update(),
  );
  const play = player(() => {
    at = (at + 1) % 6;
    update();
    return true;
  });
  const go = (to) => {
    play.stop();
    at = Math.max(0, Math.min(5, to));
    update();
  };

  const OUT = [HEIGHT - 1, WIDTH - 1];
  // One row for each place of the window; `apart` is how far the kernel's rows lie from one another.
  const built = (k, apart = WIDTH) =>
    matrix(OUT[0] * OUT[1], HEIGHT * WIDTH, (place, pixel) => {
      const first = Math.floor(place / OUT[1]) * WIDTH + (place % OUT[1]);
      const m = Math.floor((pixel - first) / apart),
        n = (pixel - first) % apart;
      return pixel >= first && m < k.length && n < k[0].length ? k[m][n] : 0;
    });

  const put = (r, c, value) => {
    image[r][c] = value;
    update();
  };
  const pixels = table("image, 3×4: digits change a pixel", {
    pick: (r, c) => put(r, c, (image[r][c] + 1) % 10),
    key: (r, c, name) => /^[0-9]$/.test(name) && (put(r, c, +name), true),
  });
  const weights = table("the matrix, 6×12: arrow keys choose a row", {
    pick: (r) => go(r),
    walk: (r) => go(r),
    drag: (r) => go(r),
  });
  const column = table("the image as one row of twelve");
  const result = table("result, 2×3: arrow keys choose a place", {
    pick: (r, c) => go(r * OUT[1] + c),
    walk: (r, c) => go(r * OUT[1] + c),
  });
  const { node: sentence, say } = says();
  const terms = el("p", { class: "terms" });
  const live = yours();

  function update() {
    const k = kernel.value,
      all = built(k),
      out = correlate(image, k),
      span = largest(k) || 1;
    const [i, j] = [Math.floor(at / OUT[1]), at % OUT[1]];
    const flat = image.flat(),
      uses = (pixel) => {
        const [r, c] = [Math.floor(pixel / WIDTH) - i, (pixel % WIDTH) - j];
        return r >= 0 && r < 2 && c >= 0 && c < 2;
      };
    pixels.draw(HEIGHT, WIDTH, (r, c) => ({
      text: image[r][c],
      tint: image[r][c] / 9,
      mark: uses(r * WIDTH + c) ? "window" : "",
    }));
    column.draw(1, 12, (_, c) => ({ text: flat[c], tint: flat[c] / 9, mark: uses(c) ? "window" : "" }));
    weights.draw(6, 12, (r, c) => ({
      text: all[r][c] || (r === at && uses(c)) ? short(all[r][c]) : "",
      tint: all[r][c] / span,
      mark: r === at ? (uses(c) ? "window" : "here") : "",
    }));
    result.draw(OUT[0], OUT[1], (r, c) => ({
      text: short(out[r][c]),
      tint: out[r][c] / (largest(out) || 1),
      mark: r === i && c === j ? "here" : "",
    }));
    const products = flat
      .map((value, pixel) => (uses(pixel) ? `${short(all[at][pixel])}·${value}` : ""))
      .filter(Boolean);
    terms.textContent = `row ${at + 1} of the matrix times the image: ${products.join(" + ")} = ${short(out[i][j])}`;
    root.dataset.matrix = JSON.stringify(all);
    root.dataset.result = JSON.stringify(out);
    say(
      `Row ${at + 1} of 6 makes the result in row ${i + 1}, column ${j + 1}. Of its 12 weights 4 are the kernel's, ` +
        "8 are zero for good; the next row has the same four, one step on.",
    );
    live.ask("conv_matrix", { kernel: k, height: HEIGHT, width: WIDTH }, all, {
      "The matrix turns the kernel by 180 degrees": built(turned(k)),
      "The matrix is transposed": transposed(all),
      "The kernel's rows follow each other without a gap": built(k, 2),
      "The kernel's rows lie the result's width apart in the matrix": built(k, OUT[1]),
    });
  }

  root.append(
    row(panel("image", pixels.node), panel("kernel", kernel.node), panel("result", result.node)),
    panel("the image as one row", column.node),
    panel("the matrix: one row for each place", weights.node),
    group(
      "choose a row",
      button("row before", () => go(at - 1)),
      button("next row", () => go(at + 1)),
      play.node,
    ),
    terms,
    sentence,
    live.node,
  );
  update();
});
