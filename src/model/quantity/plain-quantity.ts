// A quantity's text where it is the plainest there is: digits, and at most an m behind them. Statuses hold such amounts and write
// them again and again; whatever else is a quantity is for `parseQuantity`, which this agrees with.

/** So many digits are exact as a double, also a thousand times as much. */
const PLAIN_LENGTH = 12;
const ZERO = "0".charCodeAt(0);

/** The thousandths that the text stands for; undefined: it is not as plain as that. */
export function plainMilli(text: unknown): number | undefined {
  if (typeof text !== "string" || text.length > PLAIN_LENGTH) return undefined;
  const isMilli = text.endsWith("m");
  const end = isMilli ? text.length - 1 : text.length;
  if (end === 0) return undefined;
  let amount = 0;
  for (let place = 0; place < end; place += 1) {
    const digit = text.charCodeAt(place) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    amount = amount * 10 + digit;
  }
  return isMilli ? amount : amount * 1000;
}
