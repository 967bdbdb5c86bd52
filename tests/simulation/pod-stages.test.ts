// Every pod's way through a whole run, with a control plane that takes time: no stage is negative, and they sum to the total.

import { describe, expect, it } from "vitest";

import { NOT_YET } from "../../src/cluster/pod-table.ts";
import type { ControlPlane } from "../../src/components/api-server/control-plane.ts";
import type { PodWays } from "../../src/metrics/pod-ways.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { horizon, smallNode, smallPlan, smallPod, smallWorkload, type Row } from "./small-plan.ts";

/** Pods that come, wait for room, run, and make room for others. */
const ROWS: readonly Row[] = Array.from({ length: 60 }, (_, number) => ({
  pod: smallPod({ cpu: "1" }),
  listedAtSeconds: number / 16,
  lifetimeSeconds: 5 + (number % 7),
}));

const NODES = ["n1", "n2", "n3"].map((name) => smallNode(name, { cpu: "8" }));

/** The moments of a pod's way, in their order. */
function momentsOf(ways: PodWays, pod: number): readonly number[] {
  return [
    ways.askedAtUs(pod),
    ways.createdAtUs(pod),
    ways.queuedAtUs(pod),
    ways.firstAttemptAtUs(pod),
    ways.lastAttemptAtUs(pod),
    ways.assumedAtUs(pod),
    ways.boundAtUs(pod),
    ways.takenUpAtUs(pod),
    ways.startedAtUs(pod),
    ways.readyAtUs(pod),
  ];
}

describe.each<ControlPlane>([{ kind: "measured" }, { kind: "measured", cores: 1 }, { kind: "instant" }])(
  "a run with control plane $kind, cores $cores",
  (controlPlane) => {
    const plan = smallPlan(NODES, [smallWorkload("web", ROWS, { kind: "listed" })], { ...horizon(120), controlPlane });
    const simulation = new Simulation(plan);
    simulation.run();
    const { ways } = simulation.probes;
    const pods = Array.from({ length: simulation.cluster.pods.size }, (_, pod) => pod);

    it("has every moment of every pod's way, each no earlier than the one before", () => {
      expect(pods.length).toBe(60);
      for (const pod of pods) {
        const moments = momentsOf(ways, pod);
        expect(moments, `pod ${pod}`).not.toContain(NOT_YET);
        expect(
          moments.toSorted((a, b) => a - b),
          `pod ${pod}`,
        ).toEqual(moments);
      }
    });

    it("has pods that were tried more than once", () => {
      expect(pods.filter((pod) => ways.lastAttemptAtUs(pod) > ways.firstAttemptAtUs(pod)).length).toBeGreaterThan(5);
    });

    it("takes time on the way of a request only where the control plane does", () => {
      const spans = pods.map((pod) => ways.createdAtUs(pod) - ways.askedAtUs(pod));
      if (controlPlane.kind === "instant") expect(spans.every((span) => span === 0)).toBe(true);
      else expect(spans.every((span) => span > 1000)).toBe(true);
    });
  },
);
