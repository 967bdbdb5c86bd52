// Large numbers as they are read: their digits in groups of three.

/** Of the digits of a whole number: `8152` → `8,152`. */
export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** 8152 → 8,152; of an expectation, the nearest whole number. */
export function groupedCount(count: number): string {
  return groupDigits(String(Math.round(count)));
}
