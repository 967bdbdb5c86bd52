// An amount over a container's age, as a user says it: one amount, or amounts at ages with straight lines between them. What the
// annotations of use are made of. Pure rules; knows no unit.

/** Ages in µs since the container's start, never falling; before the first point and after the last its amount stays. */
export interface AmountAtAge {
  readonly ageUs: number;
  readonly amount: number;
}
export type AmountsAtAges = readonly AmountAtAge[];

/**
 * `600Mi`, or `200Mi@0s,600Mi@10m`; two points at one age are a step. Undefined for what is neither. `readAmount` and `spanUs` read
 * one amount and one age.
 */
export function readAmountsAtAges(
  text: string,
  readAmount: (text: string) => number | undefined,
  spanUs: (text: string) => number | undefined,
): AmountsAtAges | undefined {
  const points: AmountAtAge[] = [];
  const parts = text.split(",");
  for (const part of parts) {
    const [written = "", age, ...rest] = part.trim().split("@");
    // Only one amount alone needs no age.
    if (rest.length > 0 || (age === undefined && parts.length > 1)) return undefined;
    const amount = readAmount(written);
    const ageUs = age === undefined ? 0 : spanUs(age);
    if (amount === undefined || ageUs === undefined || ageUs < (points.at(-1)?.ageUs ?? 0)) return undefined;
    points.push({ ageUs, amount });
  }
  return points;
}

/** The amount at an age. Of several points at that age the last counts. */
export function amountAt(points: AmountsAtAges, ageUs: number): number {
  let before: AmountAtAge | undefined;
  for (const point of points) {
    if (point.ageUs > ageUs) return before === undefined ? point.amount : onLine(before, point, ageUs);
    before = point;
  }
  return before?.amount ?? 0;
}

/** The amount times the µs for which it held, over ages from `fromUs` to `untilUs`. */
export function amountOver(points: AmountsAtAges, fromUs: number, untilUs: number): number {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || untilUs <= fromUs) return 0;
  let total = first.amount * Math.max(0, Math.min(untilUs, first.ageUs) - fromUs);
  for (let index = 1; index < points.length; index += 1) {
    const [left, right] = [points[index - 1]!, points[index]!];
    const beginUs = Math.max(fromUs, left.ageUs);
    const endUs = Math.min(untilUs, right.ageUs);
    if (endUs > beginUs) total += ((onLine(left, right, beginUs) + onLine(left, right, endUs)) / 2) * (endUs - beginUs);
  }
  return total + last.amount * Math.max(0, untilUs - Math.max(fromUs, last.ageUs));
}

/** The same line, with no amount above `most`. */
export function atMost(points: AmountsAtAges, most: number): AmountsAtAges {
  if (points.every(({ amount }) => amount <= most)) return points;
  const capped: AmountAtAge[] = [];
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    // Where the line passes `most` it has a bend.
    if (before !== undefined && before.amount > most !== point.amount > most) {
      const share = (most - before.amount) / (point.amount - before.amount);
      capped.push({ ageUs: before.ageUs + share * (point.ageUs - before.ageUs), amount: most });
    }
    capped.push({ ageUs: point.ageUs, amount: Math.min(point.amount, most) });
  }
  return capped;
}

/** The first bend after an age, µs; Infinity: the amount stays from there on. */
export function nextBendUs(points: AmountsAtAges, ageUs: number): number {
  return points.find((point) => point.ageUs > ageUs)?.ageUs ?? Infinity;
}

function onLine(from: AmountAtAge, to: AmountAtAge, ageUs: number): number {
  const lengthUs = to.ageUs - from.ageUs;
  // Rounding must not make another number of one that stays.
  if (lengthUs === 0 || from.amount === to.amount) return to.amount;
  return from.amount + ((to.amount - from.amount) * (ageUs - from.ageUs)) / lengthUs;
}
