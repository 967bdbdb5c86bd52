// Which objects of a kind select a pod by its labels: asked at each change of a pod, so the answer for a set of labels is kept
// until one of the objects changes. Knows the controllers' view.
// Imitates what client-go's listers and pkg/controller/*/ do with a list of all objects of the namespace, v1.36.

import type { Labels } from "../../model/objects.ts";

import type { StoredKind, StoredObjects } from "../../cluster/object-store.ts";

import type { ControllerView, WatchEvent } from "./controller.ts";

/** Stands for labels that are absent. */
const UNLABELLED: Labels = Object.freeze({});

/** Remembers nothing that cannot be found again. */
export class SelectingObjects<Kind extends StoredKind> {
  readonly #kind: Kind;
  readonly #selects: (object: StoredObjects[Kind], labels: Labels) => boolean;
  #byLabels = new WeakMap<Labels, Map<string, readonly StoredObjects[Kind][]>>();

  constructor(kind: Kind, selects: (object: StoredObjects[Kind], labels: Labels) => boolean) {
    this.#kind = kind;
    this.#selects = selects;
  }

  /** To be told of each event, before anything is asked. */
  hear(event: WatchEvent): void {
    if (event.kind === this.#kind) this.forget();
  }

  forget(): void {
    this.#byLabels = new WeakMap();
  }

  /** In the view's order. */
  of(view: ControllerView, namespace: string, labels: Labels = UNLABELLED): readonly StoredObjects[Kind][] {
    let byNamespace = this.#byLabels.get(labels);
    if (byNamespace === undefined) {
      byNamespace = new Map<string, readonly StoredObjects[Kind][]>();
      this.#byLabels.set(labels, byNamespace);
    }
    let selecting = byNamespace.get(namespace);
    if (selecting === undefined) {
      selecting = view.list(this.#kind, namespace).filter((object) => this.#selects(object, labels));
      byNamespace.set(namespace, selecting);
    }
    return selecting;
  }
}
