// A watched run is the same run, and an explained decision is the decision.

import { describe, expect, it } from "vitest";

import { PodWatch } from "../../../src/simulation/explain/pod-watch.ts";
import { Simulation } from "../../../src/simulation/simulation.ts";
import { smallNode, smallPlan, smallPod, smallWorkload } from "../small-plan.ts";

const NODES = [1, 2, 3].map((number) => smallNode(`n${number}`, { cpu: String(number), memory: "8Gi" }));
const ROWS = Array.from({ length: 9 }, (_, index) => ({ pod: smallPod({ cpu: "900m" }), lifetimeSeconds: 1 + index }));
const PLAN = smallPlan(NODES, [smallWorkload("web", ROWS, { kind: "poisson", perSecond: 5 })]);
const PODS = ROWS.map((_, index) => ({ namespace: "default", name: `web-${index}` }));

describe("a run that is watched", () => {
  const nodes: string[] = [];
  const simulation = new Simulation(PLAN, (placement) => {
    return new PodWatch(placement, PLAN.scheduler, PODS, PODS, ({ explained: { decision } }) => {
      if (decision.kind === "scheduled") nodes.push(placement.cluster.nodes.record(decision.node).name);
    });
  });
  const placed: string[] = [];
  simulation.cluster.observe({
    hear: ({ change }) => {
      if (change.kind === "pod-assumed") placed.push(simulation.cluster.nodes.record(change.node).name);
    },
  });
  simulation.run();

  it("goes as it would have gone", () => {
    const alone = new Simulation(PLAN);
    alone.run();
    expect(simulation.engine.fingerprint).toBe(alone.engine.fingerprint);
  });

  it("is explained with the decisions that were taken", () => {
    expect(nodes).toHaveLength(9);
    expect(nodes).toEqual(placed);
  });
});

describe("attempts that place nothing", () => {
  it("are remembered, the latest one of each pod", () => {
    const plan = smallPlan([NODES[0]!], [smallWorkload("web", ROWS.slice(0, 2), { kind: "at-start" })]);
    let watch: PodWatch | undefined;
    const simulation = new Simulation(plan, (placement) => {
      watch = new PodWatch(placement, plan.scheduler, PODS, [], () => expect.unreachable());
      return watch;
    });
    simulation.run();
    expect(watch!.failureOf(PODS[1]!)?.message).toContain("Insufficient cpu");
    expect(watch!.failureOf(PODS[0]!)).toBeUndefined();
  });
});
