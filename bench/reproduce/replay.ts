// One run of the experiment: the pods are offered one by one to a cluster without pods; whoever finds no room is gone.
// The scheduler is the one that simulations run. No time passes.

import { EntityDraws } from "../../src/base/random/entity-draws.ts";
import { SIMULATION_START } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import type { Node } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import type { ExpectedPods } from "../../src/scheduling/framework/run-facts.ts";
import { PLUGIN_DEFINITIONS } from "../../src/scheduling/plugin-definitions.ts";
import { Fragmentation } from "../../src/scheduling/policies/fragmentation.ts";
import { cpuMilliLeft, deviceMilliAsked } from "../../src/scheduling/policies/node-room.ts";
import { typicalPodsOf } from "../../src/scheduling/policies/typical-pods.ts";

import { curveOf, type AllocationCurve, type Offered } from "./allocation-curve.ts";
import { offerLoad, type PodList } from "./offered-load.ts";
import { configurationOf, type TablePolicy } from "./policies.ts";

/** The offered load at the end, in percent of the cluster's GPUs. */
export const LAST_PERCENT = 130;

const MILLI_PER_GPU = 1_000;

/** What is run: a list on the nodes, under a policy, with the draws of a seed. */
export interface Experiment {
  readonly nodes: readonly Node[];
  readonly list: PodList;
  readonly policy: TablePolicy;
  readonly seed: string;
}

export function replay({ nodes, list, policy, seed }: Experiment): AllocationCurve {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const totalMilli = totalGpuMilli(nodes);
  const load = offerLoad(nodes, list, { seed, targetMilli: (totalMilli * LAST_PERCENT) / 100 });
  for (const node of load.nodes) cluster.apply({ kind: "node-added", node, pool: "gpu" }, SIMULATION_START);
  const offer = new Offer(cluster, list, policy, seed);
  return curveOf(offer.all(load.arrivals), totalMilli, LAST_PERCENT);
}

function totalGpuMilli(nodes: readonly Node[]): number {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  let devices = 0;
  for (const node of nodes) {
    const { node: id } = cluster.apply({ kind: "node-added", node, pool: "gpu" }, SIMULATION_START);
    devices += cluster.devices.poolOf(id).devices;
  }
  return devices * MILLI_PER_GPU;
}

class Offer {
  readonly #cluster: ClusterState;
  readonly #scheduler: ColumnarScheduler;
  readonly #classes: readonly number[];
  readonly #fragmentation: Fragmentation;
  readonly #fragmentedOn: Float64Array;

  constructor(cluster: ClusterState, list: PodList, policy: TablePolicy, seed: string) {
    this.#cluster = cluster;
    this.#classes = list.templates.map((template) => cluster.classify(template));
    const expected = this.#countPods(list);
    const run = { draws: new EntityDraws(seed, "scheduler/policies"), expectedPods: () => expected };
    this.#scheduler = new ColumnarScheduler(cluster, configurationOf(policy), PLUGIN_DEFINITIONS, run);
    this.#fragmentation = new Fragmentation(typicalPodsOf(expected));
    this.#fragmentedOn = Float64Array.from(cluster.nodeOrder, () => 0);
    for (const node of cluster.nodeOrder) this.#fragmentedOn[node] = this.#fragmentationOf(node);
  }

  /** Offers pod by pod, and says after each how the cluster stands. */
  *all(arrivals: readonly number[]): Generator<Offered> {
    let arrivedMilli = 0;
    let allocatedMilli = 0;
    let fragmentedMilli = this.#fragmentedOn.reduce((sum, milli) => sum + milli, 0);
    for (const [number, template] of arrivals.entries()) {
      const classId = this.#classes[template]!;
      const milli = deviceMilliAsked(this.#cluster.classes.get(classId));
      const node = this.#place(classId, `pod-${number}`);
      arrivedMilli += milli;
      if (node !== undefined) {
        const fragmented = this.#fragmentationOf(node);
        allocatedMilli += milli;
        fragmentedMilli += fragmented - this.#fragmentedOn[node]!;
        this.#fragmentedOn[node] = fragmented;
      }
      yield { arrivedMilli, allocatedMilli, fragmentedMilli };
    }
  }

  /** The node on which the pod came to stand; undefined if there was no room. */
  #place(classId: number, name: string): number | undefined {
    const { pod } = this.#cluster.apply({ kind: "pod-created", classId, name }, SIMULATION_START);
    this.#cluster.apply({ kind: "pod-attempted", pod }, SIMULATION_START);
    const podClass = this.#cluster.classes.get(classId);
    const decision = this.#scheduler.schedule({ id: pod, name, podClass }, SIMULATION_START);
    if (decision.kind !== "scheduled") return this.#drop(pod);
    const { node, devices } = decision;
    const chosen = devices === undefined ? {} : { devices };
    this.#cluster.apply({ kind: "pod-assumed", pod, node, ...chosen }, SIMULATION_START);
    return node;
  }

  #drop(pod: PodId): undefined {
    this.#cluster.apply({ kind: "pod-deleted", pod }, SIMULATION_START);
  }

  #fragmentationOf(node: number): number {
    const { devices } = this.#cluster;
    return this.#fragmentation.of({
      model: devices.poolOf(node).model,
      cpuMilliLeft: cpuMilliLeft(this.#cluster, node),
      free: devices.freeMilli(node),
    });
  }

  /** The pods of the list by class; those that are added to it are more of the same. */
  #countPods({ template }: PodList): readonly ExpectedPods[] {
    const pods = new Map<number, number>();
    for (let row = 0; row < template.length; row += 1) {
      const classId = this.#classes[template[row]!]!;
      pods.set(classId, (pods.get(classId) ?? 0) + 1);
    }
    return [...pods].map(([classId, count]) => ({ podClass: this.#cluster.classes.get(classId), pods: count }));
  }
}
