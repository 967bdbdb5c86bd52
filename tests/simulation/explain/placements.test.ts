// Where every pod of a run came to be.

import { describe, expect, it } from "vitest";

import { placementsOf } from "../../../src/simulation/explain/placements.ts";
import { smallNode, smallPlan, smallPod, smallWorkload } from "../small-plan.ts";
import { boundPod } from "./small-questions.ts";

describe("the places of pods", () => {
  const node = smallNode("n1", { cpu: "2", memory: "4Gi" }, { "topology.kubernetes.io/zone": "a" });
  const rows = [{ pod: smallPod({ cpu: "1" }), lifetimeSeconds: 5 }, { pod: smallPod({ cpu: "3" }) }];
  const foreign = { pod: smallPod({ cpu: "1" }, { schedulerName: "other" }) };
  const workload = smallWorkload("web", [...rows, foreign], { kind: "at-start" });
  const places = placementsOf(smallPlan([node], [workload], { boundPods: [boundPod("old", "n1")] }));

  it("are nodes with pool and zone, for pods that have ended too", () => {
    expect(places.get("default/web-0")).toEqual({ kind: "placed", node: "n1", pool: "nodes", zone: "a" });
  });

  it("are nowhere for pods that wait, with the last message", () => {
    expect(places.get("default/web-1")).toMatchObject({ kind: "waiting" });
    expect(places.get("default/web-2")).toEqual({ kind: "waiting", message: "it was never tried" });
  });

  it("are nowhere for pods that had to go for another", () => {
    const urgent = smallPod({ cpu: "2" }, { priority: 9 });
    const rival = smallWorkload("low", [{ pod: smallPod({ cpu: "2" }) }], { kind: "at-start" });
    const later = smallWorkload("high", [{ pod: urgent, listedAtSeconds: 5 }], { kind: "listed" });
    const found = placementsOf(smallPlan([node], [rival, later]));
    expect(found.get("default/low-0")).toEqual({ kind: "preempted" });
    expect(found.get("default/high-0")).toMatchObject({ kind: "placed" });
  });

  it("leave out pods that stood there before", () => {
    expect([...places.keys()]).toEqual(["default/web-0", "default/web-1", "default/web-2"]);
  });
});
