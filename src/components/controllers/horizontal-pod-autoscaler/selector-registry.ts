// Which pods each autoscaler is known to act on, so that two that act on the same ones are found. An autoscaler that has not
// computed its metrics yet is in it with nothing.
// Imitates pkg/controller/util/selectors/bimultimap.go and its use in pkg/controller/podautoscaler/horizontal.go, v1.36.

import { invariant } from "../../../base/invariant.ts";

import { SELECTS_NOTHING, selectorText, type CompiledLabelSelector } from "../../../model/label-selector.ts";
import { parseLabelSelector } from "../../../model/label-selector-text.ts";
import type { Labels } from "../../../model/objects.ts";
import { SelectorIndex } from "../../../model/selector-index.ts";

interface Registered {
  readonly name: string;
  readonly text: string;
  readonly selector: CompiledLabelSelector;
}

/** Autoscalers of one namespace. */
interface Names {
  readonly byName: Map<string, Registered>;
  /** Undefined: somebody in it selects otherwise now. */
  index: SelectorIndex<string> | undefined;
}

/** As they are saved: namespace, name, and the selector's text, null for one that selects nothing. */
export type SavedSelectors = readonly (readonly [string, string, string | null])[];

export class SelectorRegistry {
  readonly #byNamespace = new Map<string, Names>();
  #version = 0;

  /** Changes with every selector that comes, changes or goes. */
  get version(): number {
    return this.#version;
  }

  /** The autoscaler is there; its pods are not known, if they were not before. */
  add(namespace: string, name: string): void {
    let names = this.#byNamespace.get(namespace);
    if (names === undefined) {
      this.#byNamespace.set(namespace, (names = { byName: new Map(), index: new SelectorIndex() }));
    }
    if (names.byName.has(name)) return;
    names.byName.set(name, { name, text: "", selector: SELECTS_NOTHING });
    this.#version += 1;
  }

  /** Of one that is there. A selector of the same text as before changes nothing, even where that selected nothing. */
  put(namespace: string, name: string, selector: CompiledLabelSelector): void {
    const names = this.#byNamespace.get(namespace);
    const known = names?.byName.get(name);
    if (names === undefined || known === undefined || known.selector === selector) return;
    const text = selectorText(selector);
    const isKnown = known.text === text;
    // Of two that say the same, the later is met again.
    if (isKnown && known.selector.kind === "nothing") return;
    names.byName.set(name, { name, text, selector });
    if (known.selector.kind === "nothing") names.index?.add(selector, name);
    else if (!isKnown) names.index = undefined;
    if (!isKnown) this.#version += 1;
  }

  remove(namespace: string, name: string): void {
    const names = this.#byNamespace.get(namespace);
    if (names?.byName.delete(name) !== true) return;
    names.index = undefined;
    this.#version += 1;
  }

  /** Names of the autoscalers of the namespace that select one of these labels at least, in order. */
  selecting(namespace: string, labels: Iterable<Labels>): readonly string[] {
    const names = this.#byNamespace.get(namespace);
    if (names === undefined) return [];
    const index = (names.index ??= indexOf(names.byName.values()));
    const found = new Set<string>();
    for (const one of labels) for (const name of index.selecting(one)) found.add(name);
    return [...found].toSorted();
  }

  saved(): SavedSelectors {
    return [...this.#byNamespace].flatMap(([namespace, { byName }]) =>
      [...byName].map(
        ([name, { selector, text }]) => [namespace, name, selector.kind === "nothing" ? null : text] as const,
      ),
    );
  }

  restore(saved: SavedSelectors): void {
    this.#byNamespace.clear();
    for (const [namespace, name, text] of saved) {
      const selector = text === null ? SELECTS_NOTHING : parseLabelSelector(text);
      invariant(selector.kind !== "invalid", "a saved selector can be read", { text });
      this.add(namespace, name);
      this.put(namespace, name, selector);
    }
    this.#version += 1;
  }
}

function indexOf(all: Iterable<Registered>): SelectorIndex<string> {
  const index = new SelectorIndex<string>();
  for (const { name, selector } of all) index.add(selector, name);
  return index;
}
