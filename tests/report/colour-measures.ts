// How colours differ for the eye: contrast by WCAG 2, distance in CIELAB, and what colour-blind readers see by the
// matrices of Machado, Oliveira and Fernandes (2009), full severity.

type Triple = readonly [number, number, number];

function linear(colour: string): Triple {
  const channel = (from: number): number => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function luminance([red, green, blue]: Triple): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (equal) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(linear(one)), luminance(linear(other))].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** A way of seeing: from a colour to what reaches the eye, in linear light. */
export interface Vision {
  readonly name: string;
  see(colour: string): Triple;
}

function seenThrough(matrix: readonly [Triple, Triple, Triple]): (colour: string) => Triple {
  return (colour) => {
    const light = linear(colour);
    const row = (weights: Triple): number =>
      Math.min(1, Math.max(0, weights[0] * light[0] + weights[1] * light[1] + weights[2] * light[2]));
    return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
  };
}

export const VISIONS: readonly Vision[] = [
  { name: "normal sight", see: linear },
  {
    name: "protanopia",
    see: seenThrough([
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ]),
  },
  {
    name: "deuteranopia",
    see: seenThrough([
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ]),
  },
];

/** CIE76 distance in CIELAB; about 2 is just noticeable. */
export function distance(one: Triple, other: Triple): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function lab([red, green, blue]: Triple): Triple {
  const x = bent((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = bent(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = bent((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function bent(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}
