// Finds where in a YAML document a path points, from the complete parser's own events. Made only for a document, or
// the part of a large one, about which there is something to say.

import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event, type ScalarEvent } from "js-yaml";

import { offsetOfEvent } from "./construct-yaml.ts";
import { keyOfPlain } from "./plain-scalar.ts";

/** Keys and indices from the document's root. */
export type DocumentPath = readonly (string | number)[];

/** Where the parts of a document stand, by offsets in its file. */
export interface DocumentPlaces {
  /** Of the value at `path`, or the deepest part of the path that exists; or of the last key itself. */
  offsetOf(path: DocumentPath, what: "key" | "value"): number;
}

/** A child of a collection; one that was merged has no key of its own. */
interface Child {
  readonly key?: number;
  readonly value: number;
}

/** The events of one document text, with the end of each collection. */
export class YamlPlaces {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** For each event the index of the next sibling. */
  readonly #next: Int32Array;

  /** `text` must have been parsed before without an error. */
  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#events = parseEvents(text, { maxDepth });
    this.#next = findSiblings(this.#events);
  }

  /**
   * Offset of the value at `path`, or of the deepest part of the path that exists. With `what: "key"` the offset of
   * the last key itself.
   */
  offsetOf(path: DocumentPath, what: "key" | "value"): number {
    let node = 1;
    if ((this.#events[node]?.type ?? EVENT_ID.POP) === EVENT_ID.POP) return 0;
    let offset = offsetOfEvent(this.#events[node]!, 0);
    for (const [depth, step] of path.entries()) {
      const found = this.#child(this.#target(node), step);
      if (found === undefined) return offset;
      const keyOffset = found.key === undefined ? undefined : offsetOfEvent(this.#events[found.key]!, 0);
      node = found.value;
      const wantsKey = what === "key" && depth === path.length - 1;
      offset = wantsKey && keyOffset !== undefined ? keyOffset : offsetOfEvent(this.#events[node]!, keyOffset ?? 0);
    }
    return offset;
  }

  /** The child that `step` names: an item of a sequence, or the last such pair of a mapping. */
  #child(parent: number, step: string | number): Child | undefined {
    const kind = this.#events[parent]!.type;
    if (kind === EVENT_ID.SEQUENCE) {
      const item = typeof step === "number" ? this.#items(parent)[step] : undefined;
      return item === undefined ? undefined : { value: item };
    }
    if (kind !== EVENT_ID.MAPPING) return undefined;
    let found: Child | undefined;
    const pairs = this.#items(parent);
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const key = this.#events[pairs[index]!]!;
      const value = pairs[index + 1]!;
      const name = key.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, key) : undefined;
      if (name === "<<") found = this.#childOfMerged(value, step) ?? found;
      else if (name !== undefined && keyOf(key as ScalarEvent, name) === String(step)) {
        found = { key: pairs[index]!, value };
      }
    }
    return found;
  }

  /** Of several merged mappings the first one wins. */
  #childOfMerged(source: number, step: string | number): Child | undefined {
    const target = this.#target(source);
    const mappings = this.#events[target]!.type === EVENT_ID.SEQUENCE ? this.#items(target) : [target];
    for (const mapping of mappings) {
      const resolved = this.#target(mapping);
      // A mapping that merges itself was refused when it was read, so this ends.
      const found = this.#events[resolved]!.type === EVENT_ID.MAPPING ? this.#child(resolved, step) : undefined;
      if (found !== undefined) return { value: found.value };
    }
    return undefined;
  }

  #items(parent: number): readonly number[] {
    const items: number[] = [];
    for (let index = parent + 1; this.#events[index]!.type !== EVENT_ID.POP; index = this.#next[index]!) {
      items.push(index);
    }
    return items;
  }

  /** What an alias stands for: the last node before it that carries its anchor. */
  #target(index: number): number {
    const alias = this.#events[index]!;
    if (alias.type !== EVENT_ID.ALIAS) return index;
    const name = this.#text.slice(alias.anchorStart, alias.anchorEnd);
    for (let before = index - 1; before >= 0; before -= 1) {
      const event = this.#events[before]!;
      if (!("anchorStart" in event) || event.type === EVENT_ID.ALIAS) continue;
      if (this.#text.slice(event.anchorStart, event.anchorEnd) === name) return before;
    }
    return index;
  }
}

function keyOf(event: ScalarEvent, text: string): string | undefined {
  return event.style === SCALAR_STYLE.PLAIN ? keyOfPlain(text) : text;
}

function findSiblings(events: readonly Event[]): Int32Array {
  const next = new Int32Array(events.length);
  const open: number[] = [];
  for (const [index, event] of events.entries()) {
    next[index] = index + 1;
    if (event.type === EVENT_ID.POP) next[open.pop()!] = index + 1;
    else if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) open.push(index);
  }
  return next;
}
