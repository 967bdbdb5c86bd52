// What the name of a metric tells of its values: which figure of the load it is, and whether it is counted in a unit that no figure
// has. Names as exporters give them: snake_case or camelCase, the unit last, percentiles as p99 or 99th.

/** Figures by what the names of metrics tell, the first that fits. */
const TOLD_BY_NAMES: readonly (readonly [RegExp, string])[] = Object.freeze([
  [/in.?flight|concurren|active|connections/i, "inFlight"],
  [/wait|queue|backlog|depth|pending/i, "waiting"],
  [/latency|duration/i, "latency p(95)"],
  [/error|fail/i, "errorsPerSecond"],
  [/request|rps|qps|hits|rate|per_?second/i, "requestsPerSecond"],
]);

/** Two digits and what stands behind their point: p999 is 99.9. */
const PERCENTILE = /(?:(?:^|[^A-Za-z])p|P)(?:ct)?_?([1-9]\d)[._]?(\d*)(?![a-z\d])|(?:^|\D)([1-9]\d)(?:th|_?percentile)/;
const MEDIAN = /median/i;

/** Undefined where the name tells none. */
export function figureToldBy(name: string): string | undefined {
  const told = TOLD_BY_NAMES.find(([pattern]) => pattern.test(name))?.[1];
  return told?.startsWith("latency") === true ? `latency p(${percentileIn(name)})` : told;
}

function percentileIn(name: string): string {
  if (MEDIAN.test(name)) return "50";
  const [, whole, part = "", ordinal] = PERCENTILE.exec(name) ?? [];
  return `${whole ?? ordinal ?? "95"}${part === "" ? "" : `.${part}`}`;
}

/** Units in which no figure is told, in words, with what a figure is told in. */
const OTHER_UNITS: readonly (readonly [RegExp, RegExp, string, string])[] = Object.freeze([
  [/^latency/, /(?:^|[^a-z])(?:ms|msecs?|millis|milliseconds?)(?![a-z])|Ms$|Millis/, "milliseconds", "seconds"],
  [/^latency/, /(?:^|[^a-z])(?:us|usecs?|micros|microseconds?)(?![a-z])|Us$|Micros/, "microseconds", "seconds"],
  [/PerSecond$/, /per_?min|PerMin|(?:^|[^a-z])rpm(?![a-z])/, "what comes in a minute", "what comes in a second"],
  [/PerSecond$/, /per_?hour|PerHour/, "what comes in an hour", "what comes in a second"],
  [/./, /bytes/i, "bytes", "requests and seconds"],
]);

/** In what the metric is counted by its name, where the figure is told in something else. */
export function otherUnitOf(
  name: string,
  figure: string,
): { readonly named: string; readonly told: string } | undefined {
  const other = OTHER_UNITS.find(([figures, names]) => figures.test(figure) && names.test(name));
  return other === undefined ? undefined : { named: other[2], told: other[3] };
}
