// The terms of the pod in the cycle, and what is known of namespaces: its own terms list the namespaces that they select before
// they are asked of other pods, terms of other pods are asked with the labels of its namespace.
// Imitates plugins/interpodaffinity/plugin.go (mergeAffinityTermNamespacesIfNotEmpty, GetNamespaceLabelsSnapshot), v1.36.

import {
  isEmptySelector,
  SELECTS_NOTHING,
  selectorText,
  selectsLabels,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";
import { termSelects, type AffinityTerm } from "../../model/pod-affinity-terms.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

/** The labels of a namespace as the cluster stands; undefined if there is no such object. */
export function namespaceLabelsIn(cluster: ClusterState, namespace: string): Labels | undefined {
  const found = cluster.objects.find("Namespace", "", namespace);
  return found === undefined ? undefined : (found.metadata?.labels ?? {});
}

/** Terms of an incoming pod with the namespaces listed that they select as the cluster stands. */
export function withNamespaces(cluster: ClusterState, terms: readonly AffinityTerm[]): readonly AffinityTerm[] {
  return terms.map((term) => {
    const { namespaceSelector } = term;
    if (namespaceSelector.kind === "nothing" || isEmptySelector(namespaceSelector)) return term;
    const namespaces = new Set(term.namespaces);
    for (const { metadata } of cluster.objects.list("Namespace")) {
      if (selectsLabels(namespaceSelector, metadata?.labels)) namespaces.add(metadata?.name ?? "");
    }
    const keeps = cluster.behaviour.namespaceSelectorSelectsUnknown;
    return { ...term, namespaces, namespaceSelector: keeps ? namespaceSelector : SELECTS_NOTHING };
  });
}

/** Whether a term with its namespaces listed means a pod of the class: the labels of that one's namespace are not looked up. */
export function listedTermSelects(term: AffinityTerm, { namespace, pod }: SchedulingClass): boolean {
  return termSelects(term, { namespace, labels: pod.metadata.labels }, undefined);
}

/** Whether a term of another pod means a pod of the class, in a namespace with these labels. */
export function foreignTermSelects(
  term: AffinityTerm,
  { namespace, pod }: SchedulingClass,
  namespaceLabels: Labels | undefined,
): boolean {
  return termSelects(term, { namespace, labels: pod.metadata.labels }, namespaceLabels);
}

/** Whether all terms, with their namespaces listed, mean a pod of the class; no terms mean nobody. */
export function allTermsSelect(terms: readonly AffinityTerm[], podClass: SchedulingClass): boolean {
  return terms.length > 0 && terms.every((term) => listedTermSelects(term, podClass));
}

/** Terms with equal texts mean the same pods; topology keys and weights aside. */
export function termText({ namespaces, namespaceSelector, selector }: AffinityTerm): string {
  return JSON.stringify([[...namespaces].sort(), textOf(namespaceSelector), textOf(selector)]);
}

function textOf(selector: CompiledLabelSelector): readonly string[] {
  return [selector.kind, selectorText(selector)];
}
