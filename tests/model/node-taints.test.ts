// Taints that the control plane gives to nodes, and how taints are added and taken away.

import { describe, expect, it } from "vitest";

import {
  hasTaint,
  noExecuteTaints,
  noScheduleSwap,
  NOT_READY,
  UNREACHABLE,
  withoutTaints,
  withTaint,
} from "../../src/model/node-taints.ts";

const cordoned = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };
const own = { key: "team", value: "a", effect: "NoSchedule" };

describe("the NoSchedule taints of a node", () => {
  it.each([
    ["Ready", "False", "node.kubernetes.io/not-ready"],
    ["Ready", "Unknown", "node.kubernetes.io/unreachable"],
    ["MemoryPressure", "True", "node.kubernetes.io/memory-pressure"],
    ["DiskPressure", "True", "node.kubernetes.io/disk-pressure"],
    ["PIDPressure", "True", "node.kubernetes.io/pid-pressure"],
    ["NetworkUnavailable", "True", "node.kubernetes.io/network-unavailable"],
  ])("follow from %s=%s", (type, status, key) => {
    const swap = noScheduleSwap({ status: { conditions: [{ type, status }] } });
    expect(swap).toEqual({ add: [{ key, effect: "NoSchedule" }], remove: [] });
  });

  it("go when their reason has gone, and others' stay", () => {
    expect(noScheduleSwap({ spec: { taints: [cordoned, own, UNREACHABLE] } })).toEqual({ add: [], remove: [cordoned] });
  });

  it("say that a node is cordoned", () => {
    expect(noScheduleSwap({ spec: { unschedulable: true } })).toEqual({ add: [cordoned], remove: [] });
    expect(noScheduleSwap({ spec: { unschedulable: true, taints: [cordoned] } })).toEqual({ add: [], remove: [] });
  });

  it("do not follow from conditions with a name of every object", () => {
    const conditions = [{ type: "constructor", status: "True" }];
    expect(noScheduleSwap({ status: { conditions } })).toEqual({ add: [], remove: [] });
  });
});

describe("a list of taints", () => {
  it("knows taints by key and effect, whatever their value", () => {
    expect(hasTaint([own], { ...own, value: "b" })).toBe(true);
    expect(hasTaint([own], { ...own, effect: "NoExecute" })).toBe(false);
    expect(hasTaint(undefined, own)).toBe(false);
  });

  it("takes a taint in the place of one of the same key and effect", () => {
    expect(withTaint([own, cordoned], { ...own, value: "b" })).toEqual([{ ...own, value: "b" }, cordoned]);
    expect(withTaint(undefined, own)).toEqual([own]);
  });

  it("loses those of the same key and effect", () => {
    expect(withoutTaints([own, NOT_READY, UNREACHABLE], [NOT_READY])).toEqual([own, UNREACHABLE]);
    expect(noExecuteTaints([own, NOT_READY])).toEqual([NOT_READY]);
  });
});
