// Doubles as Go prints them in messages.

/** Only 128ths end in the seventh decimal: a tie. */
const TIES_PER_UNIT = 128;

/** Go's `%f`: six decimals, ties to the even digit, where JavaScript takes the larger one. */
export function sixDecimals(value: number): string {
  if (!Number.isFinite(value)) return infiniteText(value);
  const parts = value * TIES_PER_UNIT;
  const isTie = Number.isInteger(parts) && parts % 2 !== 0;
  if (!isTie) return value.toFixed(6);
  const millionths = (BigInt(Math.abs(parts)) * 1_000_000n) / BigInt(TIES_PER_UNIT);
  const even = String(millionths + (millionths % 2n)).padStart(7, "0");
  return `${value < 0 ? "-" : ""}${even.slice(0, -6)}.${even.slice(-6)}`;
}

function infiniteText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
}
