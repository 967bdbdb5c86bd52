// Cores and shares of scripts as numbers, read anew for the oracle: only the forms that scripts write. Knows nothing.

/** Thousandths of `500m`, `2` or nothing. */
export function milliOf(quantity: number | string | undefined): number {
  const text = String(quantity ?? 0);
  return text.endsWith("m") ? Number(text.slice(0, -1)) : Number(text) * 1000;
}

/** A number, or a share of the whole rounded up, as budgets count. */
export function amountOf(amount: number | string, whole: number): number {
  return typeof amount === "number" ? amount : Math.ceil((Number(amount.slice(0, -1)) * whole) / 100);
}
