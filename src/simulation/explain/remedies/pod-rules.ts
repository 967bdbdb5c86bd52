// Remedies that have to do with other pods without taking them away: more skew allowed, a companion on the node.

import type { TopologySpreadConstraint } from "../../../model/api/types/affinity.ts";
import { isMet, type LabelRequirement } from "../../../model/label-requirement.ts";
import type { Pod } from "../../../model/objects.ts";
import type { AffinityTerm } from "../../../model/pod-affinity-terms.ts";

import type { RemedyChange } from "../explanation.ts";
import { changed, missingTopologyLabels } from "./node-rules.ts";
import type { RemedyRule } from "./step.ts";
import type { Sandbox, Trial } from "./trial.ts";

/** No cluster is as skewed as this. */
const ANY_SKEW = 1_000_000;

/** For each hard constraint that refuses, the least maxSkew that it passes with; a label where one is missing. */
export const allowSkew: RemedyRule = (problem) => {
  const { sandbox, trial, refusal } = problem;
  const withLabels = missingTopologyLabels(problem);
  if (withLabels.length > 0) return withLabels;
  const constraints = trial.pod.spec.topologySpreadConstraints ?? [];
  let allowed = trial;
  for (const [index, { whenUnsatisfiable }] of constraints.entries()) {
    if (whenUnsatisfiable !== "ScheduleAnyway") allowed = withSkew(allowed, index, ANY_SKEW);
  }
  const passes = (candidate: Trial) => sandbox.within(candidate, (cycle) => !cycle.refuses(refusal.plugin));
  if (allowed === trial || !passes(allowed)) return [];
  const changes: RemedyChange[] = [];
  for (const [index, constraint] of constraints.entries()) {
    if (constraint.whenUnsatisfiable === "ScheduleAnyway") continue;
    const { topologyKey = "", maxSkew: from = 1 } = constraint;
    const to = leastSkew(from, (skew) => passes(withSkew(allowed, index, skew)));
    allowed = withSkew(allowed, index, to);
    if (to > from) changes.push({ kind: "max-skew", topologyKey, from, to });
  }
  return [changed(trial, { pod: allowed.pod }, changes)];
};

/** By halving: a constraint that passes with some skew passes with more. */
function leastSkew(from: number, passes: (skew: number) => boolean): number {
  let refused = from - 1;
  let passed = from;
  while (!passes(passed)) {
    refused = passed;
    passed = Math.min(ANY_SKEW, 2 * passed);
    if (passed === ANY_SKEW) break;
  }
  while (passed - refused > 1) {
    const middle = Math.floor((passed + refused) / 2);
    if (passes(middle)) passed = middle;
    else refused = middle;
  }
  return passed;
}

function withSkew(trial: Trial, index: number, maxSkew: number): Trial {
  const constraints = trial.pod.spec.topologySpreadConstraints ?? [];
  const topologySpreadConstraints = constraints.map((constraint, at): TopologySpreadConstraint =>
    at === index ? { ...constraint, maxSkew } : constraint,
  );
  return { ...trial, pod: { ...trial.pod, spec: { ...trial.pod.spec, topologySpreadConstraints } } };
}

/** A pod on the node to which all terms of the pod's affinity point. */
export const bringCompanion: RemedyRule = ({ sandbox, trial }) => {
  const { affinityTerms, namespace } = sandbox.classOf(trial.pod);
  const terms = affinityTerms.requiredAffinity;
  const labels = labelsFor(terms.flatMap(({ selector }) => ("requirements" in selector ? selector.requirements : [])));
  if (terms.length === 0 || labels === undefined) return [];
  const inNamespace = namespaceFor(terms, namespace);
  if (inNamespace === undefined) return [];
  const text = [...labels].map(([key, value]) => `${key}=${value}`).join(",");
  const node = nodeName(sandbox, trial);
  const companion = companionPod(inNamespace, labels);
  const change: RemedyChange = { kind: "companion", node, namespace: inNamespace, labels: text };
  return [changed(trial, { companions: [...trial.companions, companion] }, [change])];
};

function companionPod(namespace: string, labels: ReadonlyMap<string, string>): Pod {
  return {
    metadata: { name: "companion", namespace, labels: Object.fromEntries(labels) },
    spec: { containers: [{ name: "main" }] },
  };
}

/** Labels that meet all requirements, or undefined if none could be found. */
function labelsFor(requirements: readonly LabelRequirement[]): ReadonlyMap<string, string> | undefined {
  const labels = new Map<string, string>();
  for (const { key, operator, values } of requirements) {
    if (labels.has(key)) continue;
    if (operator === "exists") labels.set(key, "");
    else if (operator === "in" || operator === "=" || operator === "==") labels.set(key, values[0] ?? "");
  }
  const isGood = requirements.every((requirement) => isMet(requirement, labels.get(requirement.key)));
  return isGood ? labels : undefined;
}

/** A namespace that all terms name; the pod's own if it is one. */
function namespaceFor(terms: readonly AffinityTerm[], own: string): string | undefined {
  const named = terms.map(({ namespaces }) => namespaces);
  const isInAll = (namespace: string) => named.every((namespaces) => namespaces.has(namespace));
  return isInAll(own) ? own : [...(named[0] ?? [])].find(isInAll);
}

function nodeName({ cluster }: Sandbox, { node }: Trial): string {
  return cluster.nodes.record(node).name;
}
