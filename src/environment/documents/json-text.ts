// Reads JSON values that follow one another in a text, as kubectl and the API server do: whole numbers keep all their
// digits, a key that stands twice is told, and mistakes are said in the same words.
// Imitates Go's encoding/json (scanner.go, decode.go) and sigs.k8s.io/json, v1.36.

import { setOwn } from "../../base/mapping.ts";

import { asNumber } from "./plain-scalar.ts";

/** Keys and indices from the root of a value. */
type JsonPath = readonly (string | number)[];

export interface JsonValue {
  readonly kind: "value";
  readonly value: unknown;
  /** The offset behind the value. */
  readonly end: number;
  /** Fields that stand twice in their object; the last one counts. */
  readonly duplicates: readonly DuplicateField[];
  readonly outline: JsonOutline;
}

/** Where the key and the value of a field begin. */
export interface JsonMember {
  readonly key: number;
  readonly value: number;
}

/** Where the outermost parts of a value begin: of a long list, that is where its many objects do. */
export interface JsonOutline {
  /** Of the value itself, if it is an object; of a key that stands twice the last one. */
  readonly members: ReadonlyMap<string, JsonMember>;
  /** The items of the value and of its members, where they are lists, by the offsets at which those begin. */
  readonly items: ReadonlyMap<number, readonly number[]>;
}

export interface DuplicateField {
  readonly path: JsonPath;
  /** Of the later key. */
  readonly offset: number;
}

export interface JsonMistake {
  readonly kind: "mistake";
  readonly offset: number;
  /** In the words of Go. */
  readonly message: string;
}

/** Reads the value that begins at `start`, where no blank may stand. Nothing is thrown, whatever the text. */
export function readJson(text: string, start: number): JsonValue | JsonMistake {
  const reader = new JsonReader(text, start);
  try {
    const value = reader.value();
    const { at: end, duplicates, members, items } = reader;
    return { kind: "value", value, end, duplicates, outline: { members, items } };
  } catch (error) {
    if (error instanceof JsonError) return { kind: "mistake", offset: error.offset, message: error.message };
    throw error;
  }
}

/** Where the next thing stands that is no blank, or the end of the text. */
export function skipJsonBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
/** A letter with this bit is a small one. */
const LOWER_CASE = 32;
const LETTER_E = 101;
const LETTER_F = 102;
const LETTER_N = 110;
const LETTER_T = 116;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Parts of what is deeper are not in the outline. */
const OUTLINE_DEPTH = 1;
/** As deep as Go goes, and less than would exhaust the stack. */
const MAX_DEPTH = 1000;

