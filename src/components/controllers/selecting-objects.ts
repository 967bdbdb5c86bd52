// Which objects of a kind select a pod by its labels: asked at each change of a pod, so the answer for a set of labels is kept
// until an object comes or goes, or selects otherwise. Knows the controllers' view.
// Imitates what client-go's listers and pkg/controller/*/ do with a list of all objects of the namespace, v1.36.

import type { ObjectMeta } from "../../model/api/types/object-meta.ts";
import type { Labels } from "../../model/objects.ts";

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
  readonly #selects: (object: StoredObjects[Kind], labels: Labels) => boolean;
  #byLabels = new WeakMap<Labels, Map<string, Selecting>>();

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
      const objects = view.list(this.#kind, namespace).filter((object) => this.#selects(object, labels));
      const metadata = objects.map((object) => object.metadata ?? {});
      selecting = { metadata, keys: metadata.map(keyOf) };
      byNamespace.set(namespace, selecting);
    }
    return selecting;
  }
}

function selectorIn(object: object): unknown {
  return "spec" in object ? (object.spec as { readonly selector?: unknown } | undefined)?.selector : undefined;
}
