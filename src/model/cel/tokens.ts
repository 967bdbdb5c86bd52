// Splits a CEL expression into its tokens.
// Source: the language definition of the Common Expression Language (lexis).

import { INT64_MAX } from "../quantity/int64.ts";
import type { CelLiteral } from "./syntax.ts";

export type CelToken = { readonly offset: number } & (
  | { readonly kind: "literal"; readonly value: CelLiteral }
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "symbol"; readonly text: string }
  | { readonly kind: "end" }
);

/** Why an expression is not read; `unsupported` is good CEL that is not simulated. `offset` counts from 0. */
export interface CelProblem {
  readonly kind: "invalid" | "unsupported";
  readonly message: string;
  readonly offset: number;
}

/** Thrown within this folder only: reading stops at the first problem. */
export class CelReadingError extends Error {
  readonly problem: CelProblem;

  constructor(problem: CelProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const SPACE = /(?:[\t\n\f\r ]|\/\/[^\n]*)*/y;
const NAME = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const NUMBER =
  /0[xX][0-9a-fA-F]+[uU]?|(?:[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+)|[0-9]+[uU]?/y;
const STRING = /([rRbB]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/y;
const RAW_STRING = /[rR]("""[\s\S]*?"""|'''[\s\S]*?'''|"[^"\n]*"|'[^'\n]*')/y;
const SYMBOL = /==|!=|<=|>=|&&|\|\||\[\?|\.\?|[-+*/%<>!?:.,()[\]{}]/y;

/** The tokens, the last one an `end`. */
export function celTokens(text: string): readonly CelToken[] {
  const tokens: CelToken[] = [];
  let offset = matchAt(SPACE, text, 0)![0].length;
  while (offset < text.length) {
    const [token, length] = tokenAt(text, offset);
    tokens.push(token);
    offset += length;
    offset += matchAt(SPACE, text, offset)![0].length;
  }
  return [...tokens, { kind: "end", offset }];
}

function tokenAt(text: string, offset: number): readonly [CelToken, number] {
  const raw = matchAt(RAW_STRING, text, offset);
  if (raw !== null) return [literal({ kind: "string", value: unquoted(raw[1]!) }, offset), raw[0].length];
  const quoted = matchAt(STRING, text, offset);
  if (quoted !== null) {
    if (quoted[1] !== "") throw problemAt(offset, "unsupported", "bytes literals");
    const value = unescaped(unquoted(quoted[2]!), offset);
    return [literal({ kind: "string", value }, offset), quoted[0].length];
  }
  const number = matchAt(NUMBER, text, offset);
  if (number !== null) return [literal(numberOf(number[0], offset), offset), number[0].length];
  const name = matchAt(NAME, text, offset);
  if (name !== null) return [nameToken(name[0], offset), name[0].length];
  const symbol = matchAt(SYMBOL, text, offset);
  if (symbol === null) throw problemAt(offset, "invalid", `token recognition error at: '${text[offset]!}'`);
  if (symbol[0].includes("?") && symbol[0].length > 1) throw problemAt(offset, "unsupported", "optional values");
  return [{ kind: "symbol", text: symbol[0], offset }, symbol[0].length];
}

function nameToken(text: string, offset: number): CelToken {
  if (text === "true" || text === "false") return literal({ kind: "bool", value: text === "true" }, offset);
  if (text === "null") return literal({ kind: "null" }, offset);
  return { kind: "name", text, offset };
}

function literal(value: CelLiteral, offset: number): CelToken {
  return { kind: "literal", value, offset };
}

export function problemAt(offset: number, kind: CelProblem["kind"], message: string): CelReadingError {
  return new CelReadingError({ kind, message, offset });
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function numberOf(text: string, offset: number): CelLiteral {
  if (/[uU]$/.test(text)) throw problemAt(offset, "unsupported", "unsigned integers");
  if (!/^0[xX]/.test(text) && /[.eE]/.test(text)) return { kind: "double", value: Number(text) };
  const value = BigInt(text);
  // One more is the smallest number's size, which only a minus makes valid.
  if (value > INT64_MAX + 1n) throw problemAt(offset, "invalid", "invalid int literal");
  return { kind: "int", value };
}

function unquoted(text: string): string {
  const marks = text.startsWith('"""') || text.startsWith("'''") ? 3 : 1;
  return text.slice(marks, text.length - marks);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ["?", "?"],
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
]);

const ESCAPE =
  /\\(?:([abfnrtv\\?"'`])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]?))/g;

function unescaped(text: string, offset: number): string {
  return text.replace(
    ESCAPE,
    (_whole, simple?: string, byte?: string, short?: string, long?: string, octal?: string): string => {
      if (simple !== undefined) return ESCAPES.get(simple)!;
      const hexadecimal = byte ?? short ?? long;
      const code = hexadecimal === undefined ? undefined : Number.parseInt(hexadecimal, 16);
      const point = code ?? (octal === undefined ? undefined : Number.parseInt(octal, 8));
      if (point === undefined || point > 0x10ffff) throw problemAt(offset, "invalid", "invalid escape in a string");
      return String.fromCodePoint(point);
    },
  );
}