/** Thrown and caught in this file only. */
class JsonError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class JsonReader {
  readonly #text: string;
  at: number;
  readonly duplicates: DuplicateField[] = [];
  readonly members = new Map<string, JsonMember>();
  readonly items = new Map<number, readonly number[]>();
  readonly #path: (string | number)[] = [];

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
  }

  value(): unknown {
    switch (this.#text.charCodeAt(this.at)) {
      case OPEN_BRACE:
        return this.#object();
      case OPEN_BRACKET:
        return this.#array();
      case QUOTE:
        return this.#string();
      case LETTER_T:
        return this.#word("true", true);
      case LETTER_F:
        return this.#word("false", false);
      case LETTER_N:
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#open();
    const depth = this.#path.length - 1;
    if (this.#next() !== CLOSE_BRACE) {
      for (;;) {
        const keyAt = this.at;
        if (this.#code() !== QUOTE) throw this.#unexpected("looking for beginning of object key string");
        const key = this.#string();
        this.#path[depth] = key;
        if (object[key] !== undefined && Object.hasOwn(object, key)) {
          this.duplicates.push({ path: [...this.#path], offset: keyAt });
        }
        if (this.#next() !== COLON) throw this.#unexpected("after object key");
        this.at += 1;
        this.#next();
        if (depth === 0) this.members.set(key, { key: keyAt, value: this.at });
        setOwn(object, key, this.value());
        const code = this.#next();
        if (code === CLOSE_BRACE) break;
        if (code !== COMMA) throw this.#unexpected("after object key:value pair");
        this.at += 1;
        this.#next();
      }
    }
    this.at += 1;
    this.#path.pop();
    return object;
  }

  #array(): unknown[] {
    const array: unknown[] = [];
    const depth = this.#path.length;
    const begins = depth <= OUTLINE_DEPTH ? this.#outlineList() : undefined;
    this.#open();
    if (this.#next() !== CLOSE_BRACKET) {
      for (;;) {
        this.#path[depth] = array.length;
        begins?.push(this.at);
        array.push(this.value());
        const code = this.#next();
        if (code === CLOSE_BRACKET) break;
        if (code !== COMMA) throw this.#unexpected("after array element");
        this.at += 1;
        this.#next();
      }
    }
    this.at += 1;
    this.#path.pop();
    return array;
  }

  /** Where the items begin of the list that begins here. */
  #outlineList(): number[] {
    const begins: number[] = [];
    this.items.set(this.at, begins);
    return begins;
  }

  #open(): void {
    if (this.#path.length === MAX_DEPTH) throw new JsonError("exceeded max depth", this.at);
    this.#path.push("");
    this.at += 1;
  }

  #string(): string {
    const text = this.#text;
    const start = this.at + 1;
    for (let at = start; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.at = at + 1;
        return text.slice(start, at);
      }
      if (code === BACKSLASH) return this.#escapedString(start, at);
      if (!(code >= 32)) {
        this.at = at;
        throw this.#unexpected("in string literal");
      }
    }
  }

  #escapedString(start: number, firstEscape: number): string {
    const text = this.#text;
    let read = text.slice(start, firstEscape);
    this.at = firstEscape;
    for (let code = this.#code(); code !== QUOTE; code = this.#code()) {
      if (code === BACKSLASH) {
        read += this.#escape();
        continue;
      }
      const partStart = this.at;
      while (code >= 32 && code !== QUOTE && code !== BACKSLASH) {
        this.at += 1;
        code = this.#code();
      }
      if (this.at === partStart) throw this.#unexpected("in string literal");
      read += text.slice(partStart, this.at);
    }
    this.at += 1;
    return read.replaceAll(LONE_SURROGATES, "\ufffd");
  }

  #escape(): string {
    const letter = this.#text.charAt(this.at + 1);
    this.at += 2;
    if (letter !== "u") {
      const character = ESCAPES.get(letter);
      if (character !== undefined) return character;
      this.at -= 1;
      throw this.#unexpected("in string escape code");
    }
    let code = 0;
    for (let digits = 0; digits < 4; digits += 1) {
      const digit = "0123456789abcdef".indexOf(this.#text.charAt(this.at).toLowerCase() || "none");
      if (digit < 0) throw this.#unexpected("in \\u hexadecimal character escape");
      code = code * 16 + digit;
      this.at += 1;
    }
    return String.fromCharCode(code);
  }

  #word<Value>(word: string, value: Value): Value {
    for (const letter of word) {
      if (this.#text.charAt(this.at) !== letter) {
        throw this.#unexpected(`in literal ${word} (expecting ${quoteCharacter(letter)})`);
      }
      this.at += 1;
    }
    return value;
  }

  #number(): number | bigint {
    const start = this.at;
    if (this.#code() === MINUS) this.at += 1;
    if (this.#code() === ZERO) this.at += 1;
    else if (!this.#digits()) {
      throw this.#unexpected(this.at === start ? "looking for beginning of value" : "in numeric literal");
    }
    const wholeEnd = this.at;
    if (this.#code() === DOT) {
      this.at += 1;
      if (!this.#digits()) throw this.#unexpected("after decimal point in numeric literal");
    }
    if ((this.#code() | LOWER_CASE) === LETTER_E) {
      this.at += 1;
      if (this.#code() === MINUS || this.#code() === PLUS) this.at += 1;
      if (!this.#digits()) throw this.#unexpected("in exponent of numeric literal");
    }
    const literal = this.#text.slice(start, this.at);
    if (this.at === wholeEnd && literal.length > 15) return wholeNumber(literal);
    const value = Number(literal);
    if (Number.isFinite(value)) return value === 0 ? 0 : value;
    throw new JsonError(`json: cannot unmarshal number ${literal} into Go value of type float64`, start);
  }

  /** Over digits; false if there is none. */
  #digits(): boolean {
    const start = this.at;
    for (let code = this.#code(); code >= ZERO && code <= NINE; code = this.#code()) this.at += 1;
    return this.at > start;
  }

  /** Over blanks to the next character. */
  #next(): number {
    while (isBlank(this.#text.charCodeAt(this.at))) this.at += 1;
    return this.#code();
  }

  #code(): number {
    return this.#text.charCodeAt(this.at);
  }

  #unexpected(context: string): JsonError {
    if (this.at >= this.#text.length) return new JsonError("unexpected EOF", Math.max(0, this.at - 1));
    const character = String.fromCodePoint(this.#text.codePointAt(this.at)!);
    return new JsonError(`invalid character ${quoteCharacter(character)} ${context}`, this.at);
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map(
  ['""', "\\\\", "//", "b\b", "f\f", "n\n", "r\r", "t\t"].map((pair) => [pair[0]!, pair[1]!] as const),
);

const LONE_SURROGATES = /\p{Cs}/gu;

/** What fits into 64 bits keeps its digits, what does not becomes a double. */
function wholeNumber(literal: string): number | bigint {
  const whole = BigInt(literal);
  return BigInt.asIntN(64, whole) === whole ? asNumber(whole) : Number(literal);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

const CONTROLS: ReadonlyMap<number, string> = new Map(
  Array.from("abtnvfr").map((letter, index) => [7 + index, `\\${letter}`] as const),
);

/** As Go quotes one character. */
function quoteCharacter(character: string): string {
  if (character === "'" || character === "\\") return `'\\${character}'`;
  const code = character.charCodeAt(0);
  if (code > 31 && code !== 127) return `'${character}'`;
  return `'${CONTROLS.get(code) ?? `\\x${code.toString(16).padStart(2, "0")}`}'`;
}
