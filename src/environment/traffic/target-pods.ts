// Which pods stand behind what a load is aimed at: those that a Service or a workload selects. Found once for each class of pods,
// and anew when an object that is a target changes what it selects. Knows selectors and the API's objects.

import type { Labels } from "../../model/objects.ts";
import { SelectorIndex } from "../../model/selector-index.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";

import type { LoadTarget } from "../load/planned-load.ts";
import { targetSelector } from "../load/target-selector.ts";

const NOBODY: readonly number[] = Object.freeze([]);

export class TargetPods {
  readonly #cluster: ClusterState;
  readonly #targets: readonly LoadTarget[];
  readonly #keys: ReadonlySet<string>;
  readonly #kinds: ReadonlySet<string>;
  /** Numbers of targets, by namespace; undefined: to be read anew. */
  #indexes: ReadonlyMap<string, SelectorIndex<number>> | undefined;
  readonly #byClass = new Map<ClassId, readonly number[]>();

  constructor(cluster: ClusterState, targets: readonly LoadTarget[]) {
    this.#cluster = cluster;
    this.#targets = targets;
    this.#kinds = new Set(targets.map(({ kind }) => kind));
    this.#keys = new Set(targets.map(({ kind, namespace, name }) => keyOf(kind, namespace, name)));
  }

  /** Numbers of the targets that select pods of the class. */
  of(classId: ClassId): readonly number[] {
    let numbers = this.#byClass.get(classId);
    if (numbers === undefined) {
      numbers = this.#find(classId);
      this.#byClass.set(classId, numbers);
    }
    return numbers;
  }

  /** Numbers of the targets that would select pods of these labels. */
  selecting(namespace: string, labels: Labels | undefined): readonly number[] {
    this.#indexes ??= this.#readSelectors();
    return this.#indexes.get(namespace)?.selecting(labels ?? NO_LABELS) ?? NOBODY;
  }

  /** Whether an object that is a target came, went or may select otherwise. */
  hear({ change, previous }: Delta): boolean {
    if (change.kind === "object-stored") {
      const { stored } = change;
      if (!this.#kinds.has(stored.kind) || (previous !== undefined && selectorIn(previous) === selectorIn(stored))) {
        return false;
      }
      return this.#heed(keyOfStored(stored));
    }
    if (change.kind !== "object-removed") return false;
    const { kind, namespace, name } = change.name;
    return this.#heed(keyOf(kind, namespace, name));
  }

  forget(): void {
    this.#indexes = undefined;
    this.#byClass.clear();
  }

  #heed(key: string): boolean {
    if (!this.#keys.has(key)) return false;
    this.forget();
    return true;
  }

  #find(classId: ClassId): readonly number[] {
    const { namespace, pod } = this.#cluster.classes.get(classId);
    const found = this.selecting(namespace, pod.metadata.labels);
    return found.length === 0 ? NOBODY : found;
  }

  #readSelectors(): ReadonlyMap<string, SelectorIndex<number>> {
    const indexes = new Map<string, SelectorIndex<number>>();
    for (const [number, target] of this.#targets.entries()) {
      let index = indexes.get(target.namespace);
      if (index === undefined) indexes.set(target.namespace, (index = new SelectorIndex<number>()));
      const { kind, namespace, name } = target;
      index.add(targetSelector(kind, this.#cluster.objects.find(kind, namespace, name)), number);
    }
    return indexes;
  }
}

const NO_LABELS: Labels = Object.freeze({});

/** The very same as long as nobody sets it: objects that are changed elsewhere share it. */
function selectorIn({ object }: StoredObject): unknown {
  return (object as { readonly spec?: { readonly selector?: unknown } }).spec?.selector;
}

function keyOfStored({ kind, object: { metadata } }: StoredObject): string {
  return keyOf(kind, metadata?.namespace ?? "default", metadata?.name ?? "");
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? "default"}/${name}`;
}

/** Pairs of targets with a pod in common, as far as pods and workloads that are there show it. */
export function sharedTargets(
  { classes, objects }: ClusterState,
  targets: TargetPods,
): readonly (readonly [number, number])[] {
  const selected: (readonly number[])[] = [];
  for (let classId = 0; classId < classes.size; classId += 1) selected.push(targets.of(classId));
  for (const kind of TEMPLATED) {
    for (const { metadata, spec } of objects.list(kind)) {
      selected.push(targets.selecting(metadata?.namespace ?? "default", spec?.template?.metadata?.labels));
    }
  }
  return selected.flatMap(([first, ...others]) => others.map((other) => [first!, other] as const));
}

const TEMPLATED = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"] as const;
