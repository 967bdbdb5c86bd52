// Collections in brackets and braces, in one line, in the part of YAML that the quick reader knows. All that is
// unusual ends in NOT_PLAIN.
// Imitates goyaml.v2 (scannerc.go, parserc.go), as sigs.k8s.io/yaml uses it, v1.6.

import { NOT_PLAIN, type LineCursor } from "./line-cursor.ts";
import { beginsPlain, characterFlags } from "./plain-characters.ts";
import { put, type PlainKeys } from "./plain-keys.ts";
import { resolvePlain } from "./plain-scalar.ts";
import { readQuoted } from "./plain-text.ts";

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** A text without quotes between brackets holds only these and what is beyond ASCII. */
const TEXT = characterFlags("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./$^~()\\+;<=-*@%&!| ");

/** The collection that begins at the cursor, which is left behind it; at most `depthLeft` of them stand in each other. */
export function readFlow(cursor: LineCursor, keys: PlainKeys, depthLeft: number): unknown {
  if (depthLeft === 0) throw NOT_PLAIN;
  return cursor.code() === OPEN_BRACE
    ? readFlowMapping(cursor, keys, depthLeft - 1)
    : readFlowSequence(cursor, keys, depthLeft - 1);
}

function readFlowSequence(cursor: LineCursor, keys: PlainKeys, depthLeft: number): unknown[] {
  const items: unknown[] = [];
  while (toNextPart(cursor, items.length === 0, CLOSE_BRACKET)) items.push(readFlowValue(cursor, keys, depthLeft));
  return items;
}

function readFlowMapping(cursor: LineCursor, keys: PlainKeys, depthLeft: number): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  for (let count = 0; toNextPart(cursor, count === 0, CLOSE_BRACE); count += 1) {
    const isQuoted = isQuote(cursor.code());
    const key = isQuoted ? readQuoted(cursor) : keys.resolve(readFlowText(cursor));
    if (cursor.code() !== COLON || (!isQuoted && cursor.code(1) !== SPACE)) throw NOT_PLAIN;
    cursor.at += 1;
    cursor.skipSpaces();
    put(mapping, key, readFlowValue(cursor, keys, depthLeft));
  }
  return mapping;
}

/** Over the opening bracket or a comma to the next part, or over the closing bracket. */
function toNextPart(cursor: LineCursor, isFirst: boolean, close: number): boolean {
  cursor.skipSpaces();
  const code = cursor.code();
  if (!isFirst && code !== COMMA && code !== close) throw NOT_PLAIN;
  cursor.at += 1;
  if (!isFirst && code === close) return false;
  cursor.skipSpaces();
  if (cursor.code() !== close) return true;
  cursor.at += 1;
  return false;
}

function readFlowValue(cursor: LineCursor, keys: PlainKeys, depthLeft: number): unknown {
  const code = cursor.code();
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return readFlow(cursor, keys, depthLeft);
  return isQuote(code) ? readQuoted(cursor) : resolvePlain(readFlowText(cursor));
}

function readFlowText(cursor: LineCursor): string {
  const { text, at: start } = cursor;
  if (!beginsPlain(cursor.code(), cursor.code(1))) throw NOT_PLAIN;
  for (let code = cursor.code(); code > 127 || TEXT[code] === 1; code = cursor.code()) cursor.at += 1;
  return text.slice(start, cursor.at).replace(/ +$/, "");
}

function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}
