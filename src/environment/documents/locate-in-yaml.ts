// Finds where in a YAML document a path points, from the parser's own events: the same parser that made the
// values, so the two cannot disagree. Made only for a document about which there is something to say.

import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event, type ScalarEvent } from "js-yaml";

/** Keys and indices from the document's root. */
export type DocumentPath = readonly (string | number)[];

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
   * Offset of the value at `path` in the n-th document of the text, or of the deepest part of the path that
   * exists. With `what: "key"` the offset of the last key itself.
   */
  offsetOf(documentIndex: number, path: DocumentPath, what: "key" | "value"): number {
    let node = this.#root(documentIndex);
    if (node === undefined) return 0;
    let offset = this.#offsetOfEvent(node);
    for (const [depth, step] of path.entries()) {
      const found = this.#child(this.#target(node), step);
      if (found === undefined) return offset;
      const keyOffset = found.key === undefined ? undefined : this.#offsetOfEvent(found.key);
      node = found.value;
      const wantsKey = what === "key" && depth === path.length - 1;
      offset = wantsKey ? (keyOffset ?? this.#offsetOfEvent(node)) : this.#offsetOfEvent(node, keyOffset);
    }
    return offset;
  }

  #root(documentIndex: number): number | undefined {
    let seen = 0;
    for (let index = 0; index < this.#events.length; index = this.#next[index]!) {
      if (this.#events[index]!.type !== EVENT_ID.DOCUMENT) continue;
      if (seen === documentIndex) return this.#events[index + 1]!.type === EVENT_ID.POP ? undefined : index + 1;
      seen += 1;
    }
    return undefined;
  }

  /** The child that `step` names: an item of a sequence, or a pair of a mapping (merged keys come last). */
  #child(parent: number, step: string | number): { readonly key?: number; readonly value: number } | undefined {
    const kind = this.#events[parent]!.type;
    if (kind === EVENT_ID.SEQUENCE) {
      const item = typeof step === "number" ? this.#items(parent)[step] : undefined;
      return item === undefined ? undefined : { value: item };
    }
    if (kind !== EVENT_ID.MAPPING) return undefined;
    const merged: number[] = [];
    const pairs = this.#items(parent);
    for (let index = 0; index + 1 < pairs.length; index += 2) {
      const key = this.#events[pairs[index]!]!;
      const name = key.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, key) : undefined;
      if (name === String(step)) return { key: pairs[index]!, value: pairs[index + 1]! };
      if (name === "<<") merged.push(pairs[index + 1]!);
    }
    return this.#childOfMerged(merged, step);
  }

  #childOfMerged(merged: readonly number[], step: string | number): { readonly value: number } | undefined {
    for (const source of merged) {
      const target = this.#target(source);
      const mappings = this.#events[target]!.type === EVENT_ID.SEQUENCE ? this.#items(target) : [target];
      for (const mapping of mappings) {
        const resolved = this.#target(mapping);
        // A mapping that merges itself was refused by the parser, so this ends.
        const found = this.#events[resolved]!.type === EVENT_ID.MAPPING ? this.#child(resolved, step) : undefined;
        if (found !== undefined) return found;
      }
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

  /** Where a node is seen to begin; an empty value has no place of its own and takes its key's. */
  #offsetOfEvent(index: number, keyOffset = 0): number {
    const event = this.#events[index]!;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return event.valueStart < 0 ? keyOffset : event.valueStart - openingWidth(event);
      case EVENT_ID.ALIAS:
        return event.anchorStart - 1;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        return event.start;
      default:
        return keyOffset;
    }
  }
}

/** Quoted scalars begin one character before their text. */
function openingWidth(event: ScalarEvent): number {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
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
