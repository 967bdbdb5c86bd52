// Texts in plain YAML: quoted, over several lines, and literal blocks. What is unusual in them is left to the
// complete parser. Imitates goyaml.v2 (scannerc.go), where lines are folded and escapes are read.

import { NOT_PLAIN, type LineCursor } from "./line-cursor.ts";

const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const NUMBER_SIGN = 35;
const SINGLE_QUOTE = 39;
const COLON = 58;
const BACKSLASH = 92;

/** The text between quotes; the cursor stands on the first quote and is left behind the last. */
export function readQuoted(cursor: LineCursor): string {
  const quote = cursor.code();
  const start = cursor.at + 1;
  const { text, end } = cursor;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === SINGLE_QUOTE && text.charCodeAt(at + 1) === SINGLE_QUOTE) break;
      cursor.at = at + 1;
      return text.slice(start, at);
    }
    if (code === LINE_FEED || (code === BACKSLASH && quote === DOUBLE_QUOTE)) break;
  }
  return readLongQuoted(cursor, quote);
}

/** With escapes, or over several lines. */
function readLongQuoted(cursor: LineCursor, quote: number): string {
  const { text } = cursor;
  let read = "";
  cursor.at += 1;
  let start = cursor.at;
  for (; cursor.at < cursor.end;) {
    const code = cursor.code();
    if (code === quote && (quote === DOUBLE_QUOTE || cursor.code(1) !== quote)) {
      read += text.slice(start, cursor.at);
      cursor.at += 1;
      return read;
    }
    if (code === quote) {
      read += text.slice(start, cursor.at + 1);
      cursor.at += 2;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      read += text.slice(start, cursor.at) + readEscape(cursor);
    } else if (cursor.endsLine(code)) {
      read += withoutBlanksAtEnd(text.slice(start, cursor.at)) + readBreaks(cursor);
    } else {
      cursor.at += 1;
      continue;
    }
    start = cursor.at;
  }
  throw NOT_PLAIN;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...["0\0", "a\u0007", "b\b", "t\t", "n\n", "v\v", "f\f", "r\r", "e\u001b"].map(
    (pair) => [pair[0]!, pair[1]!] as const,
  ),
  ...[" ", '"', "\\"].map((character) => [character, character] as const),
]);

const HEX_ESCAPE = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y;

function readEscape(cursor: LineCursor): string {
  cursor.at += 1;
  if (cursor.endsLine(cursor.code())) {
    if (readBreaks(cursor) !== " ") throw NOT_PLAIN;
    return "";
  }
  const simple = ESCAPES.get(cursor.text.charAt(cursor.at));
  if (simple !== undefined) {
    cursor.at += 1;
    return simple;
  }
  HEX_ESCAPE.lastIndex = cursor.at;
  const match = HEX_ESCAPE.exec(cursor.text);
  const code = Number.parseInt(match?.[1] ?? match?.[2] ?? "d800", 16);
  if (code >= 0xd800 && code < 0xe000) throw NOT_PLAIN;
  cursor.at += match![0].length;
  return String.fromCharCode(code);
}

/**
 * From the end of a line to the first character of the text's next line, however it is indented; gives what stands
 * for the breaks.
 */
function readBreaks(cursor: LineCursor): string {
  let breaks = 0;
  while (cursor.endsLine(cursor.code()) && cursor.at < cursor.end) {
    breaks += 1;
    cursor.toNextLine();
    if (cursor.text.startsWith("...", cursor.at)) throw NOT_PLAIN;
    cursor.skipSpaces();
  }
  if (cursor.code() === TAB || cursor.at >= cursor.end) throw NOT_PLAIN;
  return folded(breaks);
}

function folded(breaks: number): string {
  return breaks === 1 ? " " : "\n".repeat(breaks - 1);
}

function withoutBlanksAtEnd(line: string): string {
  if (line.endsWith("\t")) throw NOT_PLAIN;
  return line.replace(/ +$/, "");
}

