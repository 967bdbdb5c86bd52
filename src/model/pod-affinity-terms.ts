// Terms of affinity and anti-affinity between pods, made ready once for each class of pods.
// Imitates staging kube-scheduler framework/types.go (AffinityTerm, GetAffinityTerms) and pkg/scheduler/framework/types.go
// (PodInfo.Update), v1.36.

import type { PodAffinityTerm } from "./api/types/affinity.ts";
import { compileLabelSelector, selectsLabels, type CompiledLabelSelector } from "./label-selector.ts";
import { aggregatedText } from "./label-requirement.ts";
import type { Labels, Pod } from "./objects.ts";

/** Which pods a term means, and by which label of nodes it counts them. */
export interface AffinityTerm {
  readonly topologyKey: string;
  readonly namespaces: ReadonlySet<string>;
  readonly namespaceSelector: CompiledLabelSelector;
  readonly selector: CompiledLabelSelector;
  /** Of a preferred term; 0 for a required one. */
  readonly weight: number;
}

/** All terms of a pod, in the order written. */
export interface PodAffinityTerms {
  readonly requiredAffinity: readonly AffinityTerm[];
  readonly requiredAntiAffinity: readonly AffinityTerm[];
  readonly preferredAffinity: readonly AffinityTerm[];
  readonly preferredAntiAffinity: readonly AffinityTerm[];
  /** Why some cannot be asked, in kube-scheduler's words; a list with a mistake in it counts as empty. */
  readonly problem: string | undefined;
}

/** A term that a pod may be held against. */
export interface SelectablePod {
  readonly namespace: string;
  readonly labels: Labels | undefined;
}

/** What pods without terms have: compare with it to pass them over. */
export const NO_AFFINITY_TERMS: PodAffinityTerms = Object.freeze({
  requiredAffinity: [],
  requiredAntiAffinity: [],
  preferredAffinity: [],
  preferredAntiAffinity: [],
  problem: undefined,
});

/** Terms, or the message of the first that cannot be asked. */
type CompiledTerms = readonly AffinityTerm[] | string;

interface WeightedTerm {
  readonly weight?: number;
  readonly podAffinityTerm?: PodAffinityTerm;
}

/** Compiles the terms of a pod whose matchLabelKeys are merged into its selectors. */
export function podAffinityTermsOf({ metadata, spec: { affinity } }: Pod): PodAffinityTerms {
  const { podAffinity, podAntiAffinity } = affinity ?? {};
  if (podAffinity === undefined && podAntiAffinity === undefined) return NO_AFFINITY_TERMS;
  const namespace = metadata.namespace ?? "default";
  const required = (terms: readonly PodAffinityTerm[] = []): CompiledTerms =>
    compileTerms(
      terms.map((podAffinityTerm) => ({ weight: 0, podAffinityTerm })),
      namespace,
    );
  const preferred = (terms: readonly WeightedTerm[] = []): CompiledTerms => compileTerms(terms, namespace);
  const lists = {
    requiredAffinity: required(podAffinity?.requiredDuringSchedulingIgnoredDuringExecution),
    requiredAntiAffinity: required(podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution),
    preferredAffinity: preferred(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
    preferredAntiAffinity: preferred(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution),
  };
  if (Object.values(lists).every((terms) => terms.length === 0)) return NO_AFFINITY_TERMS;
  return {
    requiredAffinity: termsIn(lists.requiredAffinity),
    requiredAntiAffinity: termsIn(lists.requiredAntiAffinity),
    preferredAffinity: termsIn(lists.preferredAffinity),
    preferredAntiAffinity: termsIn(lists.preferredAntiAffinity),
    problem: problemIn(lists),
  };
}

function compileTerms(terms: readonly WeightedTerm[], namespace: string): CompiledTerms {
  const compiled: AffinityTerm[] = [];
  for (const { weight = 0, podAffinityTerm = {} } of terms) {
    const { labelSelector, namespaces = [], namespaceSelector, topologyKey = "" } = podAffinityTerm;
    const selector = compileLabelSelector(labelSelector);
    if (selector.kind === "invalid") return selector.message;
    const inNamespaces = compileLabelSelector(namespaceSelector);
    if (inNamespaces.kind === "invalid") return inNamespaces.message;
    const isOwn = namespaces.length === 0 && inNamespaces.kind === "nothing";
    compiled.push({
      topologyKey,
      namespaces: new Set(isOwn ? [namespace] : namespaces),
      namespaceSelector: inNamespaces,
      selector,
      weight,
    });
  }
  return compiled;
}

function termsIn(compiled: CompiledTerms): readonly AffinityTerm[] {
  return typeof compiled === "string" ? [] : compiled;
}

function problemIn(lists: Readonly<Record<string, CompiledTerms>>): string | undefined {
  const names: Readonly<Record<string, string>> = {
    requiredAffinity: "requiredAffinityTerms",
    requiredAntiAffinity: "requiredAntiAffinityTerms",
    preferredAffinity: "preferredAffinityTerms",
    preferredAntiAffinity: "preferredAntiAffinityTerms",
  };
  return aggregatedText(
    Object.entries(lists).flatMap(([list, terms]) => (typeof terms === "string" ? [`${names[list]}: ${terms}`] : [])),
  );
}

/** Whether the term means a pod; `namespaceLabels` are those of the pod's namespace, undefined if nobody knows them. */
export function termSelects(term: AffinityTerm, pod: SelectablePod, namespaceLabels: Labels | undefined): boolean {
  return (
    (term.namespaces.has(pod.namespace) || selectsLabels(term.namespaceSelector, namespaceLabels)) &&
    selectsLabels(term.selector, pod.labels)
  );
}
