// Indexes of an Indexed Job as a text: `0,2-4`.
// Imitates pkg/apis/batch/validation/validation.go (validateIndexesFormat, parseIndexInterval), v1.36.

import { parseInt64 } from "../../go-integer.ts";
import { quoted } from "../../go-text.ts";

export type CountedIndexes =
  | { readonly kind: "counted"; readonly count: number }
  /** `message` in the server's words. */
  | { readonly kind: "malformed"; readonly message: string };

interface Interval {
  readonly kind: "interval";
  readonly first: number;
  readonly last: number;
}

type Malformed = Extract<CountedIndexes, { readonly kind: "malformed" }>;

/** How many indexes the text names, all of them below `completions`; they must increase. */
export function countIndexes(text: string, completions: number): CountedIndexes {
  if (text === "") return { kind: "counted", count: 0 };
  let count = 0;
  let previous: number | undefined;
  for (const part of text.split(",")) {
    const interval = parseInterval(part, completions);
    if (interval.kind === "malformed") return interval;
    if (previous !== undefined && previous >= interval.first) return notIncreasing(previous, interval.first);
    count += interval.last - interval.first + 1;
    previous = interval.last;
  }
  return { kind: "counted", count };
}

function parseInterval(text: string, completions: number): Interval | Malformed {
  const limits = text.split("-");
  if (limits.length > 2) {
    return malformed(
      `the fragment ${quoted(text)} violates the requirement that an index interval can have at most two parts ` +
        "separated by '-'",
    );
  }
  const [firstText, lastText] = limits as [string, string?];
  const first = parseIndex(firstText, completions);
  if (typeof first !== "number") return first;
  if (lastText === undefined) return { kind: "interval", first, last: first };
  const last = parseIndex(lastText, completions);
  if (typeof last !== "number") return last;
  return first < last ? { kind: "interval", first, last } : notIncreasing(first, last);
}

/** Parts stand between hyphens, so no number is negative. */
function parseIndex(text: string, completions: number): number | Malformed {
  const index = parseInt64(text);
  if (index === undefined) {
    return malformed(`cannot convert string to integer for index: ${quoted(text)}`);
  }
  return index < completions ? Number(index) : malformed(`too large index: ${quoted(text)}`);
}

function notIncreasing(previous: number, current: number): Malformed {
  return malformed(`non-increasing order, previous: ${previous}, current: ${current}`);
}

function malformed(message: string): Malformed {
  return { kind: "malformed", message };
}
