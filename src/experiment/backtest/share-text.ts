// Shares as users write them and as tables show them: `5%` and 0.05.

/** From 0 on; undefined for what is none. */
export function shareOf(value: unknown): number | undefined {
  const [, digits, percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(String(value)) ?? [];
  return digits === undefined ? undefined : Number(digits) / (percent === "%" ? 100 : 1);
}

/** Of a number that is meant as percent, perhaps: 5 is five times as much. Undefined: it is below 1, or says how it is meant. */
export function wholeShareDoubt(value: unknown): string | undefined {
  const share = shareOf(value);
  if (share === undefined || share < 1 || String(value).endsWith("%")) return undefined;
  return `${String(value)} is taken for ${shareText(share)}`;
}

/** `5%`. */
export function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(6))}%`;
}
