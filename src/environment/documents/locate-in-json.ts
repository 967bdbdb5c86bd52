// Finds where in a JSON value a path points, by walking over the text: no values are built, so a dump of many megabytes
// costs little memory. Where the parts of the collections begin through which it came is remembered.

import type { DocumentPath } from "./locate-in-yaml.ts";
import { skipJsonBlanks, type JsonMember, type JsonOutline } from "./json-text.ts";

const QUOTE = 34;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** The places of one JSON value. */
export class JsonPlaces {
  readonly #text: string;
  readonly #start: number;
  readonly #outline: JsonOutline;
  /** Of each list walked through: where its items begin, as far as it was walked. */
  readonly #items = new Map<number, number[]>();
  /** The parts of each mapping walked through. */
  readonly #members = new Map<number, ReadonlyMap<string, JsonMember>>();

  /** `text` must hold a value at `start` that was read before without a mistake, and had this outline. */
  constructor(text: string, start: number, outline: JsonOutline) {
    this.#text = text;
    this.#start = start;
    this.#outline = outline;
  }

  /** Offset of the value at `path`, or of the deepest part of the path that exists; or of the last key itself. */
  offsetOf(path: DocumentPath, what: "key" | "value"): number {
    let at = this.#start;
    for (const [depth, step] of path.entries()) {
      const found = this.#child(at, step);
      if (found === undefined) return at;
      if (what === "key" && depth === path.length - 1) return found.key;
      at = found.value;
    }
    return at;
  }

  #child(parent: number, step: string | number): JsonMember | undefined {
    const code = this.#text.charCodeAt(parent);
    if (code === OPEN_BRACE) return this.#membersOf(parent).get(String(step));
    const item = code === OPEN_BRACKET && typeof step === "number" ? this.#item(parent, step) : undefined;
    return item === undefined ? undefined : { key: item, value: item };
  }

  /** By key; of a key that stands twice the last one, whose value counts. */
  #membersOf(parent: number): ReadonlyMap<string, JsonMember> {
    const known = parent === this.#start ? this.#outline.members : this.#members.get(parent);
    if (known !== undefined) return known;
    const members = new Map<string, JsonMember>();
    let key = this.#firstPart(parent, CLOSE_BRACE);
    while (key !== undefined) {
      const keyEnd = this.#skipString(key);
      const value = skipJsonBlanks(this.#text, skipJsonBlanks(this.#text, keyEnd) + 1);
      members.set(String(JSON.parse(this.#text.slice(key, keyEnd))), { key, value });
      key = this.#nextPart(this.#skip(value), CLOSE_BRACE);
    }
    this.#members.set(parent, members);
    return members;
  }

  #item(parent: number, index: number): number | undefined {
    return (this.#outline.items.get(parent) ?? this.#itemsUpTo(parent, index))[index];
  }

  #itemsUpTo(parent: number, index: number): readonly number[] {
    let items = this.#items.get(parent);
    if (items === undefined) {
      const first = this.#firstPart(parent, CLOSE_BRACKET);
      items = first === undefined ? [] : [first];
      this.#items.set(parent, items);
    }
    while (items.length > 0 && items.length <= index) {
      const next = this.#nextPart(this.#skip(items.at(-1)!), CLOSE_BRACKET);
      if (next === undefined) break;
      items.push(next);
    }
    return items;
  }

  /** The first key or item of the collection that begins at `parent`. */
  #firstPart(parent: number, close: number): number | undefined {
    const at = skipJsonBlanks(this.#text, parent + 1);
    return this.#text.charCodeAt(at) === close ? undefined : at;
  }

  /** The key or item after the value that ends at `end`. */
  #nextPart(end: number, close: number): number | undefined {
    const at = skipJsonBlanks(this.#text, end);
    return this.#text.charCodeAt(at) === close ? undefined : skipJsonBlanks(this.#text, at + 1);
  }

  /** The offset behind the value that begins at `start`. */
  #skip(start: number): number {
    let depth = 0;
    let at = start;
    do {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) {
        at = this.#skipString(at);
        continue;
      }
      if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
      else if (depth === 0) return this.#skipWord(at);
      at += 1;
    } while (depth > 0);
    return at;
  }

  #skipString(start: number): number {
    let at = start + 1;
    for (let code = this.#text.charCodeAt(at); code !== QUOTE; code = this.#text.charCodeAt(at)) {
      at += code === BACKSLASH ? 2 : 1;
    }
    return at + 1;
  }

  /** Over a number, `true`, `false` or `null`. */
  #skipWord(start: number): number {
    const word = /[-+.\w]*/y;
    word.lastIndex = start;
    return start + word.exec(this.#text)![0].length;
  }
}
