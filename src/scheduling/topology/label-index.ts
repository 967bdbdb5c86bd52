// Who selects which pods, found without holding every selector against every look of a pod: most selectors ask for one value of a
// label, so both are kept by the labels that they ask for and have.

import type { CompiledLabelSelector } from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";

/** Lists by label key and value. */
class ListsByLabel<T> {
  readonly #byKey = new Map<string, Map<string, T[]>>();

  of(key: string, value: string): readonly T[] {
    return this.#byKey.get(key)?.get(value) ?? [];
  }

  append(key: string, value: string, item: T): void {
    let byValue = this.#byKey.get(key);
    if (byValue === undefined) this.#byKey.set(key, (byValue = new Map<string, T[]>()));
    const list = byValue.get(value);
    if (list === undefined) byValue.set(value, [item]);
    else list.push(item);
  }
}

/** A label that whoever is selected must have, with one of these values. */
interface Anchor {
  readonly key: string;
  readonly values: ReadonlySet<string>;
}

/** Undefined if the selector asks for no label's value. */
function anchorOf(selector: CompiledLabelSelector): Anchor | undefined {
  if (selector.kind === "nothing") return { key: "", values: new Set() };
  for (const { operator, key, valueSet } of selector.requirements) {
    if (operator === "=" || operator === "==" || operator === "in") return { key, values: valueSet };
  }
  return undefined;
}

/** Things that select, found by the labels of what may be selected. */
export class SelectorIndex<T> {
  readonly #byLabel = new ListsByLabel<T>();
  readonly #others: T[] = [];

  add(selector: CompiledLabelSelector, item: T): void {
    const anchor = anchorOf(selector);
    if (anchor === undefined) this.#others.push(item);
    else for (const value of anchor.values) this.#byLabel.append(anchor.key, value, item);
  }

  /** All that may select an object with these labels, each once. */
  *candidates(labels: Labels | undefined): Generator<T> {
    yield* this.#others;
    for (const [key, value] of Object.entries(labels ?? {})) yield* this.#byLabel.of(key, value);
  }
}

/** Things with labels, found by what selects. */
export class LabelIndex<T> {
  readonly #byLabel = new ListsByLabel<T>();
  readonly #all: T[] = [];

  add(labels: Labels | undefined, item: T): void {
    this.#all.push(item);
    for (const [key, value] of Object.entries(labels ?? {})) this.#byLabel.append(key, value, item);
  }

  /** All that the selector may select, each once. */
  *candidates(selector: CompiledLabelSelector): Generator<T> {
    const anchor = anchorOf(selector);
    if (anchor === undefined) yield* this.#all;
    else for (const value of anchor.values) yield* this.#byLabel.of(anchor.key, value);
  }
}
