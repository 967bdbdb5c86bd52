// Topology spread constraints of a pod, made ready once: whom they count, over which domains, and which nodes take part.
// Imitates plugins/podtopologyspread/common.go, v1.36.

import type { TopologySpreadConstraint } from "./api/types/affinity.ts";
import {
  compileLabelSelector,
  selectorOf,
  type CompiledLabelSelector,
  type InvalidSelector,
} from "./label-selector.ts";
import { labelRequirement } from "./label-requirement.ts";
import { matchesRequired, type RequiredNodeAffinity, type SelectableNode } from "./node-selector.ts";
import type { Labels, Taint, Toleration } from "./objects.ts";
import { firstUntoleratedTaint } from "./toleration.ts";

/** What happens to a pod that would be spread too unevenly: it waits, or goes there if nowhere else is better. */
export type SpreadAction = "DoNotSchedule" | "ScheduleAnyway";

/** Nodes of this key are their own domains, and are counted one by one when they are scored. */
export const HOSTNAME_KEY = "kubernetes.io/hostname";

/** Which nodes are counted: all, or those that the pod could go to. */
export interface NodeInclusion {
  readonly honorsAffinity: boolean;
  readonly honorsTaints: boolean;
}

export interface SpreadConstraint extends NodeInclusion {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly selector: CompiledLabelSelector;
  readonly minDomains: number;
}

/** What of a pod decides which nodes are included. */
export interface IncludedPod {
  readonly required: RequiredNodeAffinity;
  readonly tolerations: readonly Toleration[];
}

/** What pods are spread by that ask for nothing, unless the profile says otherwise; their selector is deduced. */
export const SYSTEM_SPREADING: readonly TopologySpreadConstraint[] = Object.freeze([
  { topologyKey: HOSTNAME_KEY, whenUnsatisfiable: "ScheduleAnyway", maxSkew: 3 },
  { topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway", maxSkew: 5 },
]);

/** The constraints of one action, in their order; the first selector that cannot be asked spoils them all. */
export function compileSpread(
  constraints: readonly TopologySpreadConstraint[],
  podLabels: Labels | undefined,
  action: SpreadAction,
): readonly SpreadConstraint[] | InvalidSelector {
  const compiled: SpreadConstraint[] = [];
  for (const constraint of constraints) {
    if (constraint.whenUnsatisfiable !== action) continue;
    const selector = compileLabelSelector(constraint.labelSelector);
    if (selector.kind === "invalid") return selector;
    compiled.push(withSelector(constraint, narrowedByLabelKeys(selector, constraint.matchLabelKeys ?? [], podLabels)));
  }
  return compiled;
}

function withSelector(constraint: TopologySpreadConstraint, selector: CompiledLabelSelector): SpreadConstraint {
  const { maxSkew = 0, topologyKey = "", minDomains, nodeAffinityPolicy, nodeTaintsPolicy } = constraint;
  return {
    maxSkew,
    topologyKey,
    selector,
    minDomains: minDomains ?? 1,
    honorsAffinity: (nodeAffinityPolicy ?? "Honor") === "Honor",
    honorsTaints: (nodeTaintsPolicy ?? "Ignore") === "Honor",
  };
}

/** Keys that the pod has must have the pod's values; what selects nothing goes on to do so. */
function narrowedByLabelKeys(
  selector: CompiledLabelSelector,
  keys: readonly string[],
  labels: Labels = {},
): CompiledLabelSelector {
  const present = new Set(keys.filter((key) => Object.hasOwn(labels, key)));
  if (selector.kind === "nothing" || present.size === 0) return selector;
  const added = [...present].map((key) => labelRequirement(key, "=", [labels[key]!]));
  return selectorOf([...added, ...selector.requirements]);
}

/** Whether a node's pods count for a constraint of the pod. */
export function includesNode(
  { honorsAffinity, honorsTaints }: NodeInclusion,
  { required, tolerations }: IncludedPod,
  node: SelectableNode & { readonly taints: readonly Taint[] },
): boolean {
  if (honorsAffinity && !matchesRequired(required, node)) return false;
  return !honorsTaints || firstUntoleratedTaint(node.taints, tolerations) === undefined;
}
