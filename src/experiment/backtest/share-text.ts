// Shares as users write them and as tables show them: `5%` and 0.05.

/** From 0 on; undefined for what is none. */
export function shareOf(value: unknown): number | undefined {
  const [, digits, percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(String(value)) ?? [];
  return digits === undefined ? undefined : Number(digits) / (percent === "%" ? 100 : 1);
}

/** `5%`. */
export function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(6))}%`;
}
