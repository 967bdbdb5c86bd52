// How a case is compared with its record: the settled state of every instant, the writes of each controller other than
// statuses, sync by sync as sets, the events of an instant as a set, and what users were answered.
// See "How to compare" of the records' FORMAT.md.

import { mergePatched } from "./merge-patch.ts";
import type { RecordedEvent, RecordedInstant, RecordedStep, RecordedWrite, WorkloadsRecord } from "./record.ts";
import { stableText } from "./stored-object.ts";

export interface FieldDifference {
  /** Index of the instant. */
  readonly step: number;
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

const NAMES_SHOWN_MAX = 24;
const STATUS_VERBS: ReadonlySet<string> = new Set(["updateStatus", "patchStatus"]);

/** Every difference; instants are matched by their time. */
export function compareTimelines(
  record: WorkloadsRecord,
  actual: readonly RecordedInstant[],
): readonly FieldDifference[] {
  const { timeline } = record.expected;
  const { sensitivity } = record.expected;
  const looseFromUs = Math.min(
    sensitivity.oneByOneDiffersFromUs ?? Number.POSITIVE_INFINITY,
    sensitivity.reversedOrderDiffersFromUs ?? Number.POSITIVE_INFINITY,
  );
  const toleratesRetries = (sensitivity.failedRequests ?? 0) > 0;
  const exact = differencesOf(timeline, actual, toleratesRetries);
  if (exact.every(({ atUs }) => atUs < looseFromUs)) return exact;
  const strict = exact.filter(({ atUs }) => atUs < looseFromUs);
  return [...strict, ...lastStateDifferences(timeline, actual)];
}

interface DatedDifference extends FieldDifference {
  readonly atUs: number;
}

function differencesOf(
  expected: readonly RecordedInstant[],
  actual: readonly RecordedInstant[],
  toleratesRetries: boolean,
): readonly DatedDifference[] {
  const differences: DatedDifference[] = [];
  const byTime = new Map(actual.map((instant) => [instant.atUs, instant]));
  const indexes = new Map(expected.map(({ atUs }, index) => [atUs, index]));
  const times = [...new Set([...indexes.keys(), ...byTime.keys()])].toSorted((left, right) => left - right);
  let expectedState: unknown = {};
  let actualState: unknown = {};
  let step = 0;
  for (const atUs of times) {
    step = indexes.get(atUs) ?? step;
    const left = expected[indexes.get(atUs) ?? -1] ?? { atUs };
    const right = byTime.get(atUs) ?? { atUs };
    expectedState = mergePatched(expectedState, withoutChangedGroups(expectedState, left.settled));
    actualState = mergePatched(actualState, withoutChangedGroups(actualState, right.settled));
    const found = [
      ...stateDifference(expectedState, actualState),
      ...stepDifferences(left.steps ?? [], right.steps ?? [], toleratesRetries),
    ];
    for (const difference of found)
      differences.push({ step, atUs, ...difference, field: `${atUs} µs ${difference.field}` });
    // One difference is told once.
    actualState = expectedState;
    if (found.some(({ field }) => field === "settled")) actualState = structuredClone(expectedState);
  }
  return differences;
}

type Plain = Omit<FieldDifference, "step">;

/** Counts of pods are whole in every instant. */
function withoutChangedGroups(state: unknown, settled: RecordedInstant["settled"]): unknown {
  if (settled === undefined) return {};
  const cleared: Record<string, unknown> = {};
  const before = (state as { pods?: Readonly<Record<string, object>> }).pods ?? {};
  for (const [group, counts] of Object.entries(settled.pods ?? {})) {
    const gone = Object.fromEntries(Object.keys(before[group] ?? {}).map((key) => [key, null]));
    cleared[group] = counts === null ? null : { ...gone, ...(counts as object) };
  }
  return { ...settled, ...(settled.pods === undefined ? {} : { pods: cleared }) };
}

function stateDifference(expected: unknown, actual: unknown): readonly Plain[] {
  return stableText(expected) === stableText(actual) ? [] : leafDifferences("settled", expected, actual);
}

/** Only what differs is shown. */
function leafDifferences(path: string, expected: unknown, actual: unknown): readonly Plain[] {
  if (stableText(expected) === stableText(actual)) return [];
  if (!isObject(expected) || !isObject(actual)) {
    return [{ field: path, expected: stableText(expected), actual: stableText(actual) }];
  }
  return [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((key) =>
    leafDifferences(`${path} ${key}`, expected[key], actual[key]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lastStateDifferences(
  expected: readonly RecordedInstant[],
  actual: readonly RecordedInstant[],
): readonly FieldDifference[] {
  const last = (timeline: readonly RecordedInstant[]) => {
    let state: unknown = {};
    for (const { settled } of timeline) state = mergePatched(state, withoutChangedGroups(state, settled));
    return withoutTimes(state);
  };
  return leafDifferences("last settled", last(expected), last(actual)).map((difference) => ({
    step: expected.length - 1,
    ...difference,
  }));
}

/** When something happened may differ after turns that may be taken otherwise. */
function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.length >= 4 ? value.slice(0, 3) : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key.endsWith("TimeUs") ? [] : [[key, withoutTimes(inner)]])),
  );
}

function stepDifferences(
  expected: readonly RecordedStep[],
  actual: readonly RecordedStep[],
  toleratesRetries: boolean,
): readonly Plain[] {
  const controllers = [...new Set([...expected, ...actual].map(({ by }) => by))];
  const differences = controllers.flatMap((by) => {
    const left = writesOf(expected, by);
    const right = writesOf(actual, by);
    return stableText(left) === stableText(right)
      ? []
      : [{ field: `writes of ${by}`, expected: stableText(left), actual: stableText(right) }];
  });
  const leftEvents = eventsOf(expected, toleratesRetries);
  const rightEvents = eventsOf(actual, toleratesRetries);
  if (stableText(leftEvents) !== stableText(rightEvents)) {
    differences.push({ field: "events", expected: stableText(leftEvents), actual: stableText(rightEvents) });
  }
  return differences;
}

/** The collector's syncs are one; what a user was answered is one of its own. */
function writesOf(steps: readonly RecordedStep[], by: string): readonly unknown[] {
  const own = steps.filter((step) => step.by === by);
  if (by === "user") return own.map(({ key, result }) => `${key}: ${result}`);
  const syncs = own.flatMap(({ writes = [] }) => {
    const told = writeTexts(writes.filter(({ verb, error }) => !STATUS_VERBS.has(verb) && error === undefined));
    return told.length === 0 ? [] : [told];
  });
  return by === "garbage-collector" ? [syncs.flat().toSorted()] : syncs;
}

function writeTexts(writes: readonly RecordedWrite[]): readonly string[] {
  return grouped(
    writes.flatMap(({ name, names, count, ...parts }) => {
      if (parts.verb !== "create" && isObject(parts["changed"]) && Object.keys(parts["changed"]).length === 0)
        return [];
      const attributes = stableText(withSortedEndpoints(parts));
      if (names === undefined) return Array.from({ length: count ?? 1 }, () => ({ attributes, name: name ?? "" }));
      if (count !== names.length) return [{ attributes, name: `${names[0]} … ${names.at(-1)} (${count})` }];
      return names.map((each) => ({ attributes, name: each }));
    }),
  );
}

/** Endpoints have no order. */
function withSortedEndpoints(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "endpoints" && Array.isArray(inner)
        ? [key, (inner as readonly string[]).toSorted((left, right) => (left < right ? -1 : 1))]
        : [key, withSortedEndpoints(inner)],
    ),
  );
}