/** The text without quotes that begins at the cursor, up to the end of its line or a comment. */
export function readPlainLine(cursor: LineCursor): string {
  const { text, end, at: start } = cursor;
  let at = start;
  let textEnd = start;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) continue;
    if (cursor.endsLine(code) || (code === NUMBER_SIGN && text.charCodeAt(at - 1) === SPACE)) break;
    if (code === TAB || (code === COLON && endsWord(text.charCodeAt(at + 1)))) throw NOT_PLAIN;
    textEnd = at + 1;
  }
  cursor.at = at;
  return text.slice(start, textEnd);
}

/** Whether a colon before this is more than a part of a word. */
function endsWord(code: number): boolean {
  return !(code > SPACE);
}

/** The rest of a text without quotes whose first line was read; the cursor stands at the beginning of the second. */
export function readFurtherLines(cursor: LineCursor, firstLine: string, parentIndent: number): string {
  let read = firstLine;
  let breaks = 1;
  for (;;) {
    const lineStart = cursor.at;
    cursor.skipSpaces();
    const code = cursor.code();
    if (code === TAB || code === NUMBER_SIGN) throw NOT_PLAIN;
    if (cursor.at >= cursor.end || (!cursor.endsLine(code) && cursor.at - lineStart <= parentIndent)) {
      cursor.at = lineStart;
      cursor.toContent();
      return read;
    }
    if (cursor.endsLine(code)) breaks += 1;
    else {
      read += folded(breaks) + readPlainLine(cursor);
      breaks = 1;
      if (cursor.code() === NUMBER_SIGN) {
        cursor.toNextLine();
        cursor.toContent();
        return read;
      }
    }
    cursor.toNextLine();
  }
}

/** The text of a literal block; the cursor stands on its `|` and is left at the next content. */
export function readLiteral(cursor: LineCursor, parentIndent: number): string {
  const header = /^\|(?:([1-9])?([+-])?|[+-][1-9])(?=[ \r\n]|$)/.exec(cursor.text.slice(cursor.at, cursor.at + 4));
  if (header === null) throw NOT_PLAIN;
  const [mark, indicator, chomping] = header;
  if (mark.length === 3 && indicator === undefined) throw NOT_PLAIN;
  cursor.at += mark.length;
  cursor.endLine();
  const indent = indicator === undefined ? detectIndent(cursor, parentIndent) : parentIndent + Number(indicator);
  const lines = literalLines(cursor, indent);
  cursor.toContent();
  let textLines = lines.length;
  while (textLines > 0 && lines[textLines - 1] === "") textLines -= 1;
  if (textLines === 0) throw NOT_PLAIN;
  const read = lines.slice(0, textLines).join("\n");
  if (chomping === "-") return read;
  return chomping === "+" ? `${read}${"\n".repeat(1 + lines.length - textLines)}` : `${read}\n`;
}

/** The indentation of the first line that holds something; the cursor stays. */
function detectIndent(cursor: LineCursor, parentIndent: number): number {
  const blockStart = cursor.at;
  let mostBlanks = 0;
  for (;;) {
    const lineStart = cursor.at;
    cursor.skipSpaces();
    const indent = cursor.at - lineStart;
    const code = cursor.code();
    if (cursor.at >= cursor.end || code === TAB) throw NOT_PLAIN;
    if (!cursor.endsLine(code)) {
      if (indent <= parentIndent || indent < mostBlanks) throw NOT_PLAIN;
      cursor.at = blockStart;
      return indent;
    }
    mostBlanks = Math.max(mostBlanks, indent);
    cursor.toNextLine();
  }
}

/** The lines of a block without their indentation; the cursor is left at the beginning of the first other line. */
function literalLines(cursor: LineCursor, indent: number): readonly string[] {
  const lines: string[] = [];
  while (cursor.at < cursor.end) {
    const lineStart = cursor.at;
    while (cursor.at - lineStart < indent && cursor.code() === SPACE) cursor.at += 1;
    const code = cursor.code();
    if (cursor.at - lineStart < indent && !cursor.endsLine(code)) {
      if (code === TAB) throw NOT_PLAIN;
      cursor.at = lineStart;
      break;
    }
    lines.push(cursor.text.slice(cursor.at, cursor.lineEnd()));
    cursor.toNextLine();
  }
  return lines;
}
