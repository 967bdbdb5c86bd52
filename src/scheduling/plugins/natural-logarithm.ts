// The natural logarithm of a count, to the last bit as Go computes it: engines' own differ by one unit in the last place for
// some numbers, 14 among them.
// Imitates Go's math.Log on amd64 (log_amd64.s), which evaluates the minimax polynomial of FreeBSD's e_log.c.

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
/** Coefficients of the odd and the even terms, lowest first. */
const ODD = [
  6.66666666666673513e-1, 2.857142874366239149e-1, 1.818357216161805012e-1, 1.479819860511658591e-1,
] as const;
const EVEN = [3.999999999940941908e-1, 2.222219843214978396e-1, 1.531383769920937332e-1] as const;

/** ln(number) of a whole number from 1 up. */
export function naturalLogarithm(number: number): number {
  let mantissa = number;
  let exponent = 0;
  while (mantissa >= Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const excess = mantissa - 1;
  const ratio = excess / (2 + excess);
  const square = ratio * ratio;
  const fourth = square * square;
  const odd = square * (ODD[0] + fourth * (ODD[1] + fourth * (ODD[2] + fourth * ODD[3])));
  const even = fourth * (EVEN[0] + fourth * (EVEN[1] + fourth * EVEN[2]));
  const half = 0.5 * excess * excess;
  const correction = ratio * (half + (odd + even)) + exponent * LN2_LOW;
  return exponent * LN2_HIGH - (half - correction - excess);
}
