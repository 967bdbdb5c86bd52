// Scheduling attempts: how many, how long, why they failed, and how many pods had to go for others.
// Names: pkg/scheduler/metrics/metrics.go (schedule_attempts_total, scheduling_attempt_duration_seconds, unschedulable_pods,
// preemption_attempts_total, preemption_victims).

import type { Snapshot } from "../base/snapshot.ts";
import { arrayIn, joinSnapshots, packJson, partOf, unpackJson } from "../base/snapshot-parts.ts";
import type { Duration } from "../base/time.ts";

import type { Change, Delta, SchedulingFailure } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import { NONE, PENDING, type PodId } from "../cluster/pod-table.ts";

import type { FailureReason, PreemptionCounts, UnblamedPods, UnplacedPod } from "./findings.ts";
import { measuredDistribution, type Measurement } from "./measurement.ts";
import type { Probe } from "./probe.ts";
import { SpanList } from "./span-list.ts";

/** Example pods that a result names at most. */
const EXAMPLES_MAX = 20;

type AttemptResult = "scheduled" | "unschedulable" | "error";

const RESULTS: readonly AttemptResult[] = ["scheduled", "unschedulable", "error"];

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "pod-bound",
  "pod-unschedulable",
  "pod-attempt-failed",
  "pod-terminating",
]);

export class AttemptProbe implements Probe {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  /** Counts by profile and result. */
  #counts = new Map<string, number>();
  readonly #lasted = new Map<AttemptResult, SpanList>(RESULTS.map((result) => [result, new SpanList()]));
  #lastFailure = new Map<PodId, SchedulingFailure>();
  #attemptsByReason = new Map<string, number>();
  #preemptionAttempts = 0;
  /** Chosen by each preemption; one that is still going may be chosen again. */
  #victims: number[] = [];
  /** Pods that were asked to go for another. */
  #displaced = 0;

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  hear({ change, pod, node }: Delta): void {
    switch (change.kind) {
      case "pod-bound":
        this.#lastFailure.delete(pod);
        this.#count(pod, "scheduled");
        break;
      case "pod-unschedulable":
        this.#failed(pod, change.failure);
        break;
      case "pod-attempt-failed":
        this.#lastFailure.set(pod, { plugins: [], reasons: [], message: change.message });
        this.#count(pod, "error");
        break;
      case "pod-terminating":
        // Of one that was asked before, no node is touched.
        if (change.preemptor !== undefined && node !== NONE) this.#displaced += 1;
        break;
      default:
        break;
    }
  }

  /** Forgets the attempts made so far, but not why pods that wait now were refused. */
  forgetAttempts(): void {
    this.#counts.clear();
    for (const result of RESULTS) this.#lasted.set(result, new SpanList());
    this.#preemptionAttempts = 0;
    this.#victims = [];
    this.#displaced = 0;
  }

  /** Pods that wait now after an attempt that failed. */
  get waitingPods(): number {
    return this.#waiting().size;
  }

  /** Attempts that ended so, over all profiles. */
  total(result: AttemptResult): number {
    return this.#lasted.get(result)!.size;
  }

  series(): readonly [] {
    return [];
  }

