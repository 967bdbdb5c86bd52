// Whole runs of random plans: what must hold in every run, whatever happens in it.

import { describe, expect, it, vi } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { NODE_FILES } from "../../src/cli/file-system.ts";
import type { ClusterObserver, QueueName } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { ASSUMED, BOUND, FAILED, PENDING, RUNNING, type PodId } from "../../src/cluster/pod-table.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { randomPlan } from "./random-plan.ts";

const SEEDS = Array.from({ length: 30 }, (_, seed) => `random run ${seed}`);

/** Runs the plan and calls `look` after every event. */
function watch(plan: Plan, look: (simulation: Simulation, queueOf: ReadonlyMap<PodId, QueueName>) => void): void {
  const simulation = new Simulation(plan);
  const queueOf = new Map<PodId, QueueName>();
  simulation.cluster.observe({
    hear: ({ change }) => {
      if (change.kind === "pod-queued") queueOf.set(change.pod, change.queue);
    },
  });
  simulation.engine.observe(() => look(simulation, queueOf));
  simulation.run();
}

/** Of the run of a plan in which everybody who listens is replaced by somebody. */
function fingerprintOf(plan: Plan, replaced: (observer: ClusterObserver) => ClusterObserver): string {
  const observe = Reflect.get(ClusterState.prototype, "observe");
  const spy = vi.spyOn(ClusterState.prototype, "observe").mockImplementation(function listen(
    this: ClusterState,
    observer,
  ) {
    Reflect.apply(observe, this, [replaced(observer)]);
  });
  try {
    const simulation = new Simulation(plan);
    simulation.run();
    return simulation.engine.fingerprint;
  } finally {
    spy.mockRestore();
  }
}

describe("in the first example", () => {
  it("the books add up after every event", () => {
    const plan = loadScenario("scenarios/first-steps.yaml", NODE_FILES, new DiagnosticSink())!;
    const result = runSimulation(plan, { checks: "after-every-event" });
    expect(result.pods).toMatchObject({ created: 34, placed: 34 });
  });
});

describe("in every run", () => {
  it.each(SEEDS)("the books add up after every event, and every pod is accounted for: %s", (seed) => {
    const result = runSimulation(randomPlan(seed), { checks: "after-every-event" });
    const { created, placed, succeeded, failed, pending, gated, preempted } = result.pods;
    expect(placed + succeeded + failed + pending + gated + preempted).toBe(created);
    expect(result.attempts.scheduled).toBeLessThanOrEqual(placed + succeeded + failed + preempted);
    expect(result.verdict.outcome === "incomplete").toBe(result.verdict.sentence.includes("been tried once"));
  });

  it.each(SEEDS.slice(0, 10))("what is not told to those whom it does not concern makes no difference: %s", (seed) => {
    expect(fingerprintOf(randomPlan(seed), (observer) => ({ hear: (delta) => observer.hear(delta) }))).toBe(
      fingerprintOf(randomPlan(seed), (observer) => observer),
    );
  });

  it("quotas refuse some pods, and no more than they must", () => {
    let refused = 0;
    for (const seed of SEEDS) {
      const plan = randomPlan(seed);
      const { pods } = runSimulation(plan);
      refused += pods.refused;
      expect(runSimulation({ ...plan, resourceQuotas: [] }).pods.refused).toBe(0);
      expect(pods.created + pods.refused).toBeLessThanOrEqual(
        plan.workloads.reduce((sum, { pods: { names } }) => sum + names.length, 0),
      );
    }
    expect(refused).toBeGreaterThan(100);
  });

  it.each(SEEDS.slice(0, 10))("live pods of a namespace are never more than its quotas allow: %s", (seed) => {
    const plan = randomPlan(seed);
    watch(plan, ({ cluster }) => {
      for (const { metadata, spec } of plan.resourceQuotas) {
        const limit = Number(spec?.hard?.["pods"] ?? Number.POSITIVE_INFINITY);
        let live = 0;
        for (let pod = 0; pod < cluster.pods.size; pod += 1) {
          const hasEnded = ["succeeded", "failed", "deleted"].includes(cluster.pods.phaseNameOf(pod));
          if (!hasEnded && cluster.classOfPod(pod).namespace === metadata?.namespace) live += 1;
        }
        expect(live).toBeLessThanOrEqual(Math.max(limit, plan.boundPods.length));
      }
    });
  });

  it.each(SEEDS.slice(0, 10))("one pod at a time is tried, and only pods that wait are queued: %s", (seed) => {
    watch(randomPlan(seed), ({ cluster: { pods } }, queueOf) => {
      let inFlight = 0;
      for (const [pod, queue] of queueOf) {
        if (queue !== "none") expect(pods.phaseOf(pod), `pod ${pod} in ${queue}`).toBe(PENDING);
        else if (pods.phaseOf(pod) === PENDING) inFlight += 1;
      }
      expect(inFlight).toBeLessThanOrEqual(1);
    });
  });

  it.each(SEEDS.slice(0, 10))("a pod's moments come in the order of its way: %s", (seed) => {
    const simulation = new Simulation(randomPlan(seed));
    simulation.run();
    const { pods } = simulation.cluster;
    for (let pod = simulation.preexisting; pod < pods.size; pod += 1) {
      const way = [
        pods.createdAtUs(pod),
        pods.attemptedAtUs(pod),
        pods.assumedAtUs(pod),
        pods.boundAtUs(pod),
        pods.startedAtUs(pod),
        pods.endedAtUs(pod),
      ];
      // A profile may place pods that the node's kubelet does not take: they fail before they start.
      if (pods.phaseOf(pod) === FAILED && pods.startedAtUs(pod) < 0) way.splice(4, 1);
      const reached = way.filter((at) => at >= 0);
      expect(way.slice(0, reached.length), pods.nameOf(pod)).toEqual(reached);
      expect(reached, pods.nameOf(pod)).toEqual(reached.toSorted((left, right) => left - right));
      const placed = [ASSUMED, BOUND, RUNNING].includes(pods.phaseOf(pod));
      expect(placed ? reached.length >= 3 && reached.length <= 5 : true, pods.nameOf(pod)).toBe(true);
    }
  });

  it.each(SEEDS.slice(0, 10))("the same plan gives the same bytes, and another seed other moments: %s", (seed) => {
    const plan = randomPlan(seed);
    const first = runSimulation(plan);
    expect(JSON.stringify(runSimulation(structuredClone(plan)))).toBe(JSON.stringify(first));
    expect(runSimulation({ ...plan, seed: `${seed}, other` }).run.fingerprint).not.toBe(first.run.fingerprint);
  });
});
