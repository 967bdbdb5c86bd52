// A quick reader of the plain part of YAML: what kubectl writes, and nearly all that people write by hand. What is
// not plain (anchors, tags, tabs, folded blocks, keys that stand twice, mistakes) it leaves, without a word, to the
// complete parser, which takes ten times as long; so it must be right, but need not be complete.
// Imitates goyaml.v2 (scannerc.go, parserc.go, decode.go) as sigs.k8s.io/yaml uses it, v1.6.

import { LineCursor, NOT_PLAIN } from "./line-cursor.ts";
import { beginsPlain, isPlainStart } from "./plain-characters.ts";
import { readFlow } from "./plain-flow.ts";
import { LONGEST_KEY, PlainKeys, put } from "./plain-keys.ts";
import { resolvePlain, type YamlScalar } from "./plain-scalar.ts";
import { readFurtherLines, readLiteral, readPlainLine, readQuoted } from "./plain-text.ts";

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const NUMBER_SIGN = 35;
const SINGLE_QUOTE = 39;
const DASH = 45;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const PIPE = 124;

/** Control characters, line ends that only YAML knows, halves of characters; a `\r` that ends no line by itself. */
const UNUSUAL = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff](?<![\t\n]|\r(?=\n))/gu;

export type PlainReading = { readonly kind: "plain"; readonly value: unknown } | { readonly kind: "not-plain" };

/** Reads the documents of one text. Keys are remembered from one to the next. */
export class PlainYaml {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #keys = new PlainKeys();
  /** Where the first unusual character from some place on stands. */
  #unusualAt = -1;

