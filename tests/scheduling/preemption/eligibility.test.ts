// Which pods may make others go.

import { describe, expect, it } from "vitest";

import { Crowd } from "./crowded-node.ts";

const FULL = { low: { cpu: "4", priority: 1 } };
const GOING = "preemption: not eligible due to a terminating pod on the nominated node.";

/** What is said, without the other plugins' words. */
function said(crowd: Crowd, spec = {}, name?: string): string {
  return crowd.preempt("2", 10, spec, name).replace("no new claims to deallocate, ", "");
}

describe("a pod may not preempt", () => {
  it("if its policy is never to", () => {
    const crowd = new Crowd(["n1"]).put("n1", FULL);
    expect(said(crowd, { preemptionPolicy: "Never" })).toBe("preemption: not eligible due to preemptionPolicy=Never.");
    expect(said(crowd, { preemptionPolicy: "PreemptLowerPriority" })).toBe("n1: low");
  });

  it("while one that it preempted is still on its way out of the nominated node", () => {
    const crowd = new Crowd(["n1", "n2"]).put("n1", FULL).put("n2", { other: FULL.low }).waiting("me", 10, "n1");
    expect(said(crowd, {}, "me")).toBe("n1: low");
    crowd.preempted("low");
    expect(said(crowd, {}, "me")).toBe(GOING);
    expect(crowd.outcomeFor("2", 10, {}, "me")?.nomination).toEqual({ kind: "keep" });
  });
});

describe("a pod may preempt", () => {
  it("again if the one on its way out is not of lower priority, or goes for another reason", () => {
    const crowd = new Crowd(["n1"])
      .put("n1", { peer: { cpu: "2", priority: 10 }, low: { cpu: "2", priority: 1 } })
      .waiting("me", 10, "n1")
      .preempted("peer");
    expect(said(crowd, {}, "me")).toBe("n1: low");
    crowd.small.apply({ kind: "pod-terminating", pod: crowd.id("low") });
    expect(said(crowd, {}, "me")).toBe("n1: low");
  });

  it("again if its nominated node can no longer be helped, or is gone", () => {
    const crowd = new Crowd(["n1", "n2"])
      .put("n1", FULL)
      .put("n2", { other: FULL.low })
      .waiting("me", 10, "n1")
      .preempted("low");
    const elsewhere = { nodeSelector: { "kubernetes.io/hostname": "n2" } };
    expect(said(crowd, elsewhere, "me")).not.toBe(GOING);
    crowd.waiting("lost", 10, "n9");
    expect(said(crowd, {}, "lost")).toBe("n1: low");
  });
});
