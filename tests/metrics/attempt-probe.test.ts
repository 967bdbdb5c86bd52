// Attempts, their lengths and their reasons: kept up to date from deltas, checked against a log of all changes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { Change, SchedulingFailure } from "../../src/cluster/change.ts";
import type { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import { AttemptProbe } from "../../src/metrics/attempt-probe.ts";
import { podAsking } from "../model/build-objects.ts";
import { addNodes, emptyCluster, HISTORIES, play } from "./random-history.ts";

const SEED = 20_260_405;
const RESULTS = ["scheduled", "unschedulable", "error"] as const;

type Result = (typeof RESULTS)[number];

function watched() {
  const cluster = emptyCluster();
  const probe = new AttemptProbe(cluster);
  cluster.observe(probe);
  addNodes(cluster);
  return { cluster, probe };
}

function createPod(cluster: ClusterState, name: string, schedulerName = "default-scheduler"): PodId {
  const classId = cluster.classify(podAsking({}, { schedulerName }));
  return cluster.apply({ kind: "pod-created", classId, name }, cluster.now).pod;
}

/** An attempt that begins `waitUs` after the last change and lasts `lastsUs`. */
function attempt(cluster: ClusterState, pod: PodId, lastsUs: number, end: Change): void {
  cluster.apply({ kind: "pod-attempted", pod }, moment(cluster.now + 1000));
  cluster.apply(end, moment(cluster.now + lastsUs));
}

function refusal(pod: PodId, reason: string, nodes: number, plugin = "NodeResourcesFit"): Change {
  const message = `0/4 nodes are available: ${nodes} ${reason}.`;
  return {
    kind: "pod-unschedulable",
    pod,
    failure: { plugins: [plugin], reasons: [{ plugin, reason, nodes }], message },
  };
}

describe("attempts that are forgotten", () => {
  it("are in no count, but pods that wait keep their reasons", () => {
    const { cluster, probe } = watched();
    const pod = createPod(cluster, "web");
    attempt(cluster, pod, 5, refusal(pod, "Insufficient cpu", 4));
    const before = probe.failures();
    probe.forgetAttempts();
    expect(RESULTS.map((result) => probe.total(result))).toEqual([0, 0, 0]);
    expect(probe.measurements().map(({ name }) => name)).toEqual(["scheduler_unschedulable_pods"]);
    expect([probe.failures(), probe.waitingPods]).toEqual([before, 1]);
    attempt(cluster, pod, 5, refusal(pod, "Insufficient cpu", 4));
    expect(probe.total("unschedulable")).toBe(1);
  });
});

describe("preemption", () => {
  function preempting(pod: PodId, victims: number): Change {
    return {
      kind: "pod-unschedulable",
      pod,
      failure: { plugins: [], reasons: [], message: "", preemption: { victims } },
    };
  }

  /** A pod on a node, from which another one is asked to make way. */
  function placed(cluster: ClusterState, name: string): PodId {
    const classId = cluster.classify(podAsking({}));
    return cluster.apply({ kind: "pod-placed", classId, name, nodeName: "n1" }, cluster.now).pod;
  }

  it("is counted by attempts that looked for victims, by those that found some, and by the pods that went, each once", () => {
    const { cluster, probe } = watched();
    const pod = createPod(cluster, "web");
    const [low, lower, other] = ["low", "lower", "other"].map((name) => placed(cluster, name)) as [PodId, PodId, PodId];
    attempt(cluster, pod, 1, refusal(pod, "Insufficient cpu", 4));
    expect(probe.preemption()).toEqual({ attempts: 0, preemptions: 0, victims: 0 });
    expect(probe.measurements().map(({ name }) => name)).not.toContain("scheduler_preemption_attempts_total");
    for (const victims of [0, 2, 0, 1]) attempt(cluster, pod, 1, preempting(pod, victims));
    for (const victim of [low, lower, lower]) {
      cluster.apply({ kind: "pod-terminating", pod: victim, preemptor: pod }, cluster.now);
    }
    cluster.apply({ kind: "pod-terminating", pod: other }, cluster.now);
    expect(probe.preemption()).toEqual({ attempts: 4, preemptions: 2, victims: 2 });
    expect(probe.measurements().slice(-2)).toEqual([
      { kind: "counter", name: "scheduler_preemption_attempts_total", labels: {}, value: 4 },
      { kind: "distribution", name: "scheduler_preemption_victims", labels: {}, values: Float64Array.of(1, 2) },
    ]);
  });

  it("is remembered in a snapshot", () => {
    const { cluster, probe } = watched();
    const pod = createPod(cluster, "web");
    for (const victims of [0, 2]) attempt(cluster, pod, 1, preempting(pod, victims));
    cluster.apply({ kind: "pod-terminating", pod: placed(cluster, "low"), preemptor: pod }, cluster.now);
    const other = new AttemptProbe(cluster);
    other.restore(probe.snapshot());
    expect(other.preemption()).toEqual({ attempts: 2, preemptions: 1, victims: 1 });
  });
});

describe("the attempt probe", () => {
  it("measures an attempt from its beginning to the binding or to the failure", () => {
    const { cluster, probe } = watched();
    const pod = createPod(cluster, "web");
    attempt(cluster, pod, 300_000, refusal(pod, "Insufficient cpu", 4));
    attempt(cluster, pod, 200_000, { kind: "pod-assumed", pod, node: 0 });
    cluster.apply({ kind: "pod-bound", pod }, moment(cluster.now + 50_000));
    expect(probe.measurements()).toEqual([
      {
        kind: "counter",
        name: "scheduler_schedule_attempts_total",
        labels: { profile: "default-scheduler", result: "scheduled" },
        value: 1,
      },
      {
        kind: "counter",
        name: "scheduler_schedule_attempts_total",
        labels: { profile: "default-scheduler", result: "unschedulable" },
        value: 1,
      },
      {
        kind: "distribution",
        name: "scheduler_scheduling_attempt_duration_seconds",
        labels: { result: "scheduled" },
        values: Float64Array.of(0.25),
      },
      {
        kind: "distribution",
        name: "scheduler_scheduling_attempt_duration_seconds",
        labels: { result: "unschedulable" },
        values: Float64Array.of(0.3),
      },
    ]);
    expect(RESULTS.map((result) => probe.total(result))).toEqual([1, 1, 0]);
  });

  it("counts each profile by itself", () => {
    const { cluster, probe } = watched();
    for (const name of ["default-scheduler", "second", "second"]) {
      const pod = createPod(cluster, "web", name);
      attempt(cluster, pod, 1, { kind: "pod-attempt-failed", pod, message: "no nodes" });
    }
    const counters = probe.measurements().filter(({ kind }) => kind === "counter");
    expect(counters.map((counter) => [counter.labels["profile"], "value" in counter && counter.value])).toEqual([
      ["default-scheduler", 1],
      ["second", 2],
    ]);
  });

  it("puts the reason first that keeps most pods off most nodes", () => {
    const { cluster, probe } = watched();
    const [first, second, third] = ["a", "b", "c"].map((name) => createPod(cluster, name)) as [PodId, PodId, PodId];
    attempt(cluster, first, 1, refusal(first, "Insufficient memory", 1));
    attempt(cluster, first, 1, refusal(first, "Insufficient memory", 1));
    attempt(cluster, second, 1, refusal(second, "had taints", 2, "TaintToleration"));
    attempt(cluster, third, 1, refusal(third, "had taints", 4, "TaintToleration"));
    expect(probe.failures()).toEqual([
      { plugin: "TaintToleration", reason: "had taints", pods: 2, nodes: 3, attempts: 2 },
      { plugin: "NodeResourcesFit", reason: "Insufficient memory", pods: 1, nodes: 1, attempts: 2 },
    ]);
  });

  it("counts only the last reason of a pod, and none of a pod that has been placed or deleted", () => {
    const { cluster, probe } = watched();
    const [first, second] = ["a", "b"].map((name) => createPod(cluster, name)) as [PodId, PodId];
    attempt(cluster, first, 1, refusal(first, "Insufficient cpu", 4));
    attempt(cluster, first, 1, refusal(first, "had taints", 4, "TaintToleration"));
    attempt(cluster, second, 1, refusal(second, "Insufficient cpu", 4));
    const pluginsOf = () =>
      probe
        .measurements()
        .flatMap(({ name, labels }) => (name.endsWith("unschedulable_pods") ? [labels["plugin"]] : []));
    expect(pluginsOf()).toEqual(["NodeResourcesFit", "TaintToleration"]);
    attempt(cluster, first, 1, { kind: "pod-assumed", pod: first, node: 0 });
    cluster.apply({ kind: "pod-deleted", pod: second }, cluster.now);
    expect(pluginsOf()).toEqual([]);
    expect(probe.failures().map(({ pods, nodes }) => [pods, nodes])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(probe.unplaced()).toEqual([]);
  });

  it("counts pods that wait after an error, and says what was said of the first", () => {
    const { cluster, probe } = watched();
    const pods = ["a", "b", "c"].map((name) => createPod(cluster, name)) as [PodId, PodId, PodId];
    expect(probe.unblamed()).toEqual({ pods: 0, message: "" });
    attempt(cluster, pods[0], 1, refusal(pods[0], "Insufficient cpu", 4));
    attempt(cluster, pods[2], 1, { kind: "pod-attempt-failed", pod: pods[2], message: "third" });
    attempt(cluster, pods[1], 1, { kind: "pod-attempt-failed", pod: pods[1], message: "second" });
    expect(probe.unblamed()).toEqual({ pods: 2, message: "second" });
  });

  it("names the first twenty pods that wait, with the text of their last event", () => {
    const { cluster, probe } = watched();
    const pods = Array.from({ length: 25 }, (_, index) => createPod(cluster, `web-${index}`));
    for (const pod of pods.toReversed()) attempt(cluster, pod, 1, refusal(pod, "Insufficient cpu", 4));
    const unplaced = probe.unplaced();
    expect(unplaced.map(({ pod }) => pod)).toEqual(pods.slice(0, 20).map((pod) => `default/web-${pod}`));
    expect(unplaced[0]).toMatchObject({ attempts: 1, message: "0/4 nodes are available: 4 Insufficient cpu." });
  });

  it("has no series", () => {
    expect(watched().probe.series()).toEqual([]);
  });

  it("agrees with a log of all changes over any history", () => {
    fc.assert(
      fc.property(HISTORIES, (steps) => {
        const { cluster, probe } = watched();
        const log: { result: Result; profile: string; pod: PodId; seconds: number; failure: SchedulingFailure }[] = [];
        play(cluster, steps, (at, change, pod) => {
          const result = resultOf(change);
          if (result === undefined) return;
          const failure =
            change.kind === "pod-unschedulable" ? change.failure : { plugins: [], reasons: [], message: "" };
          const seconds = (at - cluster.pods.attemptedAtUs(pod)) / 1_000_000;
          log.push({ result, profile: cluster.classOfPod(pod).schedulerName, pod, seconds, failure });
        });
        const waiting = new Map(log.map(({ pod, failure }) => [pod, failure]));
        for (const pod of waiting.keys()) if (cluster.pods.phaseNameOf(pod) !== "pending") waiting.delete(pod);
        for (const measurement of probe.measurements()) {
          const { result, profile, plugin } = measurement.labels;
          const of = log.filter((entry) => entry.result === result && (profile ?? entry.profile) === entry.profile);
          if (measurement.kind === "distribution") {
            expect([...measurement.values]).toEqual(of.map(({ seconds }) => seconds).toSorted((a, b) => a - b));
            continue;
          }
          const waitingFor = [...waiting.values()].filter(({ plugins }) => plugins.includes(plugin ?? ""));
          expect(measurement).toMatchObject({ value: plugin === undefined ? of.length : waitingFor.length });
        }
        expect(probe.waitingPods).toBe(waiting.size);
        for (const result of RESULTS) {
          expect(probe.total(result)).toBe(log.filter((entry) => entry.result === result).length);
        }
        for (const { reason, plugin, pods, nodes, attempts } of probe.failures()) {
          const counts = [...waiting.values()].flatMap(({ reasons }) =>
            reasons.flatMap((entry) => (entry.plugin === plugin && entry.reason === reason ? [entry.nodes] : [])),
          );
          const all = log.filter(({ failure }) => failure.reasons.some((entry) => entry.reason === reason));
          expect([pods, attempts]).toEqual([counts.length, all.length]);
          expect(nodes * pods).toBeCloseTo(
            counts.reduce((left, right) => left + right, 0),
            9,
          );
        }
        expect(probe.unplaced().map(({ pod }) => pod)).toEqual(
          [...waiting.keys()]
            .toSorted((a, b) => a - b)
            .slice(0, 20)
            .map((pod) => cluster.keyOfPod(pod)),
        );
      }),
      { seed: SEED, numRuns: 80 },
    );
  });

  it("goes on from a snapshot as one that has heard everything", () => {
    fc.assert(
      fc.property(HISTORIES, HISTORIES, (before, after) => {
        const { cluster, probe } = watched();
        const split = play(cluster, before, () => {});
        const other = new AttemptProbe(cluster);
        other.restore(probe.snapshot());
        cluster.observe(other);
        const end = play(cluster, after, () => {}, split);
        expect(end).toBeGreaterThan(split);
        expect(other.measurements()).toEqual(probe.measurements());
        expect(other.failures()).toEqual(probe.failures());
        expect(other.unplaced()).toEqual(probe.unplaced());
        expect(other.waitingPods).toBe(probe.waitingPods);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

function resultOf({ kind }: Change): Result | undefined {
  switch (kind) {
    case "pod-bound":
      return "scheduled";
    case "pod-unschedulable":
      return "unschedulable";
    case "pod-attempt-failed":
      return "error";
    default:
      return undefined;
  }
}
