// Which objects of a kind select a pod by its labels: asked at each change of a pod, so the answer for a set of labels is kept
// until an object comes or goes, or selects otherwise. Knows the controllers' view.
// Imitates what client-go's listers and pkg/controller/*/ do with a list of all objects of the namespace, v1.36.

import type { ObjectMeta } from "../../model/api/types/object-meta.ts";
import type { Labels } from "../../model/objects.ts";

import type { StoredKind, StoredObjects } from "../../cluster/object-store.ts";

import type { ControllerView, WatchEvent } from "./controller.ts";

/** Kinds whose objects say in their specification which pods they are about. */
type SelectingKind = Extract<
  StoredKind,
  "Deployment" | "Job" | "PodDisruptionBudget" | "ReplicaSet" | "ReplicationController" | "Service"
>;

/** Stands for labels that are absent. */
const UNLABELLED: Labels = Object.freeze({});

/** Remembers nothing that cannot be found again. */
export class SelectingObjects<Kind extends SelectingKind> {
  readonly #kind: Kind;
  readonly #selects: (object: StoredObjects[Kind], labels: Labels) => boolean;
  #byLabels = new WeakMap<Labels, Map<string, readonly ObjectMeta[]>>();

  constructor(kind: Kind, selects: (object: StoredObjects[Kind], labels: Labels) => boolean) {
    this.#kind = kind;
    this.#selects = selects;
  }

  /** To be told of each event, before anything is asked. */
  hear(event: WatchEvent): void {
    if (event.kind !== this.#kind || !("stored" in event)) return;
    const { type, stored, before } = event;
    if (type !== "updated" || before === undefined || selectorIn(stored.object) !== selectorIn(before.object))
      this.forget();
  }

  forget(): void {
    this.#byLabels = new WeakMap();
  }

  /** The metadata of the objects, in the view's order; of each, what never changes is up to date. */
  of(view: ControllerView, namespace: string, labels: Labels = UNLABELLED): readonly ObjectMeta[] {
    let byNamespace = this.#byLabels.get(labels);
    if (byNamespace === undefined) {
      byNamespace = new Map<string, readonly ObjectMeta[]>();
      this.#byLabels.set(labels, byNamespace);
    }
    let selecting = byNamespace.get(namespace);
    if (selecting === undefined) {
      const objects = view.list(this.#kind, namespace).filter((object) => this.#selects(object, labels));
      selecting = objects.map(({ metadata = {} }) => metadata);
      byNamespace.set(namespace, selecting);
    }
    return selecting;
  }
}

function selectorIn(object: object): unknown {
  return "spec" in object ? (object.spec as { readonly selector?: unknown } | undefined)?.selector : undefined;
}
