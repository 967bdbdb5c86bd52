// Times of a record and of a replay that mean the same moment. The recorder's steps take some nanoseconds each (FORMAT.md says
// 1 to 40) and its times are cut to microseconds, so that a moment may lie a few microseconds off after hundreds of attempts in
// a row. Where nothing else differs, and no time by more than that, the recorded times are taken.

/** The longest rows of attempts in the records are some thousand: 15 ns each are taken off, and this is left. */
const MOST_US = 12;

/** Fields that hold a moment or a span, wherever they stand. */
const TIMES: ReadonlySet<string> = new Set([
  "atUs",
  "doneUs",
  "endsUs",
  "sinceUs",
  "backoffUntilUs",
  "queuedUs",
  "boundUs",
  "sliUs",
  "goneUs",
  "sumUs",
]);

/** The same with every time left out. */
export function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, TIMES.has(key) ? "a time" : withoutTimes(inner)]),
  );
}

/** True if all times are near those of the other, which is equal but for them. `terms`: spans that a sum is made of. */
export function areTimesNear(expected: unknown, actual: unknown, terms = 1): boolean {
  if (typeof expected !== "object" || expected === null) return true;
  return Object.entries(expected).every(([key, value]) => {
    const other = (actual as Record<string, unknown>)[key];
    if (TIMES.has(key)) return Math.abs(Number(value) - Number(other)) <= MOST_US * terms;
    return areTimesNear(value, other, terms);
  });
}
