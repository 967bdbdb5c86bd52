// What becomes of the node that a pod is nominated to.

import { describe, expect, it } from "vitest";

import type { Decision, PostFilterOutcome } from "../../../src/scheduling/framework/decision.ts";
import { nominationAfter } from "../../../src/scheduling/framework/nomination.ts";
import { noNodesDecision } from "../../../src/scheduling/framework/unschedulable.ts";

function unschedulable(postFilter: PostFilterOutcome | undefined): Decision {
  return { ...(noNodesDecision() as Extract<Decision, { kind: "unschedulable" }>), postFilter };
}

describe("a nomination", () => {
  it("is what PostFilter made of it", () => {
    for (const nomination of [{ kind: "keep" }, { kind: "clear" }, { kind: "set", node: 3 }] as const) {
      expect(nominationAfter(unschedulable({ code: "Unschedulable", message: "", nomination }))).toEqual(nomination);
    }
  });

  it("goes where nobody was asked: an error, no node at all, no PostFilter plugin", () => {
    expect(nominationAfter({ kind: "error", message: "broken" })).toEqual({ kind: "clear" });
    expect(nominationAfter(noNodesDecision())).toEqual({ kind: "clear" });
    expect(nominationAfter(unschedulable(undefined))).toEqual({ kind: "clear" });
  });

  it("stays with a pod that another scheduler looks after", () => {
    expect(nominationAfter({ kind: "ignored" })).toEqual({ kind: "keep" });
  });
});
