// Which pods stand behind what a load is aimed at: those that a Service or a workload selects. Found once for each class of pods,
// and anew when an object that is a target changes what it selects. Knows selectors and the API's objects.

import {
  compileLabelSelector,
  compileLabelSet,
  SELECTS_NOTHING,
  selectsLabels,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";

import type { Labels } from "../../model/objects.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";

import type { LoadTarget } from "../load/planned-load.ts";

const NOBODY: readonly number[] = Object.freeze([]);

export class TargetPods {
  readonly #cluster: ClusterState;
  readonly #targets: readonly LoadTarget[];
  readonly #keys: ReadonlySet<string>;
  /** By target; undefined: to be read anew. */
  #selectors: readonly CompiledLabelSelector[] | undefined;
  readonly #byClass = new Map<ClassId, readonly number[]>();

  constructor(cluster: ClusterState, targets: readonly LoadTarget[]) {
    this.#cluster = cluster;
    this.#targets = targets;
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
    this.#selectors ??= this.#targets.map((target) => this.#selectorOf(target));
    const selectors = this.#selectors;
    return this.#targets.flatMap((target, number) => {
      return target.namespace === namespace && selectsLabels(selectors[number]!, labels) ? [number] : [];
    });
  }

  /** Whether an object that is a target came, went or may select otherwise. */
  hear({ change }: Delta): boolean {
    if (change.kind === "object-stored") return this.#heed(keyOfStored(change.stored));
    if (change.kind !== "object-removed") return false;
    const { kind, namespace, name } = change.name;
    return this.#heed(keyOf(kind, namespace, name));
  }

  forget(): void {
    this.#selectors = undefined;
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

  #selectorOf({ kind, namespace, name }: LoadTarget): CompiledLabelSelector {
    const { objects } = this.#cluster;
    if (kind === "Service") {
      const labels = objects.find(kind, namespace, name)?.spec?.selector ?? {};
      return Object.keys(labels).length === 0 ? SELECTS_NOTHING : compileLabelSet(labels);
    }
    const selector = objects.find(kind, namespace, name)?.spec?.selector;
    const compiled = selector === undefined ? SELECTS_NOTHING : compileLabelSelector(selector);
    return compiled.kind === "invalid" ? SELECTS_NOTHING : compiled;
  }
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
