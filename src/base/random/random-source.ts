// Where uniform numbers come from, as the distributions see it. Knows no generator.

/** A sequence of independent numbers, uniform on [0, 1) with 53 random bits each. */
export interface RandomSource {
  nextUnit(): number;
}
