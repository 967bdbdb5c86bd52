// Runs in which pods have to go so that others find room.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { FIXED_DELAYS, smallNode, smallPlan, smallPod, smallWorkload } from "./small-plan.ts";

const NODE = smallNode("n1", { cpu: "2", memory: "4Gi" });
const SECOND = 1_000_000;

/** Two pods of low priority from the first moment on; after ten seconds one that needs both their places. */
function crowded() {
  const low = { pod: smallPod({ cpu: "1" }, { priority: 1, terminationGracePeriodSeconds: 20 }) };
  const high = { pod: smallPod({ cpu: "2" }, { priority: 100 }), listedAtSeconds: 10 };
  const workloads = [
    smallWorkload("low", [low, low], { kind: "listed" }),
    smallWorkload("high", [high], { kind: "listed" }),
  ];
  return smallPlan([NODE], workloads, FIXED_DELAYS);
}

describe("a run in which a pod preempts others", () => {
  it("lets it in when their grace period is over", () => {
    const simulation = new Simulation(crowded());
    simulation.run();
    const { pods } = simulation.cluster;
    expect([0, 1, 2].map((pod) => `${pods.nameOf(pod)} ${pods.phaseNameOf(pod)}`)).toEqual([
      "low-0 deleted",
      "low-1 deleted",
      "high-0 running",
    ]);
    // Seen after 1 ms and decided after another, heard of by the kubelet after a third; then 20 s of grace, seen and decided again, and 3 ms for the binding.
    expect(pods.endedAtUs(0)).toBe(30 * SECOND + 3_000);
    expect(pods.boundAtUs(2)).toBe(30 * SECOND + 3_000 + 1_000 + 1_000 + 3_000);
    expect(pods.attemptsOf(2)).toBe(2);
  });

  it("tells of it in its result", () => {
    const { pods, preemption, verdict, metrics } = runSimulation(crowded());
    expect(pods).toMatchObject({ created: 3, placed: 1, preempted: 2, pending: 0 });
    expect(preemption).toEqual({ attempts: 1, preemptions: 1, victims: 2 });
    expect(verdict.sentence).toBe("The cluster carries 1 of 3 pods; 2 had to go for pods of higher priority.");
    expect(metrics).toContainEqual(
      expect.objectContaining({ name: "scheduler_preemption_attempts_total", kind: "counter", value: 1 }),
    );
  });

  it("goes on as it would have after it was saved between the decision and the end of its victims", () => {
    const whole = new Simulation(crowded());
    whole.run();
    const first = new Simulation(crowded());
    first.run(moment(15 * SECOND));
    const second = new Simulation(crowded());
    second.restore(first.snapshot());
    second.run();
    expect(second.engine.fingerprint).toBe(whole.engine.fingerprint);
  });
});
