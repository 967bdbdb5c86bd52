// Replays `nodes` records: the controllers of nodes over a recorded script, compared instant by instant as sets.

import type { Difference, Family, ThemeOutcome } from "../family.ts";
import { readRecords, type RecordFile } from "../record-file.ts";
import { helperAnswer } from "./helper-answers.ts";
import type { NodesRecord, TimelineEntry } from "./record.ts";
import { NodesWorld } from "./world.ts";

export const nodesFamily: Family = { name: "nodes", replay: replayTheme };

/** Each case is one step: a timeline that agrees but for one entry does not agree. */
function replayTheme(file: RecordFile, onlyCase: string | undefined): ThemeOutcome {
  const differences: Difference[] = [];
  let steps = 0;
  let agreed = 0;
  for (const record of readRecords(file.path) as readonly NodesRecord[]) {
    if (onlyCase !== undefined && record.case !== onlyCase) continue;
    const found = differencesOf(record);
    steps += 1;
    if (found.length === 0) agreed += 1;
    for (const difference of found) differences.push({ case: record.case, step: 0, ...difference });
  }
  return { steps, agreed, notReplayed: new Map(), differences };
}

type Found = Omit<Difference, "case" | "step">;

function differencesOf(record: NodesRecord): readonly Found[] {
  try {
    if (record.case.startsWith("helpers/")) return helperDifferences(record);
    const world = new NodesWorld(record.input);
    const end = world.run();
    const differing = instantDifferences(record.expected.timeline, world.timeline);
    return [...differing, ...compared("final", record.expected.final, end)];
  } catch (thrown) {
    return [
      { field: "thrown", expected: "nothing", actual: thrown instanceof Error ? (thrown.stack ?? "") : String(thrown) },
    ];
  }
}

function helperDifferences({ case: name, input, expected }: NodesRecord): readonly Found[] {
  return compared("answer", expected, helperAnswer(name.split("/")[1]!, input));
}

/** Where two timelines differ, as sets of what happened at one moment. */
export function instantDifferences(
  expected: readonly TimelineEntry[],
  actual: readonly TimelineEntry[],
): readonly Found[] {
  const wanted = byInstant(expected);
  const found = byInstant(actual);
  const instants = [...new Set([...wanted.keys(), ...found.keys()])].toSorted((left, right) => left - right);
  return instants.flatMap((us) => {
    const left = wanted.get(us) ?? [];
    const right = found.get(us) ?? [];
    if (left.join("\n") === right.join("\n")) return [];
    const missing = without(left, right);
    return [{ field: `at ${us}`, expected: missing.join("\n"), actual: without(right, left).join("\n") }];
  });
}

function byInstant(timeline: readonly TimelineEntry[]): ReadonlyMap<number, readonly string[]> {
  const instants = new Map<number, string[]>();
  for (const entry of timeline) instants.set(entry.atUs, [...(instants.get(entry.atUs) ?? []), stable(entry)]);
  return new Map([...instants].map(([us, lines]) => [us, lines.toSorted()]));
}

function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function compared(field: string, expected: unknown, actual: unknown): readonly Found[] {
  const left = stable(expected);
  const right = stable(actual);
  return left === right ? [] : [{ field, expected: left, actual: right }];
}

/** JSON with sorted keys, and lists of conditions and taints in an order of their own. */
function stable(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (["set", "added", "removed"].includes(key) && Array.isArray(inner))
      return (inner as readonly unknown[]).toSorted((left, right) => (stable(left) < stable(right) ? -1 : 1));
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  });
}
