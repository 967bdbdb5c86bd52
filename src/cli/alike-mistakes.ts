// Mistakes that are one mistake in many objects: the first ones are shown, and where the others stand.

import type { Diagnostic } from "../base/diagnostic.ts";

/** So many of one mistake tell what it is. */
const SHOWN_OF_ONE_MISTAKE = 3;

/** A mistake to show, and those behind it that are the same elsewhere. */
export interface ShownMistake {
  readonly mistake: Diagnostic;
  readonly alike: readonly Diagnostic[];
}

/** In their order: the first of each mistake, and with the last of these all further ones. */
export function gatherAlike(mistakes: readonly Diagnostic[]): readonly ShownMistake[] {
  const shown: { mistake: Diagnostic; alike: Diagnostic[] }[] = [];
  const found = new Map<string, { count: number; last: { alike: Diagnostic[] } }>();
  for (const mistake of mistakes) {
    const key = keyOf(mistake);
    const before = found.get(key);
    if (before !== undefined && before.count >= SHOWN_OF_ONE_MISTAKE) {
      before.last.alike.push(mistake);
      continue;
    }
    const last = { mistake, alike: [] };
    shown.push(last);
    found.set(key, { count: (before?.count ?? 0) + 1, last });
  }
  return shown;
}

/** What is left of a mistake without the object's name and the items' numbers. */
function keyOf({ code, path = "", message }: Diagnostic): string {
  const said = message.replace(/^The (\S+) "(?:[^"\\]|\\.)*" is invalid: /, "The $1 is invalid: ");
  return [code, path, said].join("\n").replaceAll(/\[\d+\]/g, "[]");
}
