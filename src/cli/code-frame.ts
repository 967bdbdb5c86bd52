// The line of a file that a message is about, with a caret below the place.

import { visibleText } from "../report/neutral-text.ts";

/** Letters of a long line shown around the place. */
const WIDTH = 100;
/** Letters before the place, where the line has to be cut. */
const LEAD = 40;

/** Two lines: the source line with its number, and carets below what stands at `column`; nothing if it is not there. */
export function codeFrame(text: string, line: number, column: number): readonly string[] {
  const source = lineOf(text, line);
  if (source === undefined) return [];
  const start = column - 1;
  const from = source.length <= WIDTH ? 0 : Math.max(0, start - LEAD);
  const before = visible(source.slice(from, start));
  const token = visible(tokenAt(source, start));
  const rest = visible(source.slice(start + tokenAt(source, start).length, from + WIDTH));
  const gutter = `${line} | `;
  const carets = "^".repeat(Math.max(1, Array.from(token).length));
  const blank = `${" ".repeat(gutter.length - 2)}| ${" ".repeat(Array.from(before).length)}`;
  return [`${gutter}${before}${token}${rest}`.trimEnd(), blank + carets];
}

function lineOf(text: string, line: number): string | undefined {
  return text.split(/\r\n|\n|\r/, line)[line - 1];
}

/** A quoted text, a word, or one character: what a reader takes for one thing. */
function tokenAt(source: string, start: number): string {
  const rest = source.slice(start, start + WIDTH);
  return /^(?:"[^"]*"|'[^']*'|[^\s:,[\]{}]+|.)/.exec(rest)?.[0] ?? "";
}

/** Tabs take one place, so that the caret stands right; other controls are written out. */
function visible(text: string): string {
  return visibleText(text.replaceAll("\t", " "));
}
