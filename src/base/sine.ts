// The sine of an angle in turns. Math.sin is not used: its last bits differ between versions of Node.

const TWO_PI = 2 * Math.PI;
/** Of the series around 0; up to a quarter of a turn, what is left out is below 1e-17. */
const TERMS = 12;

/** sin(2π · turns), within 1e-15, for any finite number of turns. */
export function sineOfTurns(turns: number): number {
  const centred = turns - Math.round(turns);
  const folded = Math.abs(centred) > 0.25 ? Math.sign(centred) * 0.5 - centred : centred;
  const angle = TWO_PI * folded;
  const square = angle * angle;
  let sum = 1;
  for (let term = TERMS; term > 0; term -= 1) sum = 1 - (sum * square) / (2 * term * (2 * term + 1));
  return angle * sum;
}
