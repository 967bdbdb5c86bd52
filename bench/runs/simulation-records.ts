// What became of each pod of one of plimsoll's own runs, in the words of the reference.

import type { ClusterObserver, Delta } from "../../src/cluster/change.ts";
import { NONE, NOT_YET } from "../../src/cluster/pod-table.ts";
import type { Simulation } from "../../src/simulation/simulation.ts";
import type { PodRecord } from "../reference/pod-record.ts";

/** Hears where pods go: the tables forget it when a pod ends. Made before the run, asked after it. */
export class SimulationRecords implements ClusterObserver {
  readonly #simulation: Simulation;
  readonly #nodeOf: number[] = [];

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    const { pods } = simulation.cluster;
    for (let pod = 0; pod < pods.size; pod += 1) this.#nodeOf.push(pods.nodeOf(pod));
    simulation.cluster.observe(this);
  }

  hear({ change, pod, node }: Delta): void {
    if (change.kind === "pod-created") this.#nodeOf.push(NONE);
    if (change.kind === "pod-assumed") this.#nodeOf[pod] = node;
  }

  /** In order of creation. */
  records(): readonly PodRecord[] {
    const { cluster } = this.#simulation;
    const { pods, nodes } = cluster;
    const momentOf = (us: number) => (us === NOT_YET ? null : us);
    return this.#nodeOf.map((node, pod) => ({
      pod: cluster.keyOfPod(pod),
      node: node === NONE ? null : nodes.record(node).name,
      attempts: pods.attemptsOf(pod),
      assumedAtUs: momentOf(pods.assumedAtUs(pod)),
      boundAtUs: momentOf(pods.boundAtUs(pod)),
      startedAtUs: momentOf(pods.startedAtUs(pod)),
      endedAtUs: momentOf(pods.endedAtUs(pod)),
    }));
  }
}
