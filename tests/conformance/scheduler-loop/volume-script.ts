// The scripted volume controller: a volume that the scheduler reserved is bound after a time, and one that a claim asks for is
// made on its node after another.

import type { Change } from "../../../src/cluster/change.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import type { ClaimPlan } from "../../../src/scheduling/framework/decision.ts";
import { boundObjects } from "../../../src/scheduling/volumes/claim-changes.ts";
import type { LoopInput } from "./record.ts";
import type { Timeline } from "./timeline.ts";

const SELECTED_NODE = "volume.kubernetes.io/selected-node";
const BIND_COMPLETED = "pv.kubernetes.io/bind-completed";

interface Job {
  readonly plan: ClaimPlan;
  readonly node: number;
}

/** The world that the controller acts in. */
export interface VolumeWorld {
  later(us: number, act: () => void): void;
  store(stored: StoredObject): void;
}

export class VolumeScript {
  readonly #cluster: ClusterState;
  readonly #input: LoopInput;
  readonly #timeline: Timeline;
  readonly #world: VolumeWorld;

  constructor(cluster: ClusterState, input: LoopInput, timeline: Timeline, world: VolumeWorld) {
    this.#cluster = cluster;
    this.#input = input;
    this.#timeline = timeline;
    this.#world = world;
  }

  /** The scheduler's look at its claims. */
  areBound(plans: readonly ClaimPlan[]): boolean {
    return plans.every(({ claim }) => {
      const { namespace = "default", name = "" } = claim.metadata ?? {};
      const found = this.#cluster.objects.find("PersistentVolumeClaim", namespace, name);
      return found?.spec?.volumeName !== undefined && found.metadata?.annotations?.[BIND_COMPLETED] !== undefined;
    });
  }

  /** What the scheduler wrote. */
  written(changes: readonly Change[]): void {
    for (const change of changes) if (change.kind === "object-stored") this.#take(change.stored);
  }

  #take(stored: StoredObject): void {
    if (stored.kind === "PersistentVolume") {
      const { name: volumeName = "" } = stored.object.metadata ?? {};
      const { namespace = "default", name = "" } = stored.object.spec?.claimRef ?? {};
      this.#timeline.add("volume", { note: volumeName, type: stored.kind });
      const claim = this.#cluster.objects.find("PersistentVolumeClaim", namespace, name)!;
      this.#later({ plan: { claim, volume: stored.object }, node: this.#anyNode() }, this.#input.volumes?.bindUs);
    } else if (stored.kind === "PersistentVolumeClaim") {
      const nodeName = stored.object.metadata?.annotations?.[SELECTED_NODE];
      const name = stored.object.metadata?.name;
      this.#timeline.add("volume", { node: nodeName, note: name, type: stored.kind });
      const node = this.#cluster.nodes.find(nodeName ?? "");
      if (node !== undefined) {
        this.#later({ plan: { claim: stored.object, volume: undefined }, node }, this.#input.volumes?.provisionUs);
      }
    }
  }

  #anyNode(): number {
    return this.#cluster.nodeOrder[0] ?? 0;
  }

  #later({ plan, node }: Job, us: number | undefined): void {
    if (us === undefined) return;
    this.#world.later(us, () => {
      if (!this.#cluster.nodes.has(node)) return;
      const bound = boundObjects([plan], this.#cluster.nodes.record(node), this.#cluster);
      for (const stored of bound) this.#world.store(stored);
    });
  }
}
