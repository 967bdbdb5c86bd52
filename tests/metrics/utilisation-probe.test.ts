// Requested and running amounts by node, pool, zone and in all: kept up to date from deltas, checked against a ledger that
// is summed from scratch after every change.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment, type SimTime } from "../../src/base/time.ts";
import type { ClusterState } from "../../src/cluster/cluster-state.ts";
import { ASSUMED, BOUND, NONE, RUNNING, type PodId } from "../../src/cluster/pod-table.ts";
import { UtilisationProbe } from "../../src/metrics/utilisation-probe.ts";
import { node, podAsking } from "../model/build-objects.ts";
import { addNodes, emptyCluster, HISTORIES, play } from "./random-history.ts";

const SEED = 20_260_406;
const GIB = 1024 * 1024 * 1024;
const SECOND = 1_000_000;

const GROUPS: readonly { readonly dimension: string; readonly name: string; readonly nodes: readonly number[] }[] = [
  { dimension: "cluster", name: "cluster", nodes: [0, 1, 2, 3] },
  { dimension: "pool", name: "small", nodes: [0, 3] },
  { dimension: "pool", name: "large", nodes: [1, 2] },
  { dimension: "zone", name: "a", nodes: [0, 2] },
  { dimension: "zone", name: "b", nodes: [1] },
];

function watched() {
  const cluster = emptyCluster();
  const probe = new UtilisationProbe(cluster);
  cluster.observe(probe);
  addNodes(cluster);
  return { cluster, probe };
}

function groupNamed(probe: UtilisationProbe, dimension: string, name: string, end: SimTime) {
  return probe.groups(end).find((group) => group.dimension === dimension && group.name === name)!;
}

function use(probe: UtilisationProbe, resource: string, end: SimTime) {
  return groupNamed(probe, "cluster", "cluster", end).resources.find((entry) => entry.resource === resource)!;
}

function amountOf(cluster: ClusterState, pod: PodId, resource: string): number {
  const { cpuMilli, memoryBytes, scalars } = cluster.classOfPod(pod).placedRequests;
  if (resource === "pods") return 1;
  if (resource === "cpu") return cpuMilli / 1000;
  return resource === "memory" ? memoryBytes : (scalars.get(resource) ?? 0);
}

/** What pods on the nodes hold, from scratch; `inPhase` chooses the pods. */
function held(
  cluster: ClusterState,
  nodes: readonly number[],
  resource: string,
  inPhase: (phase: number) => boolean,
): number {
  let sum = 0;
  for (let pod = 0; pod < cluster.pods.size; pod += 1) {
    const on = cluster.pods.nodeOf(pod);
    if (on === NONE || !nodes.includes(on) || !inPhase(cluster.pods.phaseOf(pod))) continue;
    sum += amountOf(cluster, pod, resource);
  }
  return sum;
}

/** A quantity that is looked at after every change: its integral, peak and last value. */
class Ledger {
  peak = 0;
  value = 0;
  #integral = 0;
  #since = 0;

  look(value: number, at: number): void {
    this.#integral += this.value * (at - this.#since);
    this.#since = at;
    this.value = value;
    this.peak = Math.max(this.peak, value);
  }

