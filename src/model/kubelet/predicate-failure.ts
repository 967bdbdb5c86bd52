// Why a kubelet does not take a pod that was bound to its node, and in which words it says so.
// Imitates pkg/kubelet/lifecycle/predicate.go (predicateAdmitHandler.Admit, InsufficientResourceError, PredicateFailureError), v1.36.

import type { NodeAdmission } from "./pressure-admission.ts";

/** What the node has too little of, in the units that the scheduler counts in. */
export interface ResourceShortage {
  readonly kind: "shortage";
  readonly resource: string;
  readonly requested: number;
  /** By the pods that the kubelet has taken. */
  readonly used: number;
  readonly capacity: number;
}

/** A rule of the scheduler that the node does not meet, with the scheduler's words for it. */
export interface UnmetRule {
  readonly kind: "unmet-rule";
  readonly name: "NodeAffinity" | "NodePorts" | "TaintToleration";
  readonly words: string;
}

export type PredicateFailure = ResourceShortage | UnmetRule;

export const WRONG_NODE: UnmetRule = Object.freeze({
  kind: "unmet-rule",
  name: "NodeAffinity",
  words: "node(s) didn't match Pod's node affinity/selector",
});
export const PORTS_TAKEN: UnmetRule = Object.freeze({
  kind: "unmet-rule",
  name: "NodePorts",
  words: "node(s) didn't have free ports for the requested pod ports",
});
export const TAINTED: UnmetRule = Object.freeze({
  kind: "unmet-rule",
  name: "TaintToleration",
  words: "node(s) had taints that the pod didn't tolerate",
});

export type Refusal = Extract<NodeAdmission, { readonly kind: "refused" }>;

/** What the kubelet says of the first failure: of the others nobody hears. */
export function refusalFor(failure: PredicateFailure): Refusal {
  if (failure.kind === "unmet-rule") {
    const { name, words } = failure;
    return { kind: "refused", reason: name, message: `Predicate ${name} failed: ${words}` };
  }
  const { resource, requested, used, capacity } = failure;
  const amounts = `requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  const message = `Node didn't have enough resource: ${resource}, ${amounts}`;
  return { kind: "refused", reason: `OutOf${resource}`, message };
}
