// Finds the functions of a file and their lengths from its tokens and brackets. Knows the text of source-text.ts only.

import { lineAt, type SourceText } from "./source-text.ts";

/** One function, method, accessor or arrow, from the line of its name to the line of its last brace. */
export interface FoundFunction {
  readonly name: string;
  readonly firstLine: number;
  readonly lines: number;
  /** The name of the function that it is handed to, e.g. `describe`; empty if it is handed to none. */
  readonly handedTo: string;
}

interface Token {
  readonly text: string;
  readonly at: number;
}

/** Tokens, and for each bracket the index of its partner, and for each token the bracket around it (or -1). */
interface Tokens {
  readonly list: readonly Token[];
  readonly partner: Int32Array;
  readonly around: Int32Array;
}

const TOKEN = /[A-Za-z_$#][\w$]*|\d[\w.]*|=>|\?\.|"\s*"|\S/g;
const WORD = /^[A-Za-z_$#]/;
const NOT_A_NAME = new Set(
  "if for while switch catch with await return typeof void new in of case throw else do yield delete super extends".split(
    " ",
  ),
);
const TYPE_PREFIXES = new Set("| & keyof typeof readonly asserts infer unique new - is extends =>".split(" "));
const TYPE_CONTINUES = new Set("| & is extends =>".split(" "));

/** All functions with a body, in the order of their first tokens; nested ones are listed too. */
export function functionsOf(source: SourceText): readonly FoundFunction[] {
  const tokens = tokenise(source.code);
  const found: FoundFunction[] = [];
  tokens.list.forEach((token, index) => {
    const span = token.text === "=>" ? arrowAt(tokens, index) : token.text === "(" ? namedAt(tokens, index) : undefined;
    if (span === undefined) return;
    const firstLine = lineAt(source.code, tokens.list[span.first]!.at);
    const lastLine = lineAt(source.code, tokens.list[span.last]!.at);
    found.push({ name: span.name, firstLine, lines: lastLine - firstLine + 1, handedTo: span.handedTo });
  });
  return found;
}

interface Span {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly handedTo: string;
}

/** `name(…) {`, `name(…): Type {`, `function (…) {`: the parenthesis at `open` holds parameters. */
function namedAt(tokens: Tokens, open: number): Span | undefined {
  const { list, partner } = tokens;
  const name = nameBefore(tokens, open);
  if (name === undefined || NOT_A_NAME.has(list[name]!.text) || list[name - 1]?.text === "extends") return undefined;
  let body = partner[open]! + 1;
  if (list[body]?.text === ":") body = afterType(tokens, body + 1);
  if (list[body]?.text !== "{") return undefined;
  return { name: list[name]!.text, first: name, last: partner[body]!, handedTo: calleeAround(tokens, name) };
}

/** The token before the parameters that names the function, past `<…>` if there is one. */
function nameBefore(tokens: Tokens, open: number): number | undefined {
  let index = open - 1;
  if (tokens.list[index]?.text === ">") index = beforeAngles(tokens, index);
  const text = tokens.list[index]?.text ?? "";
  return WORD.test(text) || text.startsWith('"') || text === "]" ? index : undefined;
}

/** `(…) => {`, `value => expression`: the arrow at `arrow`. */
function arrowAt(tokens: Tokens, arrow: number): Span {
  const { list, partner } = tokens;
  const body = arrow + 1;
  const last = list[body]?.text === "{" ? partner[body]! : endOfExpression(tokens, body);
  const first = startOfArrow(tokens, arrow);
  const named = list[first - 1]?.text === "=" && WORD.test(list[first - 2]?.text ?? "");
  const name = named ? list[first - 2]!.text : "arrow function";
  return { name, first, last, handedTo: calleeAround(tokens, first) };
}

/** The opening parenthesis of an arrow's parameters; its return type may stand between. */
function startOfArrow(tokens: Tokens, arrow: number): number {
  const { list, partner, around } = tokens;
  for (let index = arrow - 1; index > around[arrow]!; index -= 1) {
    const text = list[index]!.text;
    if (text === ")" && (index === arrow - 1 || list[index + 1]!.text === ":")) return partner[index]!;
    if (text === "," || text === ";" || text === "=") break;
    if (/[)\]}]/.test(text)) index = partner[index]!;
  }
  return arrow - 1;
}

