// Want of room: a larger node, a smaller request, both as large as they must be and no larger.

import { describe, expect, it } from "vitest";

import { smallNode, smallPod } from "../../small-plan.ts";
import { boundPod, expectEnough, planAsking, remediesOf, sortsOf } from "../small-questions.ts";

describe("a pod that is too large for its node", () => {
  const plan = planAsking([smallNode("n1", { cpu: "2", memory: "4Gi" })], smallPod({ cpu: "2500m", memory: "1Gi" }));
  const remedies = remediesOf(plan);

  it("would fit on a node with exactly what is wanting", () => {
    expect(remedies[0]!.changes).toEqual([
      { kind: "allocatable", node: "n1", resource: "cpu", by: 0.5, to: 2.5, unit: "cores" },
    ]);
  });

  it("would fit if it asked for what there is", () => {
    expect(remedies[1]!.changes).toEqual([{ kind: "request", resource: "cpu", from: 2.5, to: 2, unit: "cores" }]);
  });

  it("needs nothing else: each of both is enough", () => {
    expectEnough(plan, remedies);
  });
});

describe("a node with as many pods as it may have", () => {
  const node = smallNode("n1", { cpu: "2", memory: "4Gi", pods: "1" });
  const plan = planAsking([node], smallPod({ cpu: "1" }), [boundPod("other", "n1")]);

  it("would have to allow one more, or lose one", () => {
    const remedies = remediesOf(plan);
    expect(sortsOf(remedies)).toEqual(["allocatable", "pod-away"]);
    expect(remedies[0]!.changes[0]).toMatchObject({ resource: "pods", by: 1, to: 2, unit: "count" });
    expectEnough(plan, remedies);
  });
});

describe("two nodes", () => {
  it("are told in the order of how little is wanting", () => {
    const nodes = [smallNode("far", { cpu: "1", memory: "1Gi" }), smallNode("near", { cpu: "3", memory: "1Gi" })];
    const remedies = remediesOf(planAsking(nodes, smallPod({ cpu: "4" })));
    expect(remedies.map(({ node }) => node)).toEqual(["near", "near", "far"]);
  });
});
