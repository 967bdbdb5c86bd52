// A whole run with controllers: what it comes to, that it is the same from the same seed, and that it goes on from a snapshot.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { bornAtStart } from "../../src/simulation/motion.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { controlledPlan, deployment } from "./controlled-plan.ts";
import { loadedPlan } from "./loaded-plan.ts";

/** The first node, after 100 s. */
const CRASH = {
  name: "crash",
  kind: "nodeCrash",
  target: { names: ["n1"] },
  timing: { kind: "at", atUs: 100e6, forUs: null, everyUs: null },
  settings: {},
  position: { file: "s.yaml", line: 1, column: 1 },
} as const;

describe("a cluster in motion", () => {
  it("brings a Deployment up, and says when it served", () => {
    const simulation = new Simulation(controlledPlan([deployment("web", 3)]));
    simulation.run(moment(60e6));
    const [found] = simulation.motion!.availability.findings(moment(60e6)).workloads;
    expect(found).toMatchObject({ kind: "Deployment", name: "web", desired: 3, serving: 3, outageCount: 1 });
    expect(found!.missingReplicaSeconds.map(({ cause }) => cause)).toEqual(["start-up"]);
  });

  it("moves pods away from a node that crashes, after the times that Kubernetes takes", () => {
    const simulation = new Simulation(controlledPlan([deployment("web", 4)], { faults: [CRASH] }));
    simulation.run(moment(1_200e6));
    const [found] = simulation.motion!.availability.findings(moment(1_200e6)).workloads;
    expect(found).toMatchObject({ desired: 4, serving: 4 });
    const { fromSeconds, toSeconds, cause } = found!.outages.at(-1)!;
    expect(cause).toBe("failure");
    // 40 to 50 s until the node counts as lost, 300 s of toleration, a moment to start anew.
    expect(fromSeconds).toBeGreaterThan(135);
    expect(fromSeconds).toBeLessThan(165);
    expect(toSeconds! - fromSeconds).toBeGreaterThan(300);
    expect(toSeconds! - fromSeconds).toBeLessThan(325);
  });

  it("goes the same way whether controllers count pods or are told how many there are", () => {
    const plan = controlledPlan([deployment("web", 4), deployment("api", 3)], { faults: [CRASH] });
    const [told, counting] = [new Simulation(plan), new Simulation(plan)];
    Object.defineProperty(counting.motion!.controllers.view, "tallies", { value: undefined });
    for (const simulation of [told, counting]) simulation.run(moment(1_200e6));
    expect(told.engine.fingerprint).toBe(counting.engine.fingerprint);
  });

  it("is the same again from the same seed, and goes on from a snapshot as if nothing had been", () => {
    const plan = controlledPlan([deployment("web", 3), deployment("api", 2)]);
    const whole = new Simulation(plan);
    whole.run(moment(600e6));
    const first = new Simulation(plan);
    first.run(moment(700_000));
    const second = new Simulation(plan);
    second.restore(first.snapshot());
    second.run(moment(600e6));
    expect(second.engine.fingerprint).toBe(whole.engine.fingerprint);
    expect(second.probes.chronicle.chronicle()).toEqual(whole.probes.chronicle.chronicle());
  });
});

describe("flags of kube-controller-manager", () => {
  const sizesWith = (flags: string) => {
    const more = `  loadMode: intervals\n  controllerManager: { ${flags} }\n`;
    const { motion } = runSimulation(loadedPlan({ rate: "160", more }));
    return motion!.autoscalers![0]!.rescales.map(({ atSeconds, to }) => [Math.round(atSeconds), to]);
  };

  it("reach the autoscalers", () => {
    const usual = sizesWith("");
    expect(usual.at(-1)![1]).toBe(7);
    expect(usual[0]![0]).toBeLessThan(100);
    expect(sizesWith("horizontalPodAutoscalerTolerance: 100")).toEqual([]);
    // At most twice as many at once.
    expect(sizesWith("horizontalPodAutoscalerSyncPeriod: 7m")[0]).toEqual([420, 6]);
  });
});

describe("an object that nobody has created yet", () => {
  const stored = deployment("web", 1);
  const { metadata: { creationTimestamp: _creationTimestamp, ...metadata } = {}, ...rest } = stored.object;
  const unborn = { kind: "Deployment", object: { ...rest, metadata } } as StoredObject;

  it("is created when the run begins, where controllers run", () => {
    const plan = controlledPlan([]);
    expect(bornAtStart(unborn, plan).object.metadata?.creationTimestamp).toBe(plan.controlled?.start);
    expect(bornAtStart(stored, plan)).toBe(stored);
  });
});
