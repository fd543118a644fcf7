// A picture of one's own through a kernel of one's own. The file is read here; nothing leaves the page.
"use strict";
kit.figure("photo", (root) => {
  const {
    el,
    row,
    controls,
    panel,
    choice,
    says,
    picture,
    numbers,
    short,
    yours,
    matrix,
    correlate,
    largest,
  } = kit.tools;
  const KERNELS = kit.kernels;
  const NAMES = {
    vertical: "Sobel, vertical",
    horizontal: "Sobel, horizontal",
    sharpen: "sharpen",
    blur: "Gaussian blur",
    identity: "identity",
  };
  const SIDE = 200; // the longer side of a picture, in pixels

  // A house on a dark ground, until somebody brings a picture.
  const house = () =>
    matrix(60, 84, (r, c) => {
      const [y, x] = [Math.floor(r / 3), Math.floor(c / 3)];
      if (y >= 2 && y < 8 && x >= 14 - y && x < 13 + y) return 0.65;
      if (y >= 10 && y < 13 && ((x >= 9 && x < 12) || (x >= 15 && x < 18))) return 0.2;
      if (y >= 8 && y < 16 && x >= 7 && x < 20) return 0.9;
      return y >= 16 ? 0.4 : 0.15;
    });
  let image = house();

  const kernel = numbers("kernel", KERNELS.vertical, () => update());
  const preset = choice("kernel", NAMES, "vertical", () => {
    kernel.value = KERNELS[preset.value];
    update();
  });
  const file = el("input", {
    type: "file",
    accept: "image/*",
    onchange: () => file.files[0] && read(file.files[0]),
  });
  const before = picture("the picture, gray", { width: 300 });
  const after = picture("the picture through the kernel", { width: 300 });
  const gallery = Object.keys(KERNELS).map((key) => ({
    key,
    drawn: picture(`the picture through ${NAMES[key]}`, { width: 112 }),
  }));
  const { node: sentence, say } = says();
  const live = yours();

  async function read(chosen) {
    const drawn = await createImageBitmap(chosen).catch(() => null);
    if (!drawn) return say(`${chosen.name} cannot be read as a picture: try one in PNG or JPEG format.`);
    const scale = Math.min(1, SIDE / Math.max(drawn.width, drawn.height));
    const [width, height] = [drawn.width, drawn.height].map((side) => Math.max(3, Math.round(side * scale)));
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    context.drawImage(drawn, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    image = matrix(height, width, (r, c) => {
      const [red, green, blue] = data.subarray(4 * (r * width + c));
      return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    });
    update();
  }

  // With a sum of zero, gray is zero, white positive, black negative; else black is zero.
  const looks = (k) => {
    const sum = k.flat().reduce((a, b) => a + b, 0),
      half = k.flat().reduce((a, b) => a + Math.abs(b), 0) / 2;
    return Math.abs(sum) < 1e-6
      ? { gray: true, low: -half, span: half }
      : { gray: true, span: Math.max(1, Math.abs(sum)) };
  };

  function update() {
    const k = kernel.value,
      out = correlate(image, k);
    const sum = k.flat().reduce((a, b) => a + b, 0),
      edges = Math.abs(sum) < 1e-6;
    before.draw(image, { gray: true });
    after.draw(out, looks(k));
    Object.assign(root.dataset, { size: `${out.length} ${out[0].length}`, largest: largest(out) });
    const what = edges
      ? "it answers to edges only. Gray is zero, white positive, black negative"
      : Math.abs(sum - 1) < 1e-6
        ? "the brightness stays"
        : `even parts come out ${short(sum)} times as bright`;
    say(
      `${image.length}×${image[0].length} pixels become ${out.length}×${out[0].length}. ` +
        `The kernel's numbers add up to ${short(sum)}: ${what}.`,
    );
    gallery.forEach(({ key, drawn }) => drawn.draw(correlate(image, KERNELS[key]), looks(KERNELS[key])));
    // Loops in Python are slow: the student's function gets every few pixels only.
    const step = Math.ceil(Math.max(image.length, image[0].length) / 48);
    const few = matrix(
      Math.floor(image.length / step),
      Math.floor(image[0].length / step),
      (r, c) => +image[r * step][c * step].toFixed(3),
    );
    if (few.length < 3 || few[0].length < 3) return;
    live.ask(
      "cross_correlate2d",
      { image: few, kernel: k },
      correlate(few, k),
      kit.ideas.crossCorrelate(few, k),
    );
  }

  const chooser = el(
    "label",
    { class: "panel" },
    el("span", { class: "name" }, "a picture of your own (it stays on this page)"),
    file,
  );
  root.append(
    controls(preset.node),
    row(panel("its numbers", kernel.node), chooser),
    row(panel("picture", before.node), panel("result", after.node)),
    el(
      "div",
      { class: "row", style: "gap: .7rem 1.2rem" },
      ...gallery.map(({ key, drawn }) => panel(NAMES[key], drawn.node)),
    ),
    sentence,
    live.node,
  );
  update();
});
