// The plugins of kube-scheduler's default profile that plimsoll simulates, in the order in which they run. Whatever
// else stands in the profile passes every pod and scores 0 (volumes, spreading, affinity between pods).

import { preferredTermError } from "../../src/model/node-selector.ts";

import {
  refuseCordonedNode,
  refuseIfShort,
  refuseOtherName,
  refuseTaint,
  refuseTakenPort,
  refuseUnselected,
} from "./filters.ts";
import { ImageLocality } from "./image-locality.ts";
import type { NodeObject } from "./objects.ts";
import type { Plugin, WeightedPlugin } from "./plugin.ts";
import {
  asksForNothing,
  countDislikedTaints,
  normalizeDownwards,
  normalizeUpwards,
  scoreBalance,
  scoreFreeRoom,
  sumPreferredTerms,
} from "./scores.ts";

const taintToleration: Plugin = {
  name: "TaintToleration",
  filter: refuseTaint,
  score: countDislikedTaints,
  normalize: normalizeDownwards,
};

const nodeAffinity: Plugin = {
  name: "NodeAffinity",
  beforeFilter({ look }) {
    const names = look.allowedNodeNames;
    if (names === undefined) return { kind: "any-node" };
    return names.size === 0 ? { kind: "refused" } : { kind: "only", names };
  },
  filter: refuseUnselected,
  beforeScore({ look }) {
    if (look.preferred.length === 0) return "skip";
    return preferredTermError(look.preferred) === undefined ? "go-on" : "error";
  },
  score: sumPreferredTerms,
  normalize: normalizeUpwards,
};

const nodeResourcesFit: Plugin = { name: "NodeResourcesFit", filter: refuseIfShort, score: scoreFreeRoom };

const balancedAllocation: Plugin = {
  name: "NodeResourcesBalancedAllocation",
  beforeScore: (pod) => (asksForNothing(pod) ? "skip" : "go-on"),
  score: scoreBalance,
};

export function defaultPlugins(nodes: readonly NodeObject[]): readonly WeightedPlugin[] {
  return [
    { plugin: { name: "NodeUnschedulable", filter: refuseCordonedNode }, weight: 0 },
    { plugin: { name: "NodeName", filter: refuseOtherName }, weight: 0 },
    { plugin: taintToleration, weight: 3 },
    { plugin: nodeAffinity, weight: 2 },
    { plugin: { name: "NodePorts", filter: refuseTakenPort }, weight: 0 },
    { plugin: nodeResourcesFit, weight: 1 },
    { plugin: balancedAllocation, weight: 1 },
    { plugin: new ImageLocality(nodes), weight: 1 },
  ];
}
