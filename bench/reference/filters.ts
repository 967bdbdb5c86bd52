// The filters of kube-scheduler's default profile that plimsoll simulates, node by node.

import { matchesRequired } from "../../src/model/node-selector.ts";
import { firstUntoleratedTaint, isTolerated, UNSCHEDULABLE_TAINT } from "../../src/model/toleration.ts";

import { amountsByName, type NodeObject, type PodObject } from "./objects.ts";

export function refuseCordonedNode({ look }: PodObject, node: NodeObject): readonly string[] {
  const passes = !node.unschedulable || isTolerated(UNSCHEDULABLE_TAINT, look.tolerations);
  return passes ? [] : ["node(s) were unschedulable"];
}

export function refuseOtherName({ look }: PodObject, node: NodeObject): readonly string[] {
  const wanted = look.pod.spec.nodeName ?? "";
  return wanted === "" || wanted === node.name ? [] : ["node(s) didn't match the requested node name"];
}

export function refuseTaint({ look }: PodObject, node: NodeObject): readonly string[] {
  const taint = firstUntoleratedTaint(node.taints, look.tolerations);
  return taint === undefined ? [] : ["node(s) had untolerated taint(s)"];
}

export function refuseUnselected({ look }: PodObject, node: NodeObject): readonly string[] {
  return matchesRequired(look.required, node) ? [] : ["node(s) didn't match Pod's node affinity/selector"];
}

export function refuseTakenPort({ look }: PodObject, node: NodeObject): readonly string[] {
  const taken = look.hostPorts.some((port) => node.hostPorts.conflictsWith(port));
  return taken ? ["node(s) didn't have free ports for the requested pod ports"] : [];
}

export function refuseIfShort({ look }: PodObject, node: NodeObject): readonly string[] {
  const reasons: string[] = [];
  if (node.pods.size + 1 > node.allowedPods) reasons.push("Too many pods");
  for (const [name, amount] of amountsByName(look.requests)) {
    const free = (node.allocatable.get(name) ?? 0) - (node.requested.get(name) ?? 0);
    if (amount !== 0 && amount > free) reasons.push(`Insufficient ${name}`);
  }
  return reasons;
}