  mean(end: number): number {
    return (this.#integral + this.value * (end - this.#since)) / end;
  }
}

describe("the utilisation probe", () => {
  it("tells what the load used apart from requests, in the groups of the pod's node", () => {
    const { cluster, probe } = watched();
    const classId = cluster.classify(podAsking({ cpu: "2" }));
    const { pod } = cluster.apply({ kind: "pod-placed", classId, name: "web", nodeName: "n1" }, moment(0));
    expect(use(probe, "cpu", moment(0))).not.toHaveProperty("usedByLoadMean");
    cluster.apply({ kind: "pod-usage", pod, fromUs: 2 * SECOND, cpuMilli: 500 }, moment(3 * SECOND));
    cluster.apply({ kind: "pod-usage", pod, fromUs: 6 * SECOND, cpuMilli: 0 }, moment(8 * SECOND));
    const end = moment(10 * SECOND);
    expect(use(probe, "cpu", end)).toMatchObject({ usedByLoadMean: 0.2, requestedMean: 2 });
    expect(use(probe, "memory", end)).not.toHaveProperty("usedByLoadMean");
    const loadOf = (dimension: string, name: string): unknown =>
      groupNamed(probe, dimension, name, end).resources.find(({ resource }) => resource === "cpu")!.usedByLoadMean;
    expect([loadOf("pool", "small"), loadOf("pool", "large")]).toEqual([0.2, 0]);
  });

  it("counts a pod as requested from the decision on, and as running once it has started", () => {
    const { cluster, probe } = watched();
    const classId = cluster.classify(podAsking({ cpu: "2", memory: "4Gi" }));
    const { pod } = cluster.apply({ kind: "pod-created", classId, name: "web" }, moment(0));
    cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(2 * SECOND));
    cluster.apply({ kind: "pod-bound", pod }, moment(3 * SECOND));
    cluster.apply({ kind: "pod-started", pod }, moment(4 * SECOND));
    cluster.apply({ kind: "pod-ended", pod, phase: "succeeded" }, moment(8 * SECOND));
    expect(use(probe, "cpu", moment(10 * SECOND))).toEqual({
      resource: "cpu",
      unit: "cores",
      allocatable: 20,
      requestedAtEnd: 0,
      requestedMean: (2 * 6) / 10,
      requestedPeak: 2,
      requestedRunningMean: (2 * 4) / 10,
    });
    expect(use(probe, "memory", moment(10 * SECOND))).toMatchObject({ unit: "bytes", requestedPeak: 4 * GIB });
    expect(use(probe, "pods", moment(10 * SECOND))).toMatchObject({
      unit: "count",
      allocatable: 440,
      requestedPeak: 1,
    });
  });

  it("takes a pod back whose binding failed", () => {
    const { cluster, probe } = watched();
    const classId = cluster.classify(podAsking({ cpu: "2" }));
    const { pod } = cluster.apply({ kind: "pod-created", classId, name: "web" }, moment(0));
    cluster.apply({ kind: "pod-assumed", pod, node: 0 }, moment(0));
    cluster.apply({ kind: "pod-forgotten", pod }, moment(SECOND));
    expect(use(probe, "cpu", moment(2 * SECOND))).toMatchObject({
      requestedAtEnd: 0,
      requestedMean: 1,
      requestedRunningMean: 0,
    });
  });

  it("counts no room that the scheduler holds for a pod whose end it has not seen, whatever becomes of the pod", () => {
    const { cluster, probe } = watched();
    const classId = cluster.classify(podAsking({ cpu: "2" }));
    const { pod } = cluster.apply({ kind: "pod-created", classId, name: "job" }, moment(0));
    cluster.apply({ kind: "pod-ended", pod, phase: "failed" }, moment(1));
    cluster.apply({ kind: "room-taken", pod, node: 0 }, moment(2));
    cluster.apply({ kind: "pod-updated", pod, object: podAsking({ cpu: "1" }) }, moment(3));
    cluster.apply({ kind: "pod-deleted", pod }, moment(4));
    cluster.apply({ kind: "room-given-back", pod }, moment(5));
    expect(use(probe, "cpu", moment(SECOND))).toMatchObject({ requestedAtEnd: 0, requestedMean: 0, requestedPeak: 0 });
  });

  it("lists the cluster, then pools, then zones, each with its nodes; a node outside zones is in none", () => {
    const { probe } = watched();
    expect(probe.groups(moment(0)).map(({ dimension, name, nodes }) => [dimension, name, nodes])).toEqual([
      ["cluster", "cluster", 4],
      ["pool", "small", 2],
      ["pool", "large", 2],
      ["zone", "a", 2],
      ["zone", "b", 1],
    ]);
  });

  it("tables every node as it stands at the end", () => {
    const { cluster, probe } = watched();
    const classId = cluster.classify(podAsking({ cpu: "500m" }));
    cluster.apply({ kind: "pod-placed", classId, name: "web", nodeName: "b1" }, moment(SECOND));
    const table = probe.nodeTable(moment(4 * SECOND));
    expect(table).toMatchObject({
      name: ["a1", "b1", "a2", "n1"],
      pool: ["small", "large", "large", "small"],
      zone: ["a", "b", "a", ""],
      pods: [0, 1, 0, 0],
    });
    expect(table.resources.map(({ resource }) => resource)).toEqual(["cpu", "memory", "pods", "example.com/gpu"]);
    expect(table.resources[0]).toEqual({
      resource: "cpu",
      unit: "cores",
      allocatable: [4, 8, 4, 4],
      requestedAtEnd: [0, 0.5, 0, 0],
      requestedMean: [0, 0.375, 0, 0],
    });
  });

  it("draws the share that is requested of what there is", () => {
    const { cluster, probe } = watched();
    const classId = cluster.classify(podAsking({ cpu: "5" }));
    cluster.apply({ kind: "pod-placed", classId, name: "web", nodeName: "b1" }, moment(SECOND));
    const [cpu] = probe.series(moment(2 * SECOND));
    expect(cpu).toEqual({
      name: "requested_ratio",
      labels: { resource: "cpu" },
      unit: "ratio",
      atSeconds: [1, 2],
      value: [0.25, 0.25],
    });
  });

  it("draws the share anew when a node changes its size", () => {
    const { cluster, probe } = watched();
    const classId = cluster.classify(podAsking({ cpu: "5" }));
    cluster.apply({ kind: "pod-placed", classId, name: "web", nodeName: "b1" }, moment(SECOND));
    cluster.apply({ kind: "node-updated", node: node("a1", { cpu: "34" }) }, moment(2 * SECOND));
    expect(probe.series(moment(2 * SECOND))[0]).toMatchObject({ atSeconds: [1, 2], value: [0.25, 0.1] });
  });

  describe("where nodes come and go", () => {
    /** 5 of 20 CPUs from 1 s on; 5 of 50 from 2 s on; 5 of 16 from 6 s on. */
    function moved() {
      const { cluster, probe } = watched();
      const classId = cluster.classify(podAsking({ cpu: "5" }));
      cluster.apply({ kind: "pod-placed", classId, name: "web", nodeName: "b1" }, moment(SECOND));
      cluster.apply({ kind: "node-updated", node: node("a1", { cpu: "34" }) }, moment(2 * SECOND));
      cluster.apply({ kind: "node-removed", name: "a1" }, moment(6 * SECOND));
      return { cluster, probe };
    }

    it("tells what there was on average, and the greatest share of what there was at its time", () => {
      const { probe } = moved();
      expect(use(probe, "cpu", moment(10 * SECOND))).toMatchObject({
        allocatable: 16,
        allocatableMean: (20 * 2 + 50 * 4 + 16 * 4) / 10,
        requestedMean: 4.5,
        requestedPeakRatio: 5 / 16,
      });
      const small = groupNamed(probe, "pool", "small", moment(10 * SECOND)).resources[0];
      expect(small).toMatchObject({ allocatable: 4, allocatableMean: (8 * 2 + 38 * 4 + 4 * 4) / 10 });
      expect(small).not.toHaveProperty("requestedPeakRatio");
      const large = groupNamed(probe, "pool", "large", moment(10 * SECOND)).resources[0];
      expect(large).not.toHaveProperty("allocatableMean");
    });

    it("tells it of the time after the warm-up alone", () => {
      const { cluster, probe } = moved();
      probe.beginAt(moment(8 * SECOND));
      expect(use(probe, "cpu", moment(10 * SECOND))).not.toHaveProperty("allocatableMean");
      cluster.apply({ kind: "node-added", node: node("late", { cpu: "34" }), pool: "large" }, moment(9 * SECOND));
      const found = use(probe, "cpu", moment(10 * SECOND));
      expect(found).toMatchObject({ allocatable: 50, allocatableMean: 33, requestedPeakRatio: 5 / 16 });
    });
  });

  it("keeps counting pods as pods when a resource becomes known that nobody had named before", () => {
    const { cluster, probe } = watched();
    const plain = cluster.classify(podAsking({ cpu: "1" }));
    cluster.apply({ kind: "pod-placed", classId: plain, name: "first", nodeName: "a1" }, moment(0));
    const rare = cluster.classify(podAsking({ "example.com/rare": 3 }));
    cluster.apply({ kind: "pod-placed", classId: rare, name: "second", nodeName: "a1" }, moment(SECOND));
    expect(use(probe, "pods", moment(2 * SECOND))).toMatchObject({ requestedAtEnd: 2, requestedMean: 1.5 });
  });

  it("measures nothing of a cluster without nodes", () => {
    const probe = new UtilisationProbe(emptyCluster());
    expect([probe.measurements(), probe.series(moment(1)), probe.groups(moment(1))]).toEqual([[], [], []]);
  });

  it("agrees with sums from scratch over any history", () => {
    fc.assert(
      fc.property(HISTORIES, (steps) => {
        const { cluster, probe } = watched();
        const columns = probe.nodeTable(moment(0)).resources.map(({ resource }) => resource);
        const ledgers = GROUPS.map(
          () => new Map(columns.map((name) => [name, { all: new Ledger(), running: new Ledger() }])),
        );
        const end = play(cluster, steps, (at) => {
          for (const [index, group] of GROUPS.entries()) {
            for (const [resource, { all, running }] of ledgers[index]!) {
              all.look(
                held(
                  cluster,
                  group.nodes,
                  resource,
                  (phase) => phase === ASSUMED || phase === BOUND || phase === RUNNING,
                ),
                at,
              );
              running.look(
                held(cluster, group.nodes, resource, (phase) => phase === RUNNING),
                at,
              );
            }
          }
        });
        for (const [index, { dimension, name }] of GROUPS.entries()) {
          for (const found of groupNamed(probe, dimension, name, end).resources) {
            const { all, running } = ledgers[index]!.get(found.resource)!;
            const near = (value: number) => expect.closeTo(value, found.resource === "memory" ? 0 : 6) as number;
            expect(found).toMatchObject({
              requestedAtEnd: near(all.value),
              requestedMean: near(all.mean(end)),
              requestedPeak: near(all.peak),
              requestedRunningMean: near(running.mean(end)),
            });
          }
        }
        const allocatable = groupNamed(probe, "cluster", "cluster", end).resources;
        for (const measurement of probe.measurements()) {
          const of = allocatable.find(({ resource }) => resource === measurement.labels["resource"])!;
          const isSize = measurement.name === "kube_node_status_allocatable";
          expect(measurement).toMatchObject({ value: isSize ? of.allocatable : of.requestedAtEnd });
        }
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("goes on from a snapshot as one that has heard everything", () => {
    fc.assert(
      fc.property(HISTORIES, HISTORIES, (before, after) => {
        const { cluster, probe } = watched();
        const split = play(cluster, before, () => {});
        const other = new UtilisationProbe(cluster);
        other.restore(probe.snapshot());
        cluster.observe(other);
        const end = play(cluster, after, () => {}, split);
        expect(other.groups(end)).toEqual(probe.groups(end));
        expect(other.nodeTable(end)).toEqual(probe.nodeTable(end));
        expect(other.series(end)).toEqual(probe.series(end));
        expect(other.measurements()).toEqual(probe.measurements());
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});
