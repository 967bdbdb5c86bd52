// What of a scenario's faults and actions was not done to its end, in a sentence for the verdict.

import { groupedCount } from "../base/grouped-count.ts";

import type { Chronicle } from "../metrics/chronicle-probe.ts";
import type { SourceFindings } from "../metrics/load/load-findings.ts";

import type { EndStanding } from "./end-standing.ts";
import type { Unfinished, WorkloadAvailability } from "./result.ts";

/** Actions that failed, what waited for something at the end, and whether that was the end. */
export interface Undone {
  readonly failures: Chronicle["failures"];
  readonly unfinished: readonly Unfinished[];
  /** Workloads that serve less than wanted at the end, and how many there are in all; absent: no controllers run. */
  readonly workloads?: readonly WorkloadAvailability[];
  /** How the pods stand at the end. */
  readonly standing?: EndStanding;
  /** What came of users' requests; absent: there were none. */
  readonly sources?: readonly SourceFindings[];
  /** The run was given up after so many events; absent: it was not. */
  readonly givenUpAfter?: { readonly events: number; readonly seconds: number };
}

export const NOTHING_UNDONE: Undone = Object.freeze({ failures: [], unfinished: [] });

/** Half a sentence for each of its kinds, with the first one's place and words; undefined where all was done. */
export function undoneSentence({ failures, unfinished, givenUpAfter }: Undone): string | undefined {
  const parts = [
    ...(givenUpAfter === undefined ? [] : [givenUpText(givenUpAfter)]),
    ...partOf(failures, "failed"),
    ...partOf(unfinished, unfinished.length === 1 ? "is" : "are"),
  ];
  return parts.length === 0 ? undefined : `${parts.join("; ")}.`;
}

function givenUpText({ events, seconds }: { readonly events: number; readonly seconds: number }): string {
  const count = events < 1e6 ? `${groupedCount(events)} events` : `${(events / 1e6).toFixed(0)} million events`;
  return `The run was given up after ${count}, at ${seconds.toFixed(0)} s: something in it happens again and again`;
}

/** Workloads that are named. */
const SHORT_NAMED = 3;

/** Which workloads serve less than is wanted at the end; undefined where none does. */
export function shortSentence({ workloads = [] }: Undone): string | undefined {
  const all = workloads.filter(({ kind }) => kind !== "Service");
  const short = all.filter(({ serving, desired }) => serving < desired);
  if (short.length === 0) return undefined;
  const named = short.slice(0, SHORT_NAMED).map(({ kind, name, serving, desired }) => {
    return `${kind.toLowerCase()}/${name} ${serving} of ${desired}`;
  });
  const more = short.length > SHORT_NAMED ? `, and ${short.length - SHORT_NAMED} more` : "";
  const verb = short.length === 1 ? "serves" : "serve";
  return `${short.length} of ${all.length} workloads ${verb} less than wanted at the end: ${named.join(", ")}${more}.`;
}

/** Rollouts that do not go on at the end; undefined where there are none. */
export function stuckSentence({ workloads = [] }: Undone): string | undefined {
  const stuck = workloads.filter(({ rollouts }) => rollouts.some(({ stuckSinceSeconds: since }) => since !== null));
  if (stuck.length === 0) return undefined;
  const named = stuck.slice(0, SHORT_NAMED).map(({ kind, name }) => `${kind.toLowerCase()}/${name}`);
  const more = stuck.length > SHORT_NAMED ? `, and ${stuck.length - SHORT_NAMED} more` : "";
  const verb = stuck.length === 1 ? "A rollout is" : `${stuck.length} rollouts are`;
  return `${verb} stuck past the progress deadline at the end: ${named.join(", ")}${more}.`;
}

interface Told {
  readonly by: string;
  readonly text: string;
  readonly position: { readonly file: string; readonly line: number };
}

function partOf(entries: readonly Told[], verb: "failed" | "is" | "are"): readonly string[] {
  const [first] = entries;
  if (first === undefined) return [];
  const place = `${first.position.file}:${first.position.line}`;
  const found = verb === "failed" ? "failed" : `${verb} unfinished`;
  const what = first.text
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  if (entries.length === 1) return [`${first.by} (${place}) ${found}: ${what}`];
  return [`${entries.length} faults and actions ${found}, first ${first.by} (${place}): ${what}`];
}
