// DefaultPreemption as a whole: what it says, whom it nominates, and whose nomination it takes away.

import { describe, expect, it } from "vitest";

import { defaultPreemption } from "../../../src/scheduling/plugins/default-preemption.ts";
import { failure, SUCCESS, unschedulable } from "../../../src/scheduling/framework/status.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { podAsking } from "../../model/build-objects.ts";
import { Crowd } from "../preemption/crowded-node.ts";

describe("a pod that fits nowhere", () => {
  it("is told on how many nodes preemption does not help, and on how many nobody stands in its way", () => {
    const crowd = new Crowd(["n1", "n2", "n3"]).put("n1", { peer: { cpu: "4", priority: 10 }, low: { cpu: "1" } });
    crowd.put("n2", { other: { cpu: "4", priority: 10 } });
    expect(crowd.preempt("4", 10, { nodeSelector: { disk: "ssd" } })).toContain(
      "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    );
    const full = crowd.put("n3", { last: { cpu: "4", priority: 11 } });
    expect(full.preempt("4", 10)).toContain(
      "preemption: 0/3 nodes are available: 1 Insufficient cpu, 2 No preemption victims found for incoming pod.",
    );
    expect(full.outcomeFor("4", 10)?.nomination).toEqual({ kind: "clear" });
  });

  it("is nominated to the node where the least harm is done, without a word", () => {
    const crowd = new Crowd(["n1", "n2"]).put("n1", { a: { cpu: "4", priority: 5 } }).put("n2", { b: { cpu: "4" } });
    expect(crowd.outcomeFor("2", 10)).toMatchObject({
      code: "Success",
      message: "",
      nomination: { kind: "set", node: 1 },
      preemption: { node: 1, victims: [crowd.id("b")], pdbViolations: 0, tied: [1], candidates: [{}, {}] },
    });
  });

  it("takes the nomination of pods of lower priority to that node away", () => {
    const crowd = new Crowd(["n1"])
      .put("n1", { a: { cpu: "4" } })
      .waiting("lower", 5, "n1")
      .waiting("equal", 10, "n1");
    expect(crowd.names(crowd.outcomeFor("2", 10)!.preemption!.denominated)).toEqual(["lower"]);
  });

  it.each([
    ["1.34", ["lower"]],
    ["1.35", []],
  ] as const)(
    "at %s, whose victims are all on their way out already, takes away the nominations of %j",
    (version, names) => {
      const crowd = new Crowd(["n1"], version)
        .put("n1", { a: { cpu: "4" } })
        .waiting("lower", 5, "n1")
        .preempted("a");
      expect(crowd.names(crowd.outcomeFor("2", 10)!.preemption!.denominated)).toEqual(names);
    },
  );
});

describe("a plugin that fails in the trials", () => {
  /** Both nodes are tried; on the second the pod would fit. */
  function outcomeOf(statuses: Readonly<Record<string, string>>) {
    const crowd = new Crowd(["n1", "n2"]).put("n1", { a: {} }).put("n2", { b: {} });
    const dryRun = () => ({
      on(node: number) {
        let asked = 0;
        const broken = statuses[crowd.small.nameOf(node)];
        const answers = [broken === undefined ? SUCCESS : failure(broken), unschedulable("full")];
        const status = () => ({ ...answers[asked++]!, plugin: "P" });
        return {
          node: new LiveNode(crowd.cluster, node),
          add: () => SUCCESS,
          remove: () => SUCCESS,
          status,
          fits: () => status().code === "Success",
        };
      },
    });
    const diagnosis = { nodesTotal: 2, preemptible: [0, 1], preFilter: undefined, dryRun };
    const pod = crowd.small.pod(podAsking({}, { priority: 10 }));
    return crowd.small.plugin(defaultPreemption).postFilter!(pod, diagnosis);
  }

  it("does no harm where another node helps", () => {
    expect(outcomeOf({ n1: "broken" })).toMatchObject({ code: "Success", nomination: { kind: "set", node: 1 } });
  });

  it("ends the attempt where none does; the same words are said once", () => {
    const rest = { nomination: { kind: "keep" }, triedPreemption: true };
    expect(outcomeOf({ n1: "broken", n2: "broken" })).toEqual({
      code: "Error",
      message: "preemption: broken",
      ...rest,
    });
    expect(outcomeOf({ n1: "a", n2: "b" })).toEqual({ code: "Error", message: "preemption: [a, b]", ...rest });
  });
});
