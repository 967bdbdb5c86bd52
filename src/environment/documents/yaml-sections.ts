// The part of a large YAML document in which a path ends: one field of its root, or one item of a list there. So a
// place in a dump of a whole cluster is found without a syntax tree of all of it.

import type { DocumentPath } from "./locate-in-yaml.ts";

/** A part of a text, and what the path is within it. */
export interface YamlSection {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly path: DocumentPath;
}

/** A line at the very left that is no item, no comment and not empty ends the field before it. */
const NEXT_FIELD = /\n(?![-# \t\r\n])/g;

/** The sections of one document that stands at the very left, without anchors. */
export class YamlSections {
  readonly #text: string;
  readonly #startsAt: number;
  readonly #endsAt: number;
  /** By field, where each item of its list begins, and where the last one ends. */
  readonly #items = new Map<string, readonly number[]>();

  constructor(text: string, startsAt: number, endsAt: number) {
    this.#text = text;
    this.#startsAt = startsAt;
    this.#endsAt = endsAt;
  }

  /** Undefined where nothing smaller than the document is found. */
  find(path: DocumentPath): YamlSection | undefined {
    const [field, index, ...rest] = path;
    if (typeof field !== "string" || !/^\w+$/.test(field)) return undefined;
    const startsAt = this.#fieldStart(field);
    if (startsAt === undefined) return undefined;
    if (typeof index !== "number") return { startsAt, endsAt: this.#fieldEnd(startsAt), path };
    let items = this.#items.get(field);
    if (items === undefined) {
      items = this.#findItems(startsAt);
      this.#items.set(field, items);
    }
    const [itemStart, itemEnd] = [items[index], items[index + 1]];
    if (itemStart === undefined || itemEnd === undefined) return undefined;
    return { startsAt: itemStart, endsAt: itemEnd, path: [0, ...rest] };
  }

  #fieldStart(field: string): number | undefined {
    if (this.#text.startsWith(`${field}:`, this.#startsAt)) return this.#startsAt;
    const lineFeed = this.#text.indexOf(`\n${field}:`, this.#startsAt);
    return lineFeed < 0 || lineFeed >= this.#endsAt ? undefined : lineFeed + 1;
  }

  #fieldEnd(fieldStart: number): number {
    NEXT_FIELD.lastIndex = fieldStart;
    return Math.min(this.#endsAt, (NEXT_FIELD.exec(this.#text)?.index ?? this.#endsAt) + 1);
  }

  /** Nothing if the field holds no list in lines of its own. */
  #findItems(fieldStart: number): readonly number[] {
    const fieldEnd = this.#fieldEnd(fieldStart);
    const first = /:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*( *)-[ \r\n]/y;
    first.lastIndex = fieldStart + this.#text.slice(fieldStart, fieldEnd).indexOf(":");
    const indent = first.exec(this.#text)?.[1];
    if (indent === undefined) return [];
    const starts: number[] = [];
    const item = `\n${indent}-`;
    for (let at = this.#text.indexOf(item, fieldStart); at >= 0 && at < fieldEnd;) {
      const dashEnd = at + item.length;
      if (/[ \r\n]/.test(this.#text.charAt(dashEnd))) starts.push(at + 1);
      at = this.#text.indexOf(item, dashEnd);
    }
    return [...starts, fieldEnd];
  }
}
