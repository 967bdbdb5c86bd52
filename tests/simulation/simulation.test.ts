// How a run is put together.

import { describe, expect, it } from "vitest";

import { Simulation } from "../../src/simulation/simulation.ts";
import { smallNode, smallPlan, smallPod, smallWorkload } from "./small-plan.ts";

const NODE = smallNode("n1", { cpu: "2", memory: "4Gi" });

describe("a simulation", () => {
  it("has the plan's nodes and bound pods before anything happens", () => {
    const bound = smallPod({ cpu: "500m" }, { nodeName: "n1" });
    const simulation = new Simulation(smallPlan([NODE], [], { boundPods: [bound] }));
    expect(simulation.preexisting).toBe(1);
    expect(simulation.cluster.nodes.size).toBe(1);
    expect(simulation.cluster.nodes.podCount(0)).toBe(1);
    expect(simulation.engine.events).toBe(0);
  });

  it("remembers nodes that were fuller than their size from the beginning", () => {
    const heavy = smallPod({ cpu: "3" }, { nodeName: "n1" });
    const simulation = new Simulation(smallPlan([NODE], [], { boundPods: [heavy] }));
    expect([0, 1].map((node) => simulation.overfull.has(node))).toEqual([true, false]);
  });

  it("is over at once where nothing is offered", () => {
    const simulation = new Simulation(smallPlan([NODE], []));
    expect(simulation.run()).toMatchObject({ endedBy: "quiescence", events: 0 });
  });

  it("schedules the pods of all its workloads", () => {
    const rows = [{ pod: smallPod({ cpu: "100m" }) }];
    const workloads = ["a", "b"].map((name) => smallWorkload(name, rows, { kind: "at-start" }));
    const simulation = new Simulation(smallPlan([NODE], workloads));
    simulation.run();
    expect(simulation.cluster.nodes.podCount(0)).toBe(2);
  });
});
