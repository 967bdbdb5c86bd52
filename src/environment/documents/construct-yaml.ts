// From the events of the complete YAML parser to the values that kubectl would have: merged keys in the order in which
// they stand, keys as text, numbers with all their digits. What is wrong is listed, each with its offset.
// Imitates goyaml.v2 (decode.go, resolve.go) and sigs.k8s.io/yaml (yaml.go), v1.6.

import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event, type ScalarEvent } from "js-yaml";

import { isMapping, setOwn } from "../../base/mapping.ts";

import { keyOfPlain, resolvePlain, type YamlScalar } from "./plain-scalar.ts";

export interface YamlProblem {
  readonly code: "duplicate-key" | "yaml-syntax" | "cyclic-reference" | "excessive-aliases";
  readonly message: string;
  readonly offset: number;
  readonly expected?: string;
}

export interface ConstructedYaml {
  /** Null if the document is empty. Where there are problems it may lack what is wrong. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  readonly hasAliases: boolean;
}

/** Builds the first document of the events; what kubectl reads has no other. */
export function constructYaml(text: string, events: readonly Event[], maxAliases: number): ConstructedYaml {
  const constructor = new Constructor(text, events, maxAliases);
  const value = constructor.document();
  return { value, problems: constructor.problems, hasAliases: constructor.aliases > 0 };
}

/** Where an event is seen to begin; an empty value has no place of its own and takes `otherwise`. */
export function offsetOfEvent(event: Event, otherwise: number): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart < 0 ? otherwise : event.valueStart - openingWidth(event);
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    default:
      return otherwise;
  }
}

/** Quoted scalars begin one character before their text. */
function openingWidth(event: ScalarEvent): number {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
}

interface Node {
  readonly value: unknown;
  /** As a key; undefined if it can be none. */
  readonly key: string | undefined;
}

const NOTHING: Node = Object.freeze({ value: null, key: undefined });

class Constructor {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #maxAliases: number;
  readonly problems: YamlProblem[] = [];
  aliases = 0;
  #at = 0;
  /** By name; undefined while what it names is still being read. */
  readonly #anchors = new Map<string, Node | undefined>();

  constructor(text: string, events: readonly Event[], maxAliases: number) {
    this.#text = text;
    this.#events = events;
    this.#maxAliases = maxAliases;
  }

  document(): unknown {
    this.#at = 1;
    return this.#peek() === undefined ? null : this.#node().value;
  }

