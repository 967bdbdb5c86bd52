// Where every pod of a run came to be: the last node that it was placed on, or what the last attempt said, or that it had to go
// for another.

import type { ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { Plan } from "../../scenario/plan.ts";

import { Simulation } from "../simulation.ts";
import type { Whereabouts } from "./comparison.ts";

const NEVER_TRIED: Whereabouts = Object.freeze({ kind: "waiting", message: "it was never tried" });

const PREEMPTED: Whereabouts = Object.freeze({ kind: "preempted" });

/** Pods that came during the run, by `namespace/name`. */
export function placementsOf(plan: Plan): ReadonlyMap<string, Whereabouts> {
  const simulation = new Simulation(plan);
  const book = new PlacementBook(simulation.cluster);
  simulation.cluster.observe(book);
  simulation.run();
  return book.pods;
}

class PlacementBook implements ClusterObserver {
  readonly pods = new Map<string, Whereabouts>();
  readonly #cluster: ClusterState;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod, node }: Delta): void {
    switch (change.kind) {
      case "pod-created":
        this.pods.set(this.#cluster.keyOfPod(pod), NEVER_TRIED);
        break;
      case "pod-assumed": {
        const { name, pool, zone } = this.#cluster.nodes.record(node);
        this.pods.set(this.#cluster.keyOfPod(pod), { kind: "placed", node: name, pool, zone });
        break;
      }
      case "pod-terminating":
        if (change.preemptor !== undefined && this.pods.has(this.#cluster.keyOfPod(pod))) {
          this.pods.set(this.#cluster.keyOfPod(pod), PREEMPTED);
        }
        break;
      case "pod-unschedulable":
        this.pods.set(this.#cluster.keyOfPod(pod), { kind: "waiting", message: change.failure.message });
        break;
      case "pod-attempt-failed":
        this.pods.set(this.#cluster.keyOfPod(pod), { kind: "waiting", message: change.message });
        break;
      default:
        break;
    }
  }
}
