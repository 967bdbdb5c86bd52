// How long a scheduling cycle takes, by the coefficients in force: more for each node that is looked at, for pods that a
// ReplicaSet or Service selects, for pods with rules about other pods, and less where the next cycle follows at once.
// The parts imitate where kube-scheduler spends its time (Filter and Score by node, PreFilter and PreScore over all nodes).

import { coefficientValue, type Coefficient } from "../../base/coefficient.ts";

const FITTED =
  "kube-scheduler v1.36.3 with kube-apiserver and etcd on 2 cores, one pod at a time: bare pods on 100 to 5,000 nodes, and pods " +
  "of Deployments with eight templates on 1,000 and 5,000; least squares of the mean cycle, every run within 30 %";

/** How the parts add up stands below. */
export const CYCLE_COEFFICIENTS: readonly Coefficient[] = Object.freeze([
  { name: "scheduler.cycleFixedUs", value: 250, unit: "µs", source: FITTED },
  { name: "scheduler.cyclePerNodeUs", value: 4, unit: "µs", source: FITTED },
  { name: "scheduler.cycleSelectedPerNodeUs", value: 7.5, unit: "µs", source: FITTED },
  { name: "scheduler.cycleSelectedPerClusterNodeUs", value: 1.4, unit: "µs", source: FITTED },
  { name: "scheduler.cycleConstrainedPerClusterNodeUs", value: 1.3, unit: "µs", source: FITTED },
  {
    name: "scheduler.cycleBackToBackShare",
    value: 0.31,
    unit: "1",
    source:
      "the same, bursts of 1,000 and 3,000 pods on 100 and 1,000 nodes: a cycle without a pause before it, by one alone",
  },
]);

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
