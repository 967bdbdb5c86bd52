// Which Services select pods of some labels. Asked for each class of pods, of which many have the same labels, so the answer for a
// set of labels is kept until a Service comes, goes or selects otherwise. Knows selectors and labels.
// Imitates pkg/controller/endpointslice (a Service without a selector selects nothing), v1.36.

import { compileLabelSelector, type CompiledLabelSelector } from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";
import { SelectorIndex } from "../../model/selector-index.ts";

const NOBODY: readonly string[] = Object.freeze([]);

interface NamespaceServices {
  readonly selectors: Map<string, CompiledLabelSelector>;
  /** Names; undefined: to be made of the selectors. */
  index: SelectorIndex<string> | undefined;
  /** Names, by the labels as text. */
  readonly byLabels: Map<string, readonly string[]>;
}

/** Services by what they select. */
export class SelectingServices {
  readonly #namespaces = new Map<string, NamespaceServices>();

  /** Takes a Service as it is now; without a selector, or with one that cannot be read, it selects nothing. */
  put(namespace: string, name: string, selector: Readonly<Record<string, string>>): void {
    this.remove(namespace, name);
    const compiled = compileLabelSelector({ matchLabels: { ...selector } });
    if (compiled.kind === "invalid" || Object.keys(selector).length === 0) return;
    let services = this.#namespaces.get(namespace);
    if (services === undefined) {
      services = { selectors: new Map(), index: undefined, byLabels: new Map() };
      this.#namespaces.set(namespace, services);
    }
    services.selectors.set(name, compiled);
    spoil(services);
  }

  /** Forgets what a Service selects; whether it selected anything. */
  remove(namespace: string, name: string): boolean {
    const services = this.#namespaces.get(namespace);
    if (services?.selectors.delete(name) !== true) return false;
    spoil(services);
    return true;
  }

  /** Whether the Service selects by labels. */
  has(namespace: string, name: string): boolean {
    return this.#namespaces.get(namespace)?.selectors.has(name) === true;
  }

  clear(): void {
    this.#namespaces.clear();
  }

  /** Names of the Services that select such pods, in the order in which they came to select as they do. */
  of(namespace: string, labels: Labels): readonly string[] {
    const services = this.#namespaces.get(namespace);
    if (services === undefined) return NOBODY;
    const text = JSON.stringify(labels);
    let names = services.byLabels.get(text);
    if (names === undefined) {
      names = indexOf(services).selecting(labels);
      services.byLabels.set(text, names);
    }
    return names;
  }
}

function spoil(services: NamespaceServices): void {
  services.index = undefined;
  services.byLabels.clear();
}

function indexOf(services: NamespaceServices): SelectorIndex<string> {
  if (services.index === undefined) {
    services.index = new SelectorIndex();
    for (const [name, selector] of services.selectors) services.index.add(selector, name);
  }
  return services.index;
}
