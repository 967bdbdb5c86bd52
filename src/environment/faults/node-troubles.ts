// What works on each node while several faults may be at work on it: a partition within a zone's outage ends, and the node stays
// down. Each trouble is filed under the fault that brought it; the node's health follows from all of them.
// Writes only `kubelet-changed`.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { NodeCondition } from "../../model/objects.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import { HEALTHY_KUBELET, type KubeletHealth } from "../../cluster/kubelet-health.ts";

/** What one fault does to a node. */
export interface Trouble {
  readonly runsContainers: boolean;
  /** Whether containers that do not run will go on where they were; absent: they are gone. */
  readonly standsStill?: boolean;
  readonly managesPods: boolean;
  readonly renewsLease: boolean;
  readonly postsStatus: boolean;
  readonly conditions: readonly NodeCondition[];
  readonly isShuttingDown: boolean;
  /** Whether its end is a start of the kubelet, as after a crash; else it goes on as if nothing had been. */
  readonly endsInStart: boolean;
}

/** Nothing is wrong; to add to. */
export const HEALTHY_MACHINE: Trouble = Object.freeze({
  runsContainers: true,
  managesPods: true,
  renewsLease: true,
  postsStatus: true,
  conditions: [],
  isShuttingDown: false,
  endsInStart: false,
});

/** The machine is to go, and its kubelet knows. */
export const MACHINE_SHUTS_DOWN: Trouble = Object.freeze({
  ...HEALTHY_MACHINE,
  isShuttingDown: true,
  conditions: [{ type: "Ready", status: "False", reason: "KubeletNotReady", message: "node is shutting down" }],
});

/** The machine is off: nothing runs, and what ran is gone. */
export const MACHINE_DOWN: Trouble = Object.freeze({
  runsContainers: false,
  managesPods: false,
  renewsLease: false,
  postsStatus: false,
  conditions: [],
  isShuttingDown: false,
  endsInStart: true,
});

/** The machine stands still with all that it holds in memory. */
export const MACHINE_HANGS: Trouble = Object.freeze({ ...MACHINE_DOWN, standsStill: true, endsInStart: false });

/** The kubelet is gone, and containers run on. */
export const KUBELET_DOWN: Trouble = Object.freeze({ ...MACHINE_DOWN, runsContainers: true });

/** Kubelet and containers run, and the control plane does not hear of them. */
export const CUT_OFF: Trouble = Object.freeze({ ...KUBELET_DOWN, endsInStart: false });

export class NodeTroubles implements Snapshotable {
  readonly #cluster: ClusterState;
  readonly #now: () => SimTime;
  /** By node name, then by who brought it. */
  #byNode = new Map<string, Map<string, Trouble>>();

  constructor(cluster: ClusterState, now: () => SimTime) {
    this.#cluster = cluster;
    this.#now = now;
  }

  /** `key` says who brings it; nothing happens to a node that is not there. */
  begin(node: string, key: string, trouble: Trouble): void {
    let troubles = this.#byNode.get(node);
    if (troubles === undefined) this.#byNode.set(node, (troubles = new Map<string, Trouble>()));
    troubles.set(key, trouble);
    // A kubelet that shuts down says so at once.
    this.#apply(node, trouble.isShuttingDown);
  }

  /** What `key` brought is over. */
  end(node: string, key: string): void {
    const troubles = this.#byNode.get(node);
    const ended = troubles?.get(key);
    if (troubles === undefined || ended === undefined) return;
    troubles.delete(key);
    if (troubles.size === 0) this.#byNode.delete(node);
    const managesPods = [...troubles.values()].every((trouble) => trouble.managesPods);
    this.#apply(node, ended.endsInStart && managesPods);
  }

  /** Another machine stands in the place of one that `key` had broken for good. */
  forget(node: string, key: string): void {
    this.#byNode.get(node)?.delete(key);
  }

  snapshot(): Snapshot {
    return { troubles: packJson([...this.#byNode].map(([node, troubles]) => [node, [...troubles]])) };
  }

  restore(saved: Snapshot): void {
    const nodes = unpackJson(saved, "troubles") as [string, [string, Trouble][]][];
    this.#byNode = new Map(nodes.map(([node, troubles]) => [node, new Map(troubles)]));
  }

  #apply(name: string, startsAnew: boolean): void {
    const node = this.#cluster.nodes.find(name);
    if (node === undefined) return;
    const health = healthOf([...(this.#byNode.get(name)?.values() ?? [])], startsAnew);
    this.#cluster.apply({ kind: "kubelet-changed", node, health }, this.#now());
  }
}

function healthOf(troubles: readonly Trouble[], startsAnew: boolean): KubeletHealth {
  const conditions = new Map(troubles.flatMap((trouble) => trouble.conditions).map((one) => [one.type, one]));
  const runsContainers = troubles.every((trouble) => trouble.runsContainers);
  const losesNone = troubles.every((trouble) => trouble.runsContainers || trouble.standsStill === true);
  return {
    runsContainers,
    ...(losesNone && !runsContainers ? { standsStill: true } : {}),
    managesPods: troubles.every((trouble) => trouble.managesPods),
    renewsLease: troubles.every((trouble) => trouble.renewsLease),
    postsStatus: troubles.every((trouble) => trouble.postsStatus),
    conditions: conditions.size === 0 ? HEALTHY_KUBELET.conditions : [...conditions.values()],
    isShuttingDown: troubles.some((trouble) => trouble.isShuttingDown),
    ticks: startsAnew ? "anew" : "as-before",
  };
}
