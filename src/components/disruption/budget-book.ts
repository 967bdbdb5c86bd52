// What one disruption budget counts: the pods that it selects, those that are healthy, and whose pods they are.
// Imitates pkg/controller/disruption/disruption.go (getExpectedScale, updatePdbStatus), v1.36.

import type { PodDisruptionBudget } from "../../model/api/types/policy.ts";
import { controllingOwner } from "../../model/controlling-owner.ts";
import { asksForScale, desiredHealthy, disruptionsAllowed } from "../../model/disruption-rules.ts";
import {
  compileLabelSelector,
  isEmptySelector,
  selectsLabels,
  SELECTS_NOTHING,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";

import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ObjectStore } from "../../cluster/object-store.ts";

type Status = NonNullable<PodDisruptionBudget["status"]>;

/** `kind/name` of the controller that a pod belongs to; undefined for a pod by itself. */
type OwnerKey = string | undefined;

/** Kinds of controllers whose objects are kept. */
const SCALED_KINDS = ["ReplicaSet", "StatefulSet", "ReplicationController"] as const;

/** Kinds that have no scale: a budget that asks for it cannot be kept. */
const UNSCALED_KINDS: ReadonlySet<string> = new Set(["DaemonSet", "Job", "CronJob", "Node"]);

export class BudgetBook {
  readonly #namespace: string;
  readonly #selector: CompiledLabelSelector;
  #object: PodDisruptionBudget;
  #total = 0;
  #healthy = 0;
  /** How many of the pods each controller has. */
  readonly #byOwner = new Map<string, number>();

  constructor(object: PodDisruptionBudget) {
    this.#object = object;
    this.#namespace = object.metadata?.namespace ?? "default";
    const selector = compileLabelSelector(object.spec?.selector);
    this.#selector = selector.kind === "invalid" || isEmptySelector(selector) ? SELECTS_NOTHING : selector;
  }

  get object(): PodDisruptionBudget {
    return this.#object;
  }

  selects({ namespace, pod }: SchedulingClass): boolean {
    const { labels = {} } = pod.metadata;
    return namespace === this.#namespace && Object.keys(labels).length > 0 && selectsLabels(this.#selector, labels);
  }

  /** Adds pods of a class to those that are there, and to the healthy ones; takes them away where less than 0. */
  count(podClass: SchedulingClass, pods: number, healthy: number): void {
    this.#total += pods;
    this.#healthy += healthy;
    const owner = ownerKeyOf(podClass);
    if (owner === undefined || pods === 0) return;
    const owned = (this.#byOwner.get(owner) ?? 0) + pods;
    if (owned === 0) this.#byOwner.delete(owner);
    else this.#byOwner.set(owner, owned);
  }

  /** The budget with the status that follows from the counts, or undefined if that is what it has. */
  renewed(objects: ObjectStore): PodDisruptionBudget | undefined {
    const { status } = this.#object;
    const next = this.#statusNow(objects);
    const isSame = status !== undefined && status.disruptedPods === undefined && isEqual(status, next);
    if (isSame) return undefined;
    const { disruptedPods: _disruptedPods, ...others } = status ?? {};
    this.#object = { ...this.#object, status: { ...others, ...next } };
    return this.#object;
  }

  #statusNow(objects: ObjectStore): Status {
    const { spec = {} } = this.#object;
    const expectedPods = asksForScale(spec) ? this.#scale(objects) : this.#total;
    // What cannot be worked out allows nothing; the other figures stay.
    if (expectedPods === undefined) return { disruptionsAllowed: 0 };
    const desired = desiredHealthy(spec, expectedPods);
    return {
      disruptionsAllowed: disruptionsAllowed(this.#healthy, desired, expectedPods),
      currentHealthy: this.#healthy,
      desiredHealthy: desired,
      expectedPods,
    };
  }

  /** How many pods their controllers want together; undefined if one of them does not say so. */
  #scale(objects: ObjectStore): number | undefined {
    let expected = 0;
    for (const [key, owned] of this.#byOwner) {
      const [kind = "", name = ""] = key.split("/");
      if (UNSCALED_KINDS.has(kind)) return undefined;
      const scaled = SCALED_KINDS.find((known) => known === kind);
      const owner = scaled === undefined ? undefined : objects.find(scaled, this.#namespace, name);
      // Of a controller that is not in the files, the pods that are there are those that should be.
      expected += owner?.spec?.replicas ?? owned;
    }
    return expected;
  }
}

function ownerKeyOf({ pod }: SchedulingClass): OwnerKey {
  const owner = controllingOwner(pod.metadata);
  return owner === undefined ? undefined : `${owner.kind}/${owner.name}`;
}

function isEqual(status: Status, next: Status): boolean {
  return Object.entries(next).every(([field, value]) => (status[field as keyof Status] ?? 0) === value);
}
