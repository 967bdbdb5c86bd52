// The pods that one budget selects, counted: kept up pod by pod, so that a look at a budget need not look at all of them.
// Knows pods as the API shows them.
// Imitates what getPodsForPdb, getExpectedScale and countHealthyPods of pkg/controller/disruption/disruption.go ask of a list
// of all pods, v1.36.

import type { PodDisruptionBudget } from "../../../model/api/types/policy.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { controllerOf } from "../owner-references.ts";
import { isPodReady } from "../pod-availability.ts";
import type { PodGroup } from "../pod-groups.ts";

type Owner = NonNullable<ReturnType<typeof controllerOf>>;

/** Whoever controls some of the pods. */
export interface CountedOwner {
  readonly owner: Owner;
  pods: number;
}

/** The counts for which a budget's status was found to be up to date. */
export interface Settled {
  readonly budget: PodDisruptionBudget;
  readonly version: number;
  readonly expectedPods: number;
  readonly desiredHealthy: number;
}

/** What a pod counts as. */
interface Counted {
  readonly owner: CountedOwner | undefined;
  isHealthy: boolean;
}

export class SelectedPods implements PodGroup {
  readonly #byId = new Map<number, Counted>();
  readonly #owners = new Map<string, CountedOwner>();
  #healthy = 0;
  #unmanaged = 0;
  #version = 0;
  /** Absent where it is not known: then the budget is only looked at again. */
  settled: Settled | undefined;

  constructor(pods: Iterable<LivePod> = []) {
    for (const pod of pods) this.note(pod);
  }

  /** Changes whenever any of the counts may have. */
  get version(): number {
    return this.#version;
  }

  get total(): number {
    return this.#byId.size;
  }

  /** Ready, and not asked to go. */
  get healthy(): number {
    return this.#healthy;
  }

  /** Pods without a controlling owner. */
  get unmanaged(): number {
    return this.#unmanaged;
  }

  get owners(): Iterable<CountedOwner> {
    return this.#owners.values();
  }

  has({ id }: LivePod): boolean {
    return this.#byId.has(id);
  }

  /** The pod is there, as it is now. */
  note(pod: LivePod): boolean {
    const before = this.#byId.get(pod.id);
    const reference = controllerOf(pod.object.metadata);
    const isHealthy = isHealthyPod(pod);
    if (before !== undefined && before.owner?.owner === reference) {
      if (before.isHealthy === isHealthy) return false;
      before.isHealthy = isHealthy;
      this.#version += 1;
      this.#healthy += isHealthy ? 1 : -1;
      return true;
    }
    this.drop(pod.id);
    const owner = this.#join(reference);
    this.#version += 1;
    this.#byId.set(pod.id, { owner, isHealthy });
    this.#healthy += Number(isHealthy);
    this.#unmanaged += Number(owner === undefined);
    return before?.isHealthy !== isHealthy || before.owner !== owner;
  }

  /** The pod is there no more, or selected no more. */
  drop(id: number): boolean {
    const counted = this.#byId.get(id);
    if (counted === undefined) return false;
    const { owner, isHealthy } = counted;
    this.#byId.delete(id);
    this.#version += 1;
    this.#healthy -= Number(isHealthy);
    if (owner === undefined) this.#unmanaged -= 1;
    else if ((owner.pods -= 1) === 0) this.#owners.delete(owner.owner.uid ?? "");
    return true;
  }

  #join(owner: Owner | undefined): CountedOwner | undefined {
    if (owner === undefined) return undefined;
    const { uid = "" } = owner;
    let counted = this.#owners.get(uid);
    if (counted === undefined) this.#owners.set(uid, (counted = { owner, pods: 0 }));
    counted.pods += 1;
    return counted;
  }
}

export function isHealthyPod(pod: LivePod): boolean {
  return pod.deletion === undefined && isPodReady(pod);
}
