// Of which pods something says what they use: those that serve a load, and those with an annotation.

import { behaviourNamed, type BehaviourAnnotation } from "../../model/kubelet/container-behaviour.ts";
import { SelectorIndex } from "../../model/selector-index.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { LoadTarget, PlannedLoad } from "../../environment/load/planned-load.ts";
import { targetSelector } from "../../environment/load/target-selector.ts";

import type { PodShape } from "./load-reading.ts";
import { objectKey, storedKey } from "./object-key.ts";

/** Whether the annotation is there, for all containers or for one. */
export function saysUse({ annotations }: PodShape, annotation: BehaviourAnnotation): boolean {
  return Object.keys(annotations).some((name) => behaviourNamed(name)?.annotation === annotation);
}

/** Which pods requests come to, by the targets of a load. */
export class ServingPods {
  readonly #selectors = new Map<string, SelectorIndex<LoadTarget>>();

  /** `objects`: those of the files and of actions; an action may bring a target with another selector. */
  constructor(load: PlannedLoad | undefined, objects: readonly StoredObject[]) {
    const targets = new Map(
      (load?.services ?? []).map(({ target }) => [objectKey(target.kind, target.namespace, target.name), target]),
    );
    for (const stored of objects) {
      const target = targets.get(storedKey(stored));
      if (target !== undefined) this.#add(target, stored);
    }
  }

  has({ namespace, labels }: PodShape): boolean {
    return (this.#selectors.get(namespace)?.selecting(labels) ?? []).length > 0;
  }

  #add(target: LoadTarget, { object }: StoredObject): void {
    const { kind, namespace } = target;
    let index = this.#selectors.get(namespace);
    if (index === undefined) this.#selectors.set(namespace, (index = new SelectorIndex()));
    index.add(targetSelector(kind, object as Parameters<typeof targetSelector>[1]), target);
  }
}