  /** The event at hand, or undefined where the collection or the document ends. */
  #peek(): Event | undefined {
    const event = this.#events[this.#at];
    return event?.type === EVENT_ID.POP ? undefined : event;
  }

  #node(): Node {
    const event = this.#events[this.#at]!;
    this.#at += 1;
    if (event.type === EVENT_ID.ALIAS) return this.#alias(event.anchorStart, event.anchorEnd);
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return NOTHING;
    const anchor = event.anchorStart < 0 ? undefined : this.#text.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const node = this.#content(event);
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return node;
  }

  #content(event: Exclude<Event, { type: 1 | 5 | 6 }>): Node {
    switch (event.type) {
      case EVENT_ID.SEQUENCE:
        return { value: this.#sequence(), key: undefined };
      case EVENT_ID.MAPPING:
        return { value: this.#mapping(), key: undefined };
      case EVENT_ID.SCALAR:
        return this.#scalar(event);
    }
  }

  #alias(start: number, end: number): Node {
    const name = this.#text.slice(start, end);
    const target = this.#anchors.get(name);
    this.aliases += 1;
    if (target !== undefined && this.aliases <= this.#maxAliases) return target;
    if (this.aliases > this.#maxAliases) {
      if (this.aliases === this.#maxAliases + 1) this.#tellTooMany(start - 1);
    } else if (this.#anchors.has(name)) {
      const expected = "anchors whose content is complete before they are used";
      this.#tell("cyclic-reference", `anchor '${name}' value contains itself`, start - 1, expected);
    } else this.#tell("yaml-syntax", `unknown anchor '${name}' referenced`, start - 1);
    return NOTHING;
  }

  #tellTooMany(offset: number): void {
    const message = "the document has more YAML aliases than can be read";
    this.#tell("excessive-aliases", message, offset, `at most ${this.#maxAliases} aliases`);
  }

  #sequence(): unknown[] {
    const items: unknown[] = [];
    while (this.#peek() !== undefined) items.push(this.#node().value);
    this.#at += 1;
    return items;
  }

  #mapping(): Record<string, unknown> {
    const mapping: Record<string, unknown> = {};
    const written = new Set<string>();
    for (let event = this.#peek(); event !== undefined; event = this.#peek()) {
      const offset = offsetOfEvent(event, 0);
      if (this.#isMerge(event)) {
        this.#at += 1;
        this.#merge(mapping, offset);
        continue;
      }
      const { key } = this.#node();
      const { value } = this.#node();
      if (key === undefined) this.#tell("yaml-syntax", "this can be no key", offset, "a text, a number or a boolean");
      else {
        if (written.has(key)) this.#tell("duplicate-key", `key ${JSON.stringify(key)} already set in map`, offset);
        written.add(key);
        setOwn(mapping, key, value);
      }
    }
    this.#at += 1;
    return mapping;
  }

  #isMerge(event: Event): boolean {
    if (event.type !== EVENT_ID.SCALAR || getScalarValue(this.#text, event) !== "<<") return false;
    const tag = this.#tagOf(event);
    return tag === "merge" || (tag === undefined && event.style === SCALAR_STYLE.PLAIN);
  }

  /** What is merged takes the place of what stands before it, and what stands after it takes its place. */
  #merge(mapping: Record<string, unknown>, offset: number): void {
    const { value } = this.#node();
    // Of several mappings the first one wins.
    const sources = Array.isArray(value) ? (value as unknown[]).toReversed() : [value];
    if (!sources.every(isMapping)) {
      this.#tell("yaml-syntax", "map merge requires map or sequence of maps as the value", offset);
      return;
    }
    for (const source of sources) {
      for (const [key, part] of Object.entries(source)) setOwn(mapping, key, part);
    }
  }

  #scalar(event: ScalarEvent): Node {
    const text = getScalarValue(this.#text, event);
    const tag = this.#tagOf(event);
    if (tag === undefined && event.style === SCALAR_STYLE.PLAIN) {
      return { value: resolvePlain(text), key: keyOfPlain(text) };
    }
    if (TAB_FOR_INDENTATION.test(this.#blockText(event))) this.#tellTab(event);
    if (tag === "binary") return this.#binary(text, event);
    if (tag === undefined || tag === "str" || !RESOLVED_TAGS.has(tag)) return { value: text, key: text };
    const resolved = resolvePlain(text);
    if (RESOLVED_TAGS.get(tag)!(resolved)) return { value: resolved, key: keyOfPlain(text) };
    this.#tell("yaml-syntax", `cannot decode ${JSON.stringify(text)} as a !!${tag}`, offsetOfEvent(event, 0));
    return NOTHING;
  }

  /** What stands below the mark of a block, as it is written. */
  #blockText({ style, valueStart, valueEnd }: ScalarEvent): string {
    const isBlock = style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
    return isBlock && valueStart >= 0 ? this.#text.slice(valueStart, valueEnd) : "";
  }

  #tellTab(event: ScalarEvent): void {
    const offset = event.valueStart + this.#blockText(event).indexOf("\t");
    this.#tell("yaml-syntax", "found a tab character where an indentation space is expected", offset, "spaces");
  }

  #binary(text: string, event: ScalarEvent): Node {
    const bytes = decodeBase64(text);
    if (bytes !== undefined) return { value: new TextDecoder().decode(bytes), key: undefined };
    this.#tell("yaml-syntax", "!!binary value contains invalid base64 data", offsetOfEvent(event, 0));
    return NOTHING;
  }

  /** Undefined without a tag; `!!int` and its long form are `int`. */
  #tagOf({ tagStart, tagEnd }: ScalarEvent): string | undefined {
    if (tagStart < 0) return undefined;
    const tag = this.#text.slice(tagStart, tagEnd);
    return /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/.exec(tag)?.[1] ?? tag;
  }

  #tell(code: YamlProblem["code"], said: string, offset: number, expected?: string): void {
    const message = code === "yaml-syntax" ? `not valid YAML: ${said}` : said;
    this.problems.push({ code, message, offset, ...(expected === undefined ? {} : { expected }) });
  }
}

/** Tags that say what a scalar must mean. */
const RESOLVED_TAGS: ReadonlyMap<string, (value: YamlScalar) => boolean> = new Map([
  ["int", (value: YamlScalar) => typeof value === "bigint" || Number.isInteger(value)],
  ["float", (value: YamlScalar) => typeof value === "bigint" || typeof value === "number"],
  ["bool", (value: YamlScalar) => typeof value === "boolean"],
  ["null", (value: YamlScalar) => value === null],
]);

/** The first line of a block that says anything begins with a tab, before or behind spaces. */
const TAB_FOR_INDENTATION = /^(?: *\r?\n)* *\t/;

/** Undefined if the text is no base64. */
function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/[\r\n]/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)) return undefined;
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}
