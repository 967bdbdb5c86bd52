// How values of a series are to be understood: the units that there are, and which of them is meant by words that are none.

import { suggestionFor, type DiagnosticSink } from "../../base/diagnostic.ts";

/** The first one is taken where nothing is said. */
export const SERIES_UNITS = Object.freeze([
  "requests-per-second",
  "requests-per-minute",
  "requests-per-hour",
  "count",
  "rows",
  "cores",
] as const);

export type SeriesUnit = (typeof SERIES_UNITS)[number];

/** Other words for them. */
const MEANT: ReadonlyMap<string, SeriesUnit> = new Map([
  ["rps", "requests-per-second"],
  ["qps", "requests-per-second"],
  ["rpm", "requests-per-minute"],
  ["rph", "requests-per-hour"],
  ["counts", "count"],
  ["cpu", "cores"],
]);

/** Words that may mean either: how many came since, or one that came then. */
const REQUESTS = /^(?:request|hit|call|event)s?$/;
const OF_REQUESTS = "count, if a value is how many came from its time to the next; rows, if each row is one request";

/** The unit of that name, or the first one if there is none, which is told. */
export function readUnit(text: string, sink: DiagnosticSink): SeriesUnit {
  const unit = SERIES_UNITS.find((name) => name === text);
  if (unit !== undefined) return unit;
  const word = text.toLowerCase();
  const told = {
    code: "wrong-value",
    severity: "error",
    message: `--unit: ${JSON.stringify(text)} is no unit`,
  } as const;
  if (REQUESTS.test(word)) sink.report({ ...told, expected: OF_REQUESTS });
  else {
    const meant = MEANT.get(word);
    const suggestion = meant === undefined ? suggestionFor(text, SERIES_UNITS) : { suggestion: meant };
    sink.report({ ...told, expected: `one of ${SERIES_UNITS.join(", ")}`, ...suggestion });
  }
  return SERIES_UNITS[0];
}
