// Field selectors as text: `status.phase!=Running,spec.nodeName=n1`, as after kubectl's --field-selector.
// Imitates staging apimachinery pkg/fields/selector.go, v1.36.

import type { InvalidSelector } from "./label-selector.ts";

/** One term: the field has the value, or does not have it. A field that is not there reads as empty. */
export interface FieldTerm {
  readonly field: string;
  readonly operator: "=" | "!=";
  readonly value: string;
}

/** All terms must hold. */
export interface FieldSelector {
  readonly kind: "terms";
  readonly terms: readonly FieldTerm[];
}

const OPERATOR = /!=|==|=/;
/** What a backslash makes plain in a value. */
const ESCAPED = /[\\,=]/;
/** A piece of text up to the next comma that no backslash hides. */
const PIECE = /((?:\\.|[^\\,])*\\?)(,|$)/suy;

/** Reads a selector, or says in the library's words why it cannot. */
export function parseFieldSelector(text: string): FieldSelector | InvalidSelector {
  const terms: FieldTerm[] = [];
  for (const piece of piecesOf(text).toSorted(compareCodePoints)) {
    if (piece === "") continue;
    const operator = OPERATOR.exec(piece);
    if (operator === null) {
      return { kind: "invalid", message: `invalid selector: '${text}'; can't understand '${piece}'` };
    }
    const value = unescape(piece.slice(operator.index + operator[0].length));
    if (typeof value !== "string") return value;
    const field = piece.slice(0, operator.index);
    if (field !== "" || value !== "") terms.push({ field, operator: operator[0] === "!=" ? "!=" : "=", value });
  }
  return { kind: "terms", terms };
}

function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let end = ",";
  PIECE.lastIndex = 0;
  while (end === ",") {
    const match = PIECE.exec(text)!;
    pieces.push(match[1]!);
    end = match[2]!;
  }
  return pieces;
}

/** Go sorts by the bytes of UTF-8, which is by code point; JavaScript sorts by halves of them. */
function compareCodePoints(left: string, right: string): number {
  const rights = right[Symbol.iterator]();
  for (const character of left) {
    const other = rights.next();
    if (other.done === true) return 1;
    if (other.value !== character) return character.codePointAt(0)! - other.value.codePointAt(0)!;
  }
  return rights.next().done === true ? 0 : -1;
}

function unescape(text: string): string | InvalidSelector {
  let value = "";
  let isHidden = false;
  for (const character of text) {
    if (isHidden && !ESCAPED.test(character)) return badEscape(character);
    if (!isHidden && (character === "," || character === "=")) {
      const message = `invalid field selector: unescaped character in value: ${character.codePointAt(0)}`;
      return { kind: "invalid", message };
    }
    isHidden = !isHidden && character === "\\";
    if (!isHidden) value += character;
  }
  return isHidden ? badEscape("") : value;
}

function badEscape(character: string): InvalidSelector {
  return { kind: "invalid", message: `invalid field selector: invalid escape sequence: \\${character}` };
}

/** Whether an object with these fields is selected. */
export function selectsFields({ terms }: FieldSelector, fields: Readonly<Record<string, string>>): boolean {
  return terms.every(({ field, operator, value }) => {
    const actual = Object.hasOwn(fields, field) ? fields[field] : "";
    return operator === "=" ? actual === value : actual !== value;
  });
}

/** The selector as one text. */
export function fieldSelectorText({ terms }: FieldSelector): string {
  return terms.map(({ field, operator, value }) => `${field}${operator}${escape(value)}`).join(",");
}

function escape(value: string): string {
  return value.replace(/[\\,=]/g, "\\$&");
}
