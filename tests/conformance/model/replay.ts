// Replays `model` records: one call of a pure rule per line, its answer compared deeply with the recorded one.

import type { Difference, Family, ThemeOutcome } from "../family.ts";
import { readRecords, type RecordFile } from "../record-file.ts";
import type { Answer, RecordedValue } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";

interface ModelRecord {
  readonly case: string;
  readonly input: RecordedValue & { readonly op: string };
  readonly expected: RecordedValue;
}

export const modelFamily: Family = { name: "model", replay: replayTheme };

function replayTheme(file: RecordFile, onlyCase: string | undefined): ThemeOutcome {
  const notReplayed = new Map<string, number>();
  const differences: Difference[] = [];
  let steps = 0;
  let agreed = 0;
  for (const record of readRecords(file.path) as readonly ModelRecord[]) {
    if (onlyCase !== undefined && record.case !== onlyCase) continue;
    const answer = answerOf(file.theme, record);
    if (answer.kind === "left-out") {
      notReplayed.set(answer.need, (notReplayed.get(answer.need) ?? 0) + 1);
      continue;
    }
    steps += 1;
    const found = differing(answer.expected, answer.actual);
    if (found.length === 0) agreed += 1;
    for (const difference of found) differences.push({ case: record.case, step: 0, ...difference });
  }
  return { steps, agreed, notReplayed, differences };
}

/** An answer that throws is a difference like any other: no input may make a rule throw. */
function answerOf(theme: string, { input, expected }: ModelRecord): Answer {
  const operation = OPERATIONS[theme]?.[input.op];
  if (operation === undefined) return { kind: "left-out", need: `operation ${input.op}` };
  try {
    return operation(input, expected);
  } catch (thrown) {
    return { kind: "answered", actual: { thrown: String(thrown) }, expected };
  }
}

/** The top-level fields that differ. */
function differing(expected: unknown, actual: unknown): readonly Omit<Difference, "case" | "step">[] {
  const wanted = fieldsOf(expected);
  const found = fieldsOf(actual);
  const names = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  return [...names].flatMap((field) => {
    const left = stable(wanted[field]);
    const right = stable(found[field]);
    return left === right ? [] : [{ field, expected: left, actual: right }];
  });
}

function fieldsOf(value: unknown): RecordedValue {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as RecordedValue) : { answer: value };
}

/** JSON with sorted keys, so that equal values have equal texts. */
function stable(value: unknown): string {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