  measurements(): readonly Measurement[] {
    const counts = [...this.#counts]
      .toSorted(([left], [right]) => compare(left, right))
      .map(([key, value]): Measurement => {
        const [profile = "", result = ""] = key.split("\n");
        return { name: "scheduler_schedule_attempts_total", labels: { profile, result }, kind: "counter", value };
      });
    const durations = RESULTS.filter((result) => this.total(result) > 0).map((result) =>
      measuredDistribution(
        "scheduler_scheduling_attempt_duration_seconds",
        { result },
        this.#lasted.get(result)!.inSeconds(),
      ),
    );
    return [...counts, ...durations, ...this.#unschedulableByPlugin(), ...this.#preemptionMeasurements()];
  }

  /** How often pods that no node took looked for others to go, and what came of it. */
  preemption(): PreemptionCounts {
    return { attempts: this.#preemptionAttempts, preemptions: this.#victims.length, victims: this.#displaced };
  }

  /** Reasons of failed attempts; those that keep most waiting pods off most nodes first. */
  failures(): readonly FailureReason[] {
    const pods = new Map<string, number>();
    const nodeSums = new Map<string, number>();
    for (const { reasons } of this.#waiting().values()) {
      for (const { plugin, reason, nodes } of reasons) {
        add(pods, `${plugin}\n${reason}`, 1);
        add(nodeSums, `${plugin}\n${reason}`, nodes);
      }
    }
    return [...this.#attemptsByReason]
      .map(([key, attempts]) => {
        const [plugin = "", reason = ""] = key.split("\n");
        const waiting = pods.get(key) ?? 0;
        const nodes = waiting === 0 ? 0 : nodeSums.get(key)! / waiting;
        return { plugin, reason, pods: waiting, nodes, attempts };
      })
      .toSorted(
        (left, right) =>
          right.pods * right.nodes - left.pods * left.nodes ||
          right.attempts - left.attempts ||
          compare(left.reason, right.reason),
      );
  }

  /** Those that wait for no reason of a plugin's. */
  unblamed(): UnblamedPods {
    const failures = [...this.#waiting().values()].filter(({ plugins }) => plugins.length === 0);
    return { pods: failures.length, message: failures[0]?.message ?? "" };
  }

  /** The first pods that wait now, with the text of their last event. */
  unplaced(): readonly UnplacedPod[] {
    return [...this.#waiting()].slice(0, EXAMPLES_MAX).map(([pod, { message }]) => ({
      pod: this.#cluster.keyOfPod(pod),
      attempts: this.#cluster.pods.attemptsOf(pod),
      message,
    }));
  }

  snapshot(): Snapshot {
    const lasted = RESULTS.map((result) => [result, this.#lasted.get(result)!.snapshot()] as const);
    return {
      ...joinSnapshots(Object.fromEntries(lasted)),
      counts: packJson([...this.#counts]),
      lastFailure: packJson([...this.#lastFailure]),
      attemptsByReason: packJson([...this.#attemptsByReason]),
      preemptionAttempts: Float64Array.of(this.#preemptionAttempts),
      victims: Float64Array.from(this.#victims),
      displaced: Float64Array.of(this.#displaced),
    };
  }

  restore(saved: Snapshot): void {
    for (const result of RESULTS) this.#lasted.get(result)!.restore(partOf(saved, result));
    this.#counts = new Map(unpackJson(saved, "counts") as [string, number][]);
    this.#lastFailure = new Map(unpackJson(saved, "lastFailure") as [PodId, SchedulingFailure][]);
    this.#attemptsByReason = new Map(unpackJson(saved, "attemptsByReason") as [string, number][]);
    this.#preemptionAttempts = arrayIn(saved, "preemptionAttempts")[0]!;
    this.#victims = [...arrayIn(saved, "victims")];
    this.#displaced = arrayIn(saved, "displaced")[0]!;
  }

  #waiting(): ReadonlyMap<PodId, SchedulingFailure> {
    const waiting = [...this.#lastFailure].filter(([pod]) => this.#cluster.pods.phaseOf(pod) === PENDING);
    return new Map(waiting.toSorted(([left], [right]) => left - right));
  }

  #failed(pod: PodId, failure: SchedulingFailure): void {
    this.#lastFailure.set(pod, failure);
    for (const { plugin, reason } of failure.reasons) add(this.#attemptsByReason, `${plugin}\n${reason}`, 1);
    this.#count(pod, "unschedulable");
    if (failure.preemption === undefined) return;
    this.#preemptionAttempts += 1;
    if (failure.preemption.victims > 0) this.#victims.push(failure.preemption.victims);
  }

  #preemptionMeasurements(): readonly Measurement[] {
    if (this.#preemptionAttempts === 0) return [];
    const attempts: Measurement = {
      name: "scheduler_preemption_attempts_total",
      labels: {},
      kind: "counter",
      value: this.#preemptionAttempts,
    };
    if (this.#victims.length === 0) return [attempts];
    return [attempts, measuredDistribution("scheduler_preemption_victims", {}, this.#victims)];
  }

  #count(pod: PodId, result: AttemptResult): void {
    add(this.#counts, `${this.#cluster.classOfPod(pod).schedulerName}\n${result}`, 1);
    const lasted = this.#cluster.now - this.#cluster.pods.attemptedAtUs(pod);
    this.#lasted.get(result)!.add(lasted as Duration);
  }

  #unschedulableByPlugin(): readonly Measurement[] {
    const pods = new Map<string, number>();
    for (const { plugins } of this.#waiting().values()) for (const plugin of plugins) add(pods, plugin, 1);
    return [...pods]
      .toSorted(([left], [right]) => compare(left, right))
      .map(([plugin, value]) => ({
        name: "scheduler_unschedulable_pods",
        labels: { plugin },
        kind: "gauge",
        value,
      }));
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
