// Replays `kubelet` records: one decision, or one short history, of a package of the real kubelet per line.

import type { Difference, Family, ThemeOutcome } from "../family.ts";
import { readRecords, type RecordFile } from "../record-file.ts";
import { answerOf, otherAnswerOf, type RecordedInput } from "./operations.ts";

interface KubeletRecord {
  readonly case: string;
  readonly input: RecordedInput;
  readonly expected: RecordedInput;
}

export const kubeletFamily: Family = { name: "kubelet", replay: replayTheme };

/** What a record drives is seen from its input, so that files of any name are replayed. */
function replayTheme(file: RecordFile, onlyCase: string | undefined): ThemeOutcome {
  const notReplayed = new Map<string, number>();
  const differences: Difference[] = [];
  let steps = 0;
  let agreed = 0;
  for (const record of readRecords(file.path) as readonly KubeletRecord[]) {
    if (onlyCase !== undefined && record.case !== onlyCase) continue;
    const found = differencesOf(record);
    steps += 1;
    if (found.length === 0) agreed += 1;
    differences.push(...found);
  }
  return { steps, agreed, notReplayed, differences };
}

/** An answer that throws is a difference like any other. An input that can be read in two ways may be answered by either. */
function differencesOf({ case: name, input, expected }: KubeletRecord): readonly Difference[] {
  const differences = apart(name, expected, caughtAnswerOf(input));
  if (differences.length === 0) return differences;
  const other = otherAnswerOf(input);
  return other === undefined || apart(name, expected, other).length > 0 ? differences : [];
}

function apart(name: string, expected: RecordedInput, actual: RecordedInput): readonly Difference[] {
  const fields = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...fields].flatMap((field) => {
    const left = comparable(expected[field]);
    const right = comparable(actual[field]);
    if (stable(left) === stable(right)) return [];
    const [wanted, got] = Array.isArray(left) && Array.isArray(right) ? firstApart(left, right) : [left, right];
    return [{ case: name, step: 0, field, expected: stable(wanted), actual: stable(got) }];
  });
}

function caughtAnswerOf(input: RecordedInput): RecordedInput {
  try {
    return answerOf(input);
  } catch (thrown) {
    return { thrown: thrown instanceof Error ? thrown.stack : String(thrown) };
  }
}

/** Entries of one instant are a set. */
function comparable(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(isEntry)) return value;
  return value.toSorted((left, right) => left.atUs - right.atUs || (stable(left) < stable(right) ? -1 : 1));
}

function isEntry(value: unknown): value is { readonly atUs: number; readonly do: string } {
  return typeof value === "object" && value !== null && "atUs" in value && "do" in value;
}

/** The lists from the first entry that differs, not longer than a person reads. */
function firstApart(left: readonly unknown[], right: readonly unknown[]): readonly [unknown, unknown] {
  const at = left.findIndex((entry, index) => stable(entry) !== stable(right[index]));
  const from = at < 0 ? left.length : at;
  return [left.slice(from, from + 3), right.slice(from, from + 3)];
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
