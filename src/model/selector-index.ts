// Things by what their selectors want: which of them select an object is found by the object's labels, without asking each of the
// things. Nearly every selector wants one value of some label, and is asked only of objects that have it.
// The answer is that of a look through all (staging apimachinery pkg/labels/selector.go, v1.36).

import { selectsLabels, type CompiledLabelSelector } from "./label-selector.ts";
import type { Labels } from "./objects.ts";

interface Entry<Thing> {
  readonly number: number;
  readonly selector: CompiledLabelSelector;
  readonly thing: Thing;
}

/** Nothing is ever taken out: whose selectors change makes another one. */
export class SelectorIndex<Thing> {
  /** By label and the one value that it is to have. */
  readonly #byPair = new Map<string, Entry<Thing>[]>();
  readonly #others: Entry<Thing>[] = [];
  #count = 0;

  add(selector: CompiledLabelSelector, thing: Thing): void {
    if (selector.kind === "nothing") return;
    const entry = { number: this.#count, selector, thing };
    this.#count += 1;
    const pair = pairIn(selector);
    const entries = pair === undefined ? this.#others : this.#byPair.get(pair);
    if (entries === undefined) this.#byPair.set(pair!, [entry]);
    else entries.push(entry);
  }

  /** Those that select an object with the labels, in the order in which they were added. */
  selecting(labels: Labels): readonly Thing[] {
    const found: Entry<Thing>[] = [];
    const ask = (entries: readonly Entry<Thing>[] | undefined): void => {
      for (const entry of entries ?? []) if (selectsLabels(entry.selector, labels)) found.push(entry);
    };
    ask(this.#others);
    for (const [key, value] of Object.entries(labels)) ask(this.#byPair.get(pairOf(key, value)));
    return found.sort((left, right) => left.number - right.number).map(({ thing }) => thing);
  }
}

function pairIn({
  requirements,
}: Extract<CompiledLabelSelector, { readonly kind: "requirements" }>): string | undefined {
  for (const { key, operator, values } of requirements) {
    const isOneValue = operator === "=" || operator === "==" || operator === "in";
    if (isOneValue && values.length === 1) return pairOf(key, values[0]!);
  }
  return undefined;
}

function pairOf(key: string, value: string): string {
  return `${key}=${value}`;
}
