// What InterPodAffinity's filter knows in one cycle, how that follows pods that come and go, and the verdict on a node.
// Imitates plugins/interpodaffinity/filtering.go, v1.36.

import { labelOf } from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";
import type { AffinityTerm } from "../../model/pod-affinity-terms.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { LiveNode } from "../framework/node-view.ts";
import type { CyclePod, PreFilterOutcome } from "../framework/plugin.ts";
import { SUCCESS, unresolvable, unschedulable, type Status } from "../framework/status.ts";
import { ChangingCounts, type PairCounts } from "./inter-pod-affinity-counts.ts";
import {
  allTermsSelect,
  foreignTermSelects,
  listedTermSelects,
  namespaceLabelsIn,
  withNamespaces,
} from "./inter-pod-affinity-terms.ts";

export const AFFINITY_REFUSAL = unresolvable("node(s) didn't match pod affinity rules");
export const ANTI_AFFINITY_REFUSAL = unschedulable("node(s) didn't match pod anti-affinity rules");
export const EXISTING_REFUSAL = unschedulable("node(s) didn't satisfy existing pods anti-affinity rules");

/** Required terms of the incoming pod with their namespaces listed, and the labels of its own namespace. */
export interface IncomingTerms {
  readonly affinity: readonly AffinityTerm[];
  readonly antiAffinity: readonly AffinityTerm[];
  readonly namespaceLabels: Labels | undefined;
}

export interface AffinityFilterState<Counts extends PairCounts = PairCounts> {
  readonly terms: IncomingTerms;
  /** Pods that all affinity terms mean, at each term's label. */
  readonly affinity: Counts;
  /** Pods that an anti-affinity term means, at that term's label. */
  readonly antiAffinity: Counts;
  /** Pods with an anti-affinity term that means the incoming pod, at that term's label. */
  readonly existingAntiAffinity: Counts;
}

type ChangingState = AffinityFilterState<ChangingCounts>;

/** Required terms of a pod of the class as the cluster stands. */
export function incomingTermsOf(cluster: ClusterState, { affinityTerms, namespace }: SchedulingClass): IncomingTerms {
  return {
    affinity: withNamespaces(cluster, affinityTerms.requiredAffinity),
    antiAffinity: withNamespaces(cluster, affinityTerms.requiredAntiAffinity),
    namespaceLabels: namespaceLabelsIn(cluster, namespace),
  };
}

/** Counts all pods of the cluster. Fails a pod whose terms cannot be asked. */
export function countForFilter(cluster: ClusterState, { podClass }: CyclePod): PreFilterOutcome<AffinityFilterState> {
  const { problem } = podClass.affinityTerms;
  if (problem !== undefined) return { kind: "rejected", status: unresolvable(`parsing pod: ${problem}`) };
  const terms = incomingTermsOf(cluster, podClass);
  const state: ChangingState = {
    terms,
    affinity: new ChangingCounts(),
    antiAffinity: new ChangingCounts(),
    existingAntiAffinity: new ChangingCounts(),
  };
  for (const id of cluster.nodeOrder) {
    const node = new LiveNode(cluster, id);
    for (const other of node.pods()) countPod(state, podClass, other.podClass, node.record.labels, 1);
  }
  const asksNothing = terms.affinity.length === 0 && terms.antiAffinity.length === 0;
  return asksNothing && state.existingAntiAffinity.total === 0 ? { kind: "skip" } : { kind: "ready", state };
}

/** A copy that `countPod` may change. */
export function copyOf(state: AffinityFilterState): ChangingState {
  return {
    terms: state.terms,
    affinity: new ChangingCounts(state.affinity),
    antiAffinity: new ChangingCounts(state.antiAffinity),
    existingAntiAffinity: new ChangingCounts(state.existingAntiAffinity),
  };
}

/** Counts a pod on a node with these labels in (1) or out (−1). */
export function countPod(
  state: AffinityFilterState,
  incoming: SchedulingClass,
  other: SchedulingClass,
  nodeLabels: Labels,
  sign: 1 | -1,
): void {
  const { terms, affinity, antiAffinity, existingAntiAffinity } = state as ChangingState;
  for (const term of other.affinityTerms.requiredAntiAffinity) {
    if (foreignTermSelects(term, incoming, terms.namespaceLabels))
      countAt(existingAntiAffinity, term, nodeLabels, sign);
  }
  if (allTermsSelect(terms.affinity, other)) {
    for (const term of terms.affinity) countAt(affinity, term, nodeLabels, sign);
  }
  for (const term of terms.antiAffinity) {
    if (listedTermSelects(term, other)) countAt(antiAffinity, term, nodeLabels, sign);
  }
}

function countAt(counts: ChangingCounts, { topologyKey }: AffinityTerm, nodeLabels: Labels, sign: 1 | -1): void {
  const value = labelOf(nodeLabels, topologyKey);
  if (value !== undefined) counts.add(topologyKey, value, sign);
}

/** The verdict on a node with these labels: the pod's affinity first, then its anti-affinity, then that of the others. */
export function verdictOn(state: AffinityFilterState, incoming: SchedulingClass, nodeLabels: Labels): Status {
  if (!satisfiesAffinity(state, incoming, nodeLabels)) return AFFINITY_REFUSAL;
  if (!satisfiesAntiAffinity(state, nodeLabels)) return ANTI_AFFINITY_REFUSAL;
  return satisfiesExisting(state, nodeLabels) ? SUCCESS : EXISTING_REFUSAL;
}

/** The first pod of a group that wants to be together goes anywhere where all the labels are. */
function satisfiesAffinity(
  { terms, affinity }: AffinityFilterState,
  incoming: SchedulingClass,
  nodeLabels: Labels,
): boolean {
  let podsExist = true;
  for (const { topologyKey } of terms.affinity) {
    const value = labelOf(nodeLabels, topologyKey);
    if (value === undefined) return false;
    if (affinity.countOf(topologyKey, value) === 0) podsExist = false;
  }
  return podsExist || (affinity.total === 0 && allTermsSelect(terms.affinity, incoming));
}

function satisfiesAntiAffinity({ terms, antiAffinity }: AffinityFilterState, nodeLabels: Labels): boolean {
  for (const { topologyKey } of terms.antiAffinity) {
    const value = labelOf(nodeLabels, topologyKey);
    if (value !== undefined && antiAffinity.countOf(topologyKey, value) > 0) return false;
  }
  return true;
}

function satisfiesExisting({ existingAntiAffinity }: AffinityFilterState, nodeLabels: Labels): boolean {
  if (existingAntiAffinity.total === 0) return true;
  for (const [key, value] of Object.entries(nodeLabels)) {
    if (existingAntiAffinity.countOf(key, value) > 0) return false;
  }
  return true;
}