  /** Collections deeper than `maxDepth` are left to the complete parser. */
  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  /** The value of the document that stands from `start`, the beginning of a line, up to `end`. Null if it is empty. */
  read(start: number, end: number): PlainReading {
    if (this.#nextUnusual(start) < end) return { kind: "not-plain" };
    try {
      const value = new BlockReader(new LineCursor(this.#text, start, end), this.#keys, this.#maxDepth).document();
      return { kind: "plain", value };
    } catch (error) {
      if (error === NOT_PLAIN) return { kind: "not-plain" };
      throw error;
    }
  }

  #nextUnusual(start: number): number {
    if (this.#unusualAt >= start) return this.#unusualAt;
    UNUSUAL.lastIndex = start;
    return (this.#unusualAt = UNUSUAL.exec(this.#text)?.index ?? this.#text.length);
  }
}

/** After each value the cursor stands at the next content, and `cursor.indent` says how far that is indented. */
class BlockReader {
  readonly #cursor: LineCursor;
  readonly #keys: PlainKeys;
  #depthLeft: number;

  constructor(cursor: LineCursor, keys: PlainKeys, maxDepth: number) {
    this.#cursor = cursor;
    this.#keys = keys;
    this.#depthLeft = maxDepth;
  }

  document(): unknown {
    const cursor = this.#cursor;
    cursor.toContent();
    if (cursor.indent < 0) return null;
    const value = this.#block();
    if (cursor.indent >= 0) throw NOT_PLAIN;
    return value;
  }

  /** The collection that begins with the line at hand. */
  #block(): unknown {
    const { indent } = this.#cursor;
    if (this.#isAtDash()) return this.#sequence(indent);
    const key = this.#key();
    if (key === undefined) throw NOT_PLAIN;
    return this.#mapping(indent, key);
  }

  #mapping(indent: number, firstKey: string): Record<string, unknown> {
    const cursor = this.#cursor;
    const mapping: Record<string, unknown> = {};
    this.#descend();
    for (let key: string | undefined = firstKey; ; key = this.#key()) {
      if (key === undefined) throw NOT_PLAIN;
      put(mapping, key, this.#valueOfKey(indent));
      if (cursor.indent !== indent) break;
    }
    if (cursor.indent > indent) throw NOT_PLAIN;
    this.#depthLeft += 1;
    return mapping;
  }

  #sequence(indent: number): unknown[] {
    const cursor = this.#cursor;
    const items: unknown[] = [];
    this.#descend();
    do {
      cursor.at += 1;
      items.push(this.#item(indent));
    } while (cursor.indent === indent && this.#isAtDash());
    if (cursor.indent > indent) throw NOT_PLAIN;
    this.#depthLeft += 1;
    return items;
  }

  /** What follows the colon of a key. A sequence may stand right below its key. */
  #valueOfKey(indent: number): unknown {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    if (!this.#isLineDone()) return this.#inLine(indent);
    cursor.toNextLine();
    cursor.toContent();
    if (cursor.indent > indent) return this.#block();
    return cursor.indent === indent && this.#isAtDash() ? this.#sequence(indent) : null;
  }

  /** What follows the dash of an item: a collection may begin in the dash's own line. */
  #item(indent: number): unknown {
    const cursor = this.#cursor;
    const dashEnd = cursor.at;
    cursor.skipSpaces();
    if (this.#isLineDone()) {
      cursor.toNextLine();
      cursor.toContent();
      return cursor.indent > indent ? this.#block() : null;
    }
    const column = indent + 1 + cursor.at - dashEnd;
    if (this.#isAtDash()) return this.#sequence(column);
    const key = this.#key();
    return key === undefined ? this.#inLine(indent) : this.#mapping(column, key);
  }

  /** A value that begins in the line of its key or dash. */
  #inLine(indent: number): unknown {
    const cursor = this.#cursor;
    const code = cursor.code();
    if (code === PIPE) return readLiteral(cursor, indent);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const text = readQuoted(cursor);
      cursor.endValue();
      return text;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      const value = readFlow(cursor, this.#keys, this.#depthLeft);
      cursor.endValue();
      return value;
    }
    return this.#plain(indent);
  }

  #plain(indent: number): YamlScalar {
    const cursor = this.#cursor;
    if (!beginsPlain(cursor.code(), cursor.code(1))) throw NOT_PLAIN;
    const text = readPlainLine(cursor);
    const isCommented = cursor.code() === NUMBER_SIGN;
    cursor.toNextLine();
    const nextLine = cursor.at;
    cursor.toContent();
    if (cursor.indent <= indent) return resolvePlain(text);
    if (isCommented) throw NOT_PLAIN;
    cursor.at = nextLine;
    return readFurtherLines(cursor, text, indent);
  }

  /** The key at hand with its colon, or undefined, and nothing is read. */
  #key(): string | undefined {
    const cursor = this.#cursor;
    const code = cursor.code();
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quotedKey(code);
    if (!isPlainStart(code)) return undefined;
    const { text, end, at: start } = cursor;
    for (let at = start + 1; at < end; at += 1) {
      const next = text.charCodeAt(at);
      if (next === COLON && isBlank(text.charCodeAt(at + 1))) {
        cursor.at = at + 1;
        return this.#keys.resolve(text.slice(start, at));
      }
      if (cursor.endsLine(next) || (next === NUMBER_SIGN && text.charCodeAt(at - 1) === SPACE)) return undefined;
    }
    return undefined;
  }

  #quotedKey(quote: number): string | undefined {
    const cursor = this.#cursor;
    const { text, at: start } = cursor;
    for (let at = start + 1; at < cursor.end; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (text.charCodeAt(at + 1) !== COLON || !isBlank(text.charCodeAt(at + 2))) return undefined;
        if (at - start > LONGEST_KEY) throw NOT_PLAIN;
        cursor.at = at + 2;
        return text.slice(start + 1, at);
      }
      if (cursor.endsLine(code)) return undefined;
      if (code === BACKSLASH && quote === DOUBLE_QUOTE) throw NOT_PLAIN;
    }
    return undefined;
  }

  #isAtDash(): boolean {
    return this.#cursor.code() === DASH && isBlank(this.#cursor.code(1));
  }

  #isLineDone(): boolean {
    const code = this.#cursor.code();
    return this.#cursor.endsLine(code) || code === NUMBER_SIGN;
  }

  #descend(): void {
    this.#depthLeft -= 1;
    if (this.#depthLeft < 0) throw NOT_PLAIN;
  }
}

/** A space or the end of a line; a tab is not plain, and what follows it is found to be wrong. */
function isBlank(code: number): boolean {
  return !(code > SPACE);
}