function eventsOf(steps: readonly RecordedStep[], toleratesRetries: boolean): readonly string[] {
  const texts = steps.flatMap(({ events = [] }) =>
    grouped(
      events.flatMap(({ object, type, reason, message, messages, count }: RecordedEvent) => {
        if (toleratesRetries && reason === "FailedCreate") return [];
        const attributes = `${object} ${type} ${reason}`;
        if (messages === undefined) return [{ attributes, name: message ?? "" }];
        if (count !== messages.length && messages.includes("…")) {
          return [{ attributes, name: `${messages[0]} … ${messages.at(-1)} (${count})` }];
        }
        return messages.map((each) => ({ attributes, name: each }));
      }),
    ),
  );
  return [...new Set(texts)].toSorted();
}

interface Named {
  readonly attributes: string;
  readonly name: string;
}

/** Many alike in a row are told by the first and the last. */
function grouped(items: readonly Named[]): readonly string[] {
  const byAttributes = new Map<string, string[]>();
  for (const { attributes, name } of items) {
    byAttributes.set(attributes, [...(byAttributes.get(attributes) ?? []), name]);
  }
  const texts = [...byAttributes].flatMap(([attributes, names]) => {
    if (names.length <= NAMES_SHOWN_MAX) return names.map((name) => `${attributes} ${name}`);
    const sorted = names.toSorted();
    return [`${attributes} ${sorted[0]} … ${sorted.at(-1)} (${names.length})`];
  });
  return texts.toSorted();
}
