// The affinity to nodes that NodeAffinity adds to every pod. It is only compiled: what the API server would say of the
// same affinity in a pod is another matter.
// Imitates component-helpers scheduling/corev1/nodeaffinity/nodeaffinity.go (NewNodeSelector,
// NewPreferredSchedulingTerms), v1.36.

import type { ValuePath } from "../../model/api/decode.ts";
import type { FieldPath } from "../../model/api/field-path.ts";
import type { NodeAffinity, NodeSelectorRequirement, NodeSelectorTerm } from "../../model/api/types/affinity.ts";
import { expressionProblems, fieldProblems } from "../../model/selector-problems.ts";

import type { ConfigurationProblem } from "./configuration-problem.ts";

export function validateAddedAffinity(
  affinity: NodeAffinity | undefined,
  path: FieldPath,
): readonly ConfigurationProblem[] {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const requiredPath = path.child("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
  const preferredPath = path.child("preferredDuringSchedulingIgnoredDuringExecution");
  return [
    ...required.flatMap((term, index) => {
      const termPath = requiredPath.index(index);
      return termProblems(term, termPath, termPath.keys);
    }),
    ...preferred.flatMap(({ weight = 0, preference = {} }, index) => {
      // Without a weight, nobody asks for the preference.
      if (weight === 0) return [];
      const termPath = preferredPath.index(index);
      return termProblems(preference, termPath, [...termPath.keys, "preference"]);
    }),
  ];
}

/** The server's path leaves out where in a preference the term stands. */
function termProblems(term: NodeSelectorTerm, path: FieldPath, place: ValuePath): readonly ConfigurationProblem[] {
  const { matchExpressions = [], matchFields = [] } = term;
  return [
    ...requirementProblems(matchExpressions, "matchExpressions", expressionProblems, path, place),
    ...requirementProblems(matchFields, "matchFields", fieldProblems, path, place),
  ];
}

function requirementProblems(
  requirements: readonly NodeSelectorRequirement[],
  field: string,
  problemsOf: (requirement: NodeSelectorRequirement) => readonly string[],
  path: FieldPath,
  place: ValuePath,
): readonly ConfigurationProblem[] {
  return requirements.flatMap((requirement, index) =>
    [...new Set(problemsOf(requirement))].map((problem) => ({
      stage: "validate" as const,
      // A problem begins with the field of the requirement that it speaks of.
      place: [...place, field, index, /^\w+/.exec(problem)![0]],
      message: `${String(path.child(field).index(index))}.${problem}`,
    })),
  );
}
