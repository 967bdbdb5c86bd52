// What of a scenario's faults and actions was not done to its end, in a sentence for the verdict.

import type { Chronicle } from "../metrics/chronicle-probe.ts";

import type { Unfinished } from "./result.ts";

/** Actions that failed, and what waited for something at the end. */
export interface Undone {
  readonly failures: Chronicle["failures"];
  readonly unfinished: readonly Unfinished[];
}

export const NOTHING_UNDONE: Undone = Object.freeze({ failures: [], unfinished: [] });

/** Half a sentence for each of both kinds, with the first one's place and words; undefined where all was done. */
export function undoneSentence({ failures, unfinished }: Undone): string | undefined {
  const parts = [...partOf(failures, "failed"), ...partOf(unfinished, unfinished.length === 1 ? "is" : "are")];
  return parts.length === 0 ? undefined : `${parts.join("; ")}.`;
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
