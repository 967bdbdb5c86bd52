// How long a scheduling cycle takes, by the coefficients in force: more for each node that is looked at, for pods that a
// ReplicaSet or Service selects, for pods with rules about other pods, and less where the next cycle follows at once.
// The parts imitate where kube-scheduler spends its time (Filter and Score by node, PreFilter and PreScore over all nodes).

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";

/** What a cycle was about. */
export interface CycleFacts {
  /** Nodes that were filtered. */
  readonly evaluated: number;
  /** Nodes of the cluster. */
  readonly nodes: number;
  /** Whether the default constraints of PodTopologySpread apply: an owner's or a Service's selector matches the pod. */
  readonly isSelected: boolean;
  /** Whether the pod has topology spread constraints or inter-pod affinity of its own. */
  readonly isConstrained: boolean;
  /** Whether it follows another cycle at once: caches are warm then. */
  readonly isBackToBack: boolean;
}

/** The cost of a cycle in µs of one core. */
export type CycleCost = (facts: CycleFacts) => number;

export function cycleCost(coefficients: readonly Coefficient[]): CycleCost {
  const value = (name: string) => coefficientValue(coefficients, `scheduler.${name}`);
  const fixedUs = value("cycleFixedUs");
  const perNodeUs = value("cyclePerNodeUs");
  const selectedPerNodeUs = value("cycleSelectedPerNodeUs");
  const selectedPerClusterNodeUs = value("cycleSelectedPerClusterNodeUs");
  const constrainedPerClusterNodeUs = value("cycleConstrainedPerClusterNodeUs");
  const backToBackShare = value("cycleBackToBackShare");
  return ({ evaluated, nodes, isSelected, isConstrained, isBackToBack }) => {
    let costUs = fixedUs + perNodeUs * evaluated;
    if (isSelected) costUs += selectedPerNodeUs * evaluated + selectedPerClusterNodeUs * nodes;
    if (isConstrained) costUs += constrainedPerClusterNodeUs * nodes;
    return isBackToBack ? costUs * backToBackShare : costUs;
  };
}
