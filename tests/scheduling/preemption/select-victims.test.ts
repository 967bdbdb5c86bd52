// Who has to leave one node.

import { describe, expect, it } from "vitest";

import { failure, SUCCESS, unschedulable, type Status } from "../../../src/scheduling/framework/status.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { lowerPriorityPods, selectVictims } from "../../../src/scheduling/preemption/select-victims.ts";
import { Crowd } from "./crowded-node.ts";

const NO_BUDGETS = { budgets: [], allowed: [] };

describe("the victims on a node", () => {
  it("are as few as make room, the least important ones", () => {
    const crowd = new Crowd(["n1"]).put("n1", {
      young: { priority: 1, startedUs: -1 },
      old: { priority: 1, startedUs: -9 },
      high: { priority: 5 },
      equal: { priority: 10 },
    });
    expect(crowd.preempt("1", 10)).toBe("n1: young");
    expect(crowd.preempt("2", 10)).toBe("n1: old young");
    expect(crowd.preempt("3", 10)).toBe("n1: high old young");
  });

  it("may be more important ones if the lesser leave no room", () => {
    const crowd = new Crowd(["n1"]).put("n1", { large: { priority: 5, cpu: "3" }, small: { priority: 1 } });
    expect(crowd.preempt("2", 10)).toBe("n1: large");
  });

  it("are rather pods that no budget protects, and stand in the order of importance all the same", () => {
    const web = { labels: { app: "web" } };
    const crowd = new Crowd(["n1"])
      .put("n1", {
        kept: { priority: 1, ...web },
        high: { priority: 5 },
        low: { priority: 0 },
        web: { priority: 7, ...web },
      })
      .budget("web", { spec: { selector: { matchLabels: web.labels } }, status: { disruptionsAllowed: 0 } });
    expect(crowd.preempt("1", 10)).toBe("n1: low");
    expect(crowd.preempt("2", 10)).toBe("n1: high low");
    expect(crowd.preempt("3", 10)).toBe("n1: high kept low");
    expect(crowd.outcomeFor("3", 10)?.preemption?.pdbViolations).toBe(1);
  });

  it("are found among pods of lower priority only", () => {
    const crowd = new Crowd(["n1"]).put("n1", {
      equal: { priority: 4 },
      low: { priority: 3 },
      lower: { priority: -1 },
    });
    expect(crowd.names(lowerPriorityPods(crowd.cluster, 0, 4))).toEqual(["low", "lower"]);
  });
});

describe("a trial", () => {
  const crowd = new Crowd(["n1"]).put("n1", { a: {}, b: {} });

  /** Filters that answer in turn, and what taking away and putting back say. */
  function tried(statuses: readonly Status[], moves: Partial<Record<"add" | "remove", Status>> = {}) {
    let asked = 0;
    const status = () => ({ ...statuses[asked++]!, plugin: "P" });
    const node = {
      node: new LiveNode(crowd.cluster, 0),
      add: () => moves.add ?? SUCCESS,
      remove: () => moves.remove ?? SUCCESS,
      status,
      fits: () => status().code === "Success",
    };
    return selectVictims(crowd.cluster, node, [crowd.id("a"), crowd.id("b")], NO_BUDGETS);
  }

  it("ends in the filters' words if the pod does not fit with all of them away", () => {
    expect(tried([unschedulable("too small", "too far")])).toEqual({
      kind: "refused",
      reasons: ["too small", "too far"],
    });
    expect(tried([failure("broken")])).toEqual({ kind: "failed", message: "broken" });
  });

  it("fails if nobody has to go after all", () => {
    const message = 'expected at least one victim pod on node "n1"';
    expect(tried([SUCCESS, SUCCESS, SUCCESS])).toEqual({ kind: "failed", message });
  });

  it("takes a filter that fails with a pod back for one that refuses", () => {
    const candidate = { node: 0, victims: [crowd.id("b")], pdbViolations: 0 };
    expect(tried([SUCCESS, SUCCESS, failure("broken")])).toEqual({ kind: "candidate", candidate });
  });

  it("fails with a plugin that cannot follow", () => {
    expect(tried([SUCCESS], { remove: failure("lost") })).toEqual({ kind: "failed", message: "lost" });
    expect(tried([SUCCESS], { add: failure("lost") })).toEqual({ kind: "failed", message: "lost" });
  });
});
