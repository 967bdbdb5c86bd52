// Conditions of nodes: what is written about a silent one, what a kubelet's post replaces, and what counts as a change.

import { describe, expect, it } from "vitest";

import {
  changedConditions,
  foundConditions,
  HEALTHY_CONDITIONS,
  nodeCondition,
  readyStatus,
  reportedNode,
  silentConditions,
  withPosted,
} from "../../src/model/node-conditions.ts";

const NETWORK = { type: "NetworkUnavailable", status: "False", reason: "RouteCreated", message: "made" };
const UNREADY = { type: "Ready", status: "False", reason: "KubeletNotReady", message: "no network" };

describe("the conditions of a silent node", () => {
  it("are unknown, but for those that are not the kubelet's", () => {
    const silent = silentConditions([...HEALTHY_CONDITIONS, NETWORK]);
    expect(silent.map(({ type, status }) => `${type}=${status}`)).toEqual([
      "MemoryPressure=Unknown",
      "DiskPressure=Unknown",
      "PIDPressure=Unknown",
      "Ready=Unknown",
      "NetworkUnavailable=False",
    ]);
    expect(nodeCondition(silent, "Ready")).toMatchObject({
      reason: "NodeStatusUnknown",
      message: "Kubelet stopped posting node status.",
    });
  });

  it("say of those that were never posted that they were not", () => {
    expect(silentConditions(undefined)[0]).toEqual({
      type: "Ready",
      status: "Unknown",
      reason: "NodeStatusNeverUpdated",
      message: "Kubelet never posted node status.",
    });
  });

  it("stay as they are where they were unknown before", () => {
    const silent = silentConditions(HEALTHY_CONDITIONS);
    expect(silentConditions(silent)).toEqual(silent);
  });
});

describe("a kubelet's post", () => {
  it("takes the place of what was there of the same types", () => {
    const posted = withPosted([NETWORK, ...silentConditions(HEALTHY_CONDITIONS)], foundConditions([UNREADY]));
    expect(posted[0]).toBe(NETWORK);
    expect(readyStatus(posted)).toBe("False");
    expect(nodeCondition(posted, "DiskPressure")?.status).toBe("False");
  });

  it("changes only what has another status, reason or message", () => {
    expect(changedConditions(HEALTHY_CONDITIONS, foundConditions([]))).toEqual([]);
    expect(changedConditions(HEALTHY_CONDITIONS, foundConditions([UNREADY]))).toEqual([UNREADY]);
    expect(changedConditions(undefined, [UNREADY])).toEqual([UNREADY]);
  });
});

describe("a node of a pool", () => {
  it("is taken for reported, unless it says itself how it is", () => {
    const node = { metadata: { name: "n" } };
    expect(reportedNode(node).status?.conditions).toBe(HEALTHY_CONDITIONS);
    const told = { ...node, status: { conditions: HEALTHY_CONDITIONS.with(3, UNREADY) } };
    expect(reportedNode(told)).toBe(told);
  });

  it("has what a dump leaves out of its conditions, and those that it tells as they are", () => {
    const told = reportedNode({ metadata: { name: "n" }, status: { conditions: [UNREADY] } });
    expect(told.status?.conditions).toEqual([UNREADY, ...HEALTHY_CONDITIONS.slice(0, 3)]);
  });
});
