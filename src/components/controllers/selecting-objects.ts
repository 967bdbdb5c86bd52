// Which objects of a kind select a pod by its labels: asked at each change of a pod, so the answer for a set of labels is kept
// until an object comes or goes, or selects otherwise; for labels that are new only those are asked that want some of them. Knows
// the controllers' view.
// Imitates what client-go's listers and pkg/controller/*/ do with a list of all objects of the namespace, v1.36.

import type { ObjectMeta } from "../../model/api/types/object-meta.ts";
import type { CompiledLabelSelector, InvalidSelector } from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";
import { SelectorIndex } from "../../model/selector-index.ts";

import type { StoredKind, StoredObjects } from "../../cluster/object-store.ts";

import type { ControllerView, WatchEvent } from "./controller.ts";
import { keyOf } from "./object-key.ts";

/** Kinds whose objects say in their specification which pods they are about. */
type SelectingKind = Extract<
  StoredKind,
  "Deployment" | "Job" | "PodDisruptionBudget" | "ReplicaSet" | "ReplicationController" | "Service"
>;

/** The objects that select pods of some labels. */
interface Selecting {
  readonly metadata: readonly ObjectMeta[];
  readonly keys: readonly string[];
}

/** Stands for labels that are absent. */
const UNLABELLED: Labels = Object.freeze({});

/** Remembers nothing that cannot be found again. */
export class SelectingObjects<Kind extends SelectingKind> {
  readonly #kind: Kind;
  readonly #selectorOf: (object: StoredObjects[Kind]) => CompiledLabelSelector | InvalidSelector;
  readonly #mayHave: (object: StoredObjects[Kind], labels: Labels) => boolean;
  /** By namespace. */
  readonly #indexes = new Map<string, SelectorIndex<StoredObjects[Kind]>>();
  #byLabels = new WeakMap<Labels, Map<string, Selecting>>();
  #version = 0;

  /** Of those whose selectors select a pod, the ones that `mayHave` it. */
  constructor(
    kind: Kind,
    selectorOf: (object: StoredObjects[Kind]) => CompiledLabelSelector | InvalidSelector,
    mayHave: (object: StoredObjects[Kind], labels: Labels) => boolean,
  ) {
    this.#kind = kind;
    this.#selectorOf = selectorOf;
    this.#mayHave = mayHave;
  }

  /** Changes where any answer may be another one. */
  get version(): number {
    return this.#version;
  }

  /** To be told of each event, before anything is asked. */
  hear(event: WatchEvent): void {
    if (event.kind !== this.#kind || !("stored" in event)) return;
    const { type, stored, before } = event;
    if (type !== "updated" || before === undefined || selectorIn(stored.object) !== selectorIn(before.object))
      this.forget();
  }

  forget(): void {
    this.#version += 1;
    this.#byLabels = new WeakMap();
    this.#indexes.clear();
  }

  /** The metadata of the objects, in the view's order; of each, what never changes is up to date. */
  of(view: ControllerView, namespace: string, labels?: Labels): readonly ObjectMeta[] {
    return this.#selecting(view, namespace, labels).metadata;
  }

  /** The keys of the objects, in the view's order: the same list as long as it is the same. */
  keysOf(view: ControllerView, namespace: string, labels?: Labels): readonly string[] {
    return this.#selecting(view, namespace, labels).keys;
  }

  #selecting(view: ControllerView, namespace: string, labels: Labels = UNLABELLED): Selecting {
    let byNamespace = this.#byLabels.get(labels);
    if (byNamespace === undefined) {
      byNamespace = new Map<string, Selecting>();
      this.#byLabels.set(labels, byNamespace);
    }
    let selecting = byNamespace.get(namespace);
    if (selecting === undefined) {
      const selected = this.#indexOf(view, namespace).selecting(labels);
      const objects = selected.filter((object) => this.#mayHave(object, labels));
      const metadata = objects.map((object) => object.metadata ?? {});
      selecting = { metadata, keys: metadata.map(keyOf) };
      byNamespace.set(namespace, selecting);
    }
    return selecting;
  }

  #indexOf(view: ControllerView, namespace: string): SelectorIndex<StoredObjects[Kind]> {
    let index = this.#indexes.get(namespace);
    if (index === undefined) {
      this.#indexes.set(namespace, (index = new SelectorIndex()));
      for (const object of view.list(this.#kind, namespace)) {
        const selector = this.#selectorOf(object);
        if (selector.kind !== "invalid") index.add(selector, object);
      }
    }
    return index;
  }
}

function selectorIn(object: object): unknown {
  return "spec" in object ? (object.spec as { readonly selector?: unknown } | undefined)?.selector : undefined;
}
