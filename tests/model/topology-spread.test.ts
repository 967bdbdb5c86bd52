// Topology spread constraints of a pod: what is taken for granted, whom they count, and which nodes take part.

import { describe, expect, it } from "vitest";

import type { TopologySpreadConstraint } from "../../src/model/api/types/affinity.ts";
import { selectorText } from "../../src/model/label-selector.ts";
import { compileRequired } from "../../src/model/node-selector.ts";
import type { Labels } from "../../src/model/objects.ts";
import { compileSpread, includesNode, type SpreadConstraint } from "../../src/model/topology-spread.ts";

const ZONE: TopologySpreadConstraint = { maxSkew: 2, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule" };

function compiled(constraint: Partial<TopologySpreadConstraint>, labels?: Labels): SpreadConstraint {
  const result = compileSpread([{ ...ZONE, ...constraint }], labels, "DoNotSchedule");
  if ("kind" in result) throw new Error(result.message);
  return result[0]!;
}

describe("a constraint", () => {
  it("wants one domain, honours affinity and ignores taints unless it says otherwise", () => {
    expect(compiled({})).toEqual({
      maxSkew: 2,
      topologyKey: "zone",
      selector: { kind: "nothing" },
      minDomains: 1,
      honorsAffinity: true,
      honorsTaints: false,
    });
    expect(compiled({ minDomains: 3, nodeAffinityPolicy: "Ignore", nodeTaintsPolicy: "Honor" })).toMatchObject({
      minDomains: 3,
      honorsAffinity: false,
      honorsTaints: true,
    });
  });

  it("belongs to one action, and those of one action keep their order", () => {
    const soft: TopologySpreadConstraint = { ...ZONE, topologyKey: "host", whenUnsatisfiable: "ScheduleAnyway" };
    const keys = (action: "DoNotSchedule" | "ScheduleAnyway") => {
      const result = compileSpread([ZONE, soft, { ...ZONE, topologyKey: "rack" }], undefined, action);
      return "kind" in result ? [] : result.map(({ topologyKey }) => topologyKey);
    };
    expect(keys("DoNotSchedule")).toEqual(["zone", "rack"]);
    expect(keys("ScheduleAnyway")).toEqual(["host"]);
  });

  it("cannot be had with a selector that cannot be asked, unless it is of the other action", () => {
    const broken = { ...ZONE, labelSelector: { matchExpressions: [{ key: "app", operator: "Near" }] } };
    expect(compileSpread([ZONE, broken], undefined, "DoNotSchedule")).toEqual({
      kind: "invalid",
      message: '"Near" is not a valid label selector operator',
    });
    expect(compileSpread([broken], undefined, "ScheduleAnyway")).toEqual([]);
  });
});

describe("matchLabelKeys", () => {
  const labelSelector = { matchLabels: { app: "web" } };
  const labels = { app: "web", hash: "1", constructor: "me" };

  it.each<[string, Partial<TopologySpreadConstraint>, string]>([
    ["narrow the selector to the pod's values", { labelSelector, matchLabelKeys: ["hash"] }, "app=web,hash=1"],
    ["stay without effect where the pod has no such label", { labelSelector, matchLabelKeys: ["toString"] }, "app=web"],
    ["count each key once", { labelSelector, matchLabelKeys: ["hash", "hash"] }, "app=web,hash=1"],
    ["narrow a selector of everything", { labelSelector: {}, matchLabelKeys: ["constructor"] }, "constructor=me"],
  ])("%s", (_sentence, constraint, text) => {
    expect(selectorText(compiled(constraint, labels).selector)).toBe(text);
  });

  it("leave a selector of nothing as it is", () => {
    expect(compiled({ matchLabelKeys: ["hash"] }, labels).selector.kind).toBe("nothing");
  });
});

describe("a node takes part", () => {
  const pod = { required: compileRequired({ disk: "ssd" }, undefined), tolerations: [] };
  const wanted = { name: "a", labels: { disk: "ssd" }, taints: [] };
  const unwanted = { ...wanted, labels: {} };
  const tainted = { ...wanted, taints: [{ key: "k", effect: "NoExecute" }] };
  const disliked = { ...wanted, taints: [{ key: "k", effect: "PreferNoSchedule" }] };
  const honour = { honorsAffinity: true, honorsTaints: true };

  it.each([
    ["if the pod could go there", honour, wanted, true],
    ["not if the pod's selector refuses it", honour, unwanted, false],
    ["for all that if affinity is ignored", { ...honour, honorsAffinity: false }, unwanted, true],
    ["not if a taint keeps the pod away", honour, tainted, false],
    ["for all that if taints are ignored", { ...honour, honorsTaints: false }, tainted, true],
    ["if its taint only dislikes the pod", honour, disliked, true],
  ])("%s", (_sentence, inclusion, node, expected) => {
    expect(includesNode(inclusion, pod, node)).toBe(expected);
  });
});
