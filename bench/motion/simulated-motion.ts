// What became of a cluster in motion in one of plimsoll's own runs, in the words of the reference.

import type { ClusterObserver, Delta } from "../../src/cluster/change.ts";
import { NONE } from "../../src/cluster/pod-table.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { byName, type MotionPodRecord, type MotionRecord } from "../reference/motion/motion-record.ts";

/** A record that is still being written. */
type Draft = { -readonly [Field in keyof MotionPodRecord]: MotionPodRecord[Field] };

/** Hears what happens to pods. Made before the run, asked after it. */
class MotionListener implements ClusterObserver {
  readonly #simulation: Simulation;
  readonly #pods: Draft[] = [];
  #evictions = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    simulation.cluster.observe(this);
  }

  hear({ change, pod, node }: Delta): void {
    if (pod === NONE) return;
    const { cluster, engine } = this.#simulation;
    const { now } = engine;
    if (change.kind === "pod-created") this.#pods[pod] = newRecord(cluster.keyOfPod(pod), now);
    const record = this.#pods[pod]!;
    switch (change.kind) {
      case "pod-assumed":
        record.node = cluster.nodes.nameOf(node);
        break;
      case "pod-bound":
        record.boundAtUs = now;
        break;
      case "pod-started":
        record.startedAtUs = now;
        if (change.isReady !== false) noteReady(record, true, now);
        break;
      case "pod-ready":
        noteReady(record, change.ready === "True", now);
        break;
      case "pod-condition":
        if (change.type === "DisruptionTarget") this.#evictions += 1;
        break;
      case "pod-terminating":
        record.deletionAtUs ??= now;
        break;
      case "pod-ended":
        record.overAtUs = now;
        noteReady(record, false, now);
        break;
      case "pod-deleted":
        record.overAtUs ??= now;
        break;
      default:
    }
  }

  record(): MotionRecord {
    const { objects } = this.#simulation.cluster;
    const ready = new Map([...objects.list("Service")].map(({ metadata }) => [metadata?.name ?? "", 0]));
    for (const { metadata, endpoints } of objects.list("EndpointSlice")) {
      const service = metadata?.labels?.["kubernetes.io/service-name"] ?? "";
      const serving = (endpoints ?? []).filter(({ conditions }) => conditions?.ready === true).length;
      ready.set(service, (ready.get(service) ?? 0) + serving);
    }
    const budgets = [...objects.list("PodDisruptionBudget")].map(({ metadata, status }) => {
      const { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods } = status ?? {};
      return [
        metadata?.name ?? "",
        [currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods].map((count) => count ?? 0).join("/"),
      ] as const;
    });
    return { pods: this.#pods, evictions: this.#evictions, endpoints: byName([...ready]), budgets: byName(budgets) };
  }
}

function newRecord(pod: string, createdAtUs: number): Draft {
  return {
    pod,
    node: null,
    createdAtUs,
    boundAtUs: null,
    startedAtUs: null,
    readyChangedAtUs: null,
    isReady: false,
    deletionAtUs: null,
    overAtUs: null,
  };
}

function noteReady(record: Draft, isReady: boolean, now: number): void {
  if (record.isReady === isReady) return;
  record.isReady = isReady;
  record.readyChangedAtUs = now;
}

export function simulatedMotion(plan: Plan): MotionRecord {
  const simulation = new Simulation(plan);
  const listener = new MotionListener(simulation);
  simulation.run();
  return listener.record();
}
