// Kernels with a name, and what known wrong ideas make of an image and a kernel: the headings of their pages.
"use strict";
(() => {
  const { correlate, turned, transposed, matrix } = kit.tools;
  const mirrored = (a) => a.map((line) => [...line].reverse());
  const upsideDown = (a) => [...a].reverse();
  const isSquare = (a) => a.length === a[0].length;
  const withoutLast = (a) => a.slice(0, -1).map((line) => line.slice(0, -1));

  const crossCorrelate = (image, kernel) => {
    const right = correlate(image, kernel),
      taps = kernel.flat().length;
    return {
      "The kernel is turned around by 180 degrees": correlate(image, turned(kernel)),
      "The kernel is mirrored left to right": correlate(image, mirrored(kernel)),
      "The kernel is turned upside down": correlate(image, upsideDown(kernel)),
      ...(isSquare(kernel) && {
        "The kernel's rows and columns are swapped": correlate(image, transposed(kernel)),
      }),
      "The products are averaged": right.map((line) => line.map((sum) => sum / taps)),
      "The last row and column of the result are missing": withoutLast(right),
      "The result is transposed": transposed(right),
    };
  };

  const convolve2d = (image, kernel) => ({
    "Convolution slides the kernel as it is": correlate(image, kernel),
    "Convolution mirrors the kernel left to right only": correlate(image, mirrored(kernel)),
    "Convolution turns the kernel upside down only": correlate(image, upsideDown(kernel)),
    ...(isSquare(kernel) && {
      "Convolution transposes the kernel": correlate(image, transposed(kernel)),
    }),
    "It is the result that is turned": turned(correlate(image, kernel)),
  });

  // One channel in, one map out.
  const convLayer = (image, kernel, stride, padding) => {
    const right = correlate(image, kernel, stride, padding),
      all = correlate(image, kernel, 1, padding);
    return {
      "The padding is ignored": [correlate(image, kernel, stride, 0)],
      "Twice as many zeros as asked for are added": [correlate(image, kernel, stride, 2 * padding)],
      "The stride is ignored": [all],
      "The stride only makes the result smaller": [
        matrix(right.length, right[0].length, (r, c) => all[r][c]),
      ],
      "The last row and column of windows is missing": [withoutLast(right)],
      "A ReLU is part of the layer": [right.map((line) => line.map((value) => Math.max(0, value)))],
    };
  };

  kit.kernels = {
    vertical: [
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ],
    horizontal: [
      [-1, -2, -1],
      [0, 0, 0],
      [1, 2, 1],
    ],
    sharpen: [
      [0, -1, 0],
      [-1, 5, -1],
      [0, -1, 0],
    ],
    blur: matrix(3, 3, (r, c) => ([1, 2, 1][r] * [1, 2, 1][c]) / 16),
    identity: [
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ],
  };
  kit.ideas = { crossCorrelate, convolve2d, convLayer };
})();
