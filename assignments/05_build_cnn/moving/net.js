// The two networks of the page, forth and back, and the pictures that they look at.
"use strict";

// A convolutional network forth and back, with ReLUs, two poolings by two and one global mean.
// Maps are { channels, side, data }; the weights are those of train.py.
kit.net = (layers) => {
  const opened = layers.map(({ shape, bytes, scale, bias }) => {
    const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)),
      each = raw.length / shape[0];
    const weight = Float32Array.from(
      new Int8Array(raw.buffer),
      (whole, i) => whole * scale[Math.floor(i / each)],
    );
    return { out: shape[0], into: shape[1], weight, bias };
  });
  const maps = (channels, side) => ({ channels, side, data: new Float32Array(channels * side * side) });
  const dense = ({ out, into, weight, bias }, x) =>
    Float32Array.from({ length: out }, (_, o) =>
      x.reduce((sum, value, i) => sum + value * weight[o * into + i], bias[o]),
    );
  const rectified = (x) => {
    x.data.forEach((value, i) => {
      if (value < 0) x.data[i] = 0;
    });
    return x;
  };

  // y[o] += w[o, i] laid on x[i]; the way back exchanges the two ends of every product.
  const products = ({ out, into, weight }, side, at) => {
    for (let o = 0; o < out; o++)
      for (let i = 0; i < into; i++)
        for (let tap = 0; tap < 9; tap++) {
          const w = weight[(o * into + i) * 9 + tap],
            dy = Math.floor(tap / 3) - 1,
            dx = (tap % 3) - 1;
          for (let r = Math.max(0, -dy); r < side - Math.max(0, dy); r++)
            for (let c = Math.max(0, -dx); c < side - Math.max(0, dx); c++)
              at(w, (o * side + r) * side + c, (i * side + r + dy) * side + c + dx);
        }
  };
  const convolved = (layer, x) => {
    const y = maps(layer.out, x.side),
      area = x.side ** 2;
    y.data.forEach((_, p) => {
      y.data[p] = layer.bias[Math.floor(p / area)];
    });
    products(layer, x.side, (w, to, from) => {
      y.data[to] += w * x.data[from];
    });
    return y;
  };
  const back = (layer, gradient) => {
    const x = maps(layer.into, gradient.side);
    products(layer, gradient.side, (w, to, from) => {
      x.data[from] += w * gradient.data[to];
    });
    return x;
  };
  const pooled = (x) => {
    const y = maps(x.channels, x.side / 2),
      from = new Int32Array(y.data.length);
    y.data.forEach((_, p) => {
      const [k, r, c] = [Math.floor(p / y.side ** 2), Math.floor(p / y.side) % y.side, p % y.side];
      const corner = (k * x.side + 2 * r) * x.side + 2 * c;
      from[p] = [corner + 1, corner + x.side, corner + x.side + 1].reduce(
        (best, q) => (x.data[q] > x.data[best] ? q : best),
        corner,
      );
      y.data[p] = x.data[from[p]];
    });
    return { y, from };
  };
  const [one, two, three, last] = opened;

  const forward = (picture) => {
    if (opened.length === 2)
      return {
        scores: dense(
          two,
          dense(one, picture).map((value) => Math.max(0, value)),
        ),
      };
    const a1 = rectified(convolved(one, { channels: 1, side: 32, data: picture })),
      p1 = pooled(a1);
    const a2 = rectified(convolved(two, p1.y)),
      p2 = pooled(a2),
      a3 = rectified(convolved(three, p2.y));
    const means = Array.from(
      { length: a3.channels },
      (_, k) => a3.data.subarray(k * 64, k * 64 + 64).reduce((a, b) => a + b) / 64,
    );
    return { maps: [a1, a2, a3], from: [p1.from, p2.from], scores: dense(last, means) };
  };
  // The gradients of the sum of `weights` times the scores: at the three maps, and at the picture.
  const gradients = (ran, weights) => {
    const [a1, a2, a3] = ran.maps,
      through = (g, a) => ({ ...g, data: g.data.map((value, i) => (a.data[i] > 0 ? value : 0)) });
    const unpooled = (g, from, a) => {
      const wide = maps(a.channels, a.side);
      g.data.forEach((value, i) => {
        wide.data[from[i]] += value;
      });
      return wide;
    };
    const g3 = maps(a3.channels, a3.side);
    g3.data.forEach((_, i) => {
      g3.data[i] =
        weights.reduce(
          (sum, weight, t) => sum + weight * last.weight[t * last.into + Math.floor(i / 64)],
          0,
        ) / 64;
    });
    const g2 = unpooled(back(three, through(g3, a3)), ran.from[1], a2);
    const g1 = unpooled(back(two, through(g2, a2)), ran.from[0], a1);
    return { maps: [g1, g2, g3], picture: back(one, through(g1, a1)).data };
  };
  return { forward, gradients };
};

// A digit of 8×8 in a picture of 32×32, moved from the middle.
kit.placed = (digit, dy, dx) =>
  Float32Array.from({ length: 1024 }, (_, p) => {
    const [r, c] = [Math.floor(p / 32) - 12 - dy, (p % 32) - 12 - dx];
    return r >= 0 && r < 8 && c >= 0 && c < 8 ? digit[r * 8 + c] : 0;
  });
