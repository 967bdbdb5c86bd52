// Promises as annotations of a pull request: GitHub's workflow commands, one line each, for those that are not kept.
// Source: GitHub documentation, Workflow commands for GitHub Actions (message and property escapes).

import { formatExactCount } from "../human-numbers.ts";
import { visibleText } from "../neutral-text.ts";

import type { Promised, Promises } from "./promise.ts";

/** Annotations of one step that GitHub shows. */
const MOST_ANNOTATIONS = 10;

/** A line a promise that is not kept, broken ones first, then one line on how many there are. Ends with a line feed. */
export function githubAnnotations({ name, file, groups }: Promises): string {
  const all = groups.flatMap((group) => group.promises.map((promised) => ({ group: group.name, promised })));
  const broken = all.filter(({ promised: { outcome } }) => outcome === "broken");
  const untold = all.filter(({ promised: { outcome } }) => outcome === "untold");
  const shown = [...broken, ...untold].slice(0, MOST_ANNOTATIONS - 1);
  const lines = shown.map(({ group, promised }) => annotation(file, group === name ? "" : `${group}: `, promised));
  return [...lines, notice(name, all.length, broken.length, untold.length), ""].join("\n");
}

function annotation(file: string, where: string, { name, outcome, message }: Promised): string {
  const command = outcome === "broken" ? "error" : "warning";
  const title = outcome === "broken" ? "plimsoll: threshold broken" : "plimsoll: cannot be told";
  return `::${command} file=${propertyText(file)},title=${propertyText(title)}::${messageText(`${where}${name}: ${message}`)}`;
}

function notice(name: string, all: number, broken: number, untold: number): string {
  const kept = all - broken - untold;
  const counts = `${formatExactCount(kept)} kept, ${formatExactCount(broken)} broken, ${formatExactCount(untold)} not told`;
  return `::notice title=${propertyText(`plimsoll: ${name}`)}::${messageText(`${formatExactCount(all)} promises: ${counts}`)}`;
}

/** Text after the second pair of colons. */
export function messageText(text: string): string {
  return visibleText(text).replaceAll("%", "%25");
}

/** Text of a property, before it. */
export function propertyText(text: string): string {
  return messageText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