function endOfExpression(tokens: Tokens, start: number): number {
  const { list, partner } = tokens;
  let index = start;
  while (index < list.length && !/^[,;=)\]}]$/.test(list[index]!.text)) {
    index = /^[([{]$/.test(list[index]!.text) ? partner[index]! + 1 : index + 1;
  }
  return Math.min(index, list.length) - 1;
}

/** The first word of `describe.each(…)(` or `it(` if the token is an argument of that call. */
function calleeAround(tokens: Tokens, index: number): string {
  const { list, partner, around } = tokens;
  const open = around[index]!;
  if (open < 1 || list[open]!.text !== "(") return "";
  let at = open - 1;
  while (at > 0 && (list[at]!.text === ")" || list[at - 1]!.text === "." || list[at]!.text === ".")) {
    at = list[at]!.text === ")" ? partner[at]! - 1 : at - 1;
  }
  const text = list[at]?.text ?? "";
  return WORD.test(text) && !NOT_A_NAME.has(text) ? text : "";
}

/** The token after the type that begins at `start`: a brace there is the body, one inside is a type literal. */
function afterType(tokens: Tokens, start: number): number {
  const { list, partner } = tokens;
  let index = start;
  for (;;) {
    while (TYPE_PREFIXES.has(list[index]?.text ?? "")) index += 1;
    index = /^[([{]$/.test(list[index]?.text ?? "") ? partner[index]! + 1 : index + 1;
    index = afterTypeSuffix(tokens, index);
    if (!TYPE_CONTINUES.has(list[index]?.text ?? "")) return index;
  }
}

/** Past `.Name`, `<…>` and `[…]`. */
function afterTypeSuffix(tokens: Tokens, start: number): number {
  const { list, partner } = tokens;
  let index = start;
  for (;;) {
    const text = list[index]?.text;
    if (text === ".") index += 2;
    else if (text === "[") index = partner[index]! + 1;
    else if (text === "<") index = afterAngles(tokens, index);
    else return index;
  }
}

function afterAngles(tokens: Tokens, open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.list.length; index += 1) {
    const text = tokens.list[index]!.text;
    if (text === "<") depth += 1;
    if (text === ">") depth -= 1;
    if (depth === 0) return index + 1;
    if (/^[([{]$/.test(text)) index = tokens.partner[index]!;
  }
  return tokens.list.length;
}

function beforeAngles(tokens: Tokens, close: number): number {
  let depth = 0;
  for (let index = close; index >= 0; index -= 1) {
    const text = tokens.list[index]!.text;
    if (text === ">") depth += 1;
    if (text === "<") depth -= 1;
    if (depth === 0) return index - 1;
    if (/^[)\]}]$/.test(text)) index = tokens.partner[index]!;
  }
  return -1;
}

/** Brackets that never meet their partner (a torn file) are paired with the last token. */
function tokenise(code: string): Tokens {
  const list = Array.from(code.matchAll(TOKEN), (match) => ({ text: match[0], at: match.index }));
  const partner = new Int32Array(list.length).fill(list.length - 1);
  const around = new Int32Array(list.length).fill(-1);
  const open: number[] = [];
  list.forEach(({ text }, index) => {
    const closes = /^[)\]}]$/.test(text);
    const opener = closes ? open.pop() : undefined;
    if (opener !== undefined) {
      partner[opener] = index;
      partner[index] = opener;
    }
    around[index] = open.at(-1) ?? -1;
    if (/^[([{]$/.test(text)) open.push(index);
  });
  return { list, partner, around };
}
