// What the API server says of node selectors and of affinity to nodes.
// Imitates pkg/apis/core/validation/validation.go (ValidateNodeSelector, ValidatePreferredSchedulingTerms), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { labelValueProblems } from "../../qualified-name.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { NodeAffinity, NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from "../types/affinity.ts";
import { invalidWord } from "./choices.ts";
import { BAD_OPERATOR, validateLabelName, validateSetOperator } from "./labels.ts";
import { validateName } from "./names.ts";

const WEIGHT_MAX = 100;
/** The only field of nodes that can be selected by. */
const NAME_FIELD = "metadata.name";

export function validateNodeAffinity(affinity: NodeAffinity, path: FieldPath): readonly FieldError[] {
  const needed = affinity.requiredDuringSchedulingIgnoredDuringExecution;
  const wanted = affinity.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return [
    ...(needed === undefined
      ? []
      : validateNodeSelector(needed, path.child("requiredDuringSchedulingIgnoredDuringExecution"))),
    ...wanted.flatMap(({ weight = 0, preference = {} }, index) => {
      const termPath = path.child("preferredDuringSchedulingIgnoredDuringExecution").index(index);
      return [...validateWeight(weight, termPath), ...validateTermForm(preference, termPath.child("preference"))];
    }),
  ];
}

/** Of a preference among nodes or pods. */
export function validateWeight(weight: number, termPath: FieldPath): readonly FieldError[] {
  if (weight > 0 && weight <= WEIGHT_MAX) return [];
  return [invalid(termPath.child("weight"), weight, `must be in the range 1-${WEIGHT_MAX}`)];
}

/** A selector that nodes must match. */
export function validateNodeSelector(selector: NodeSelector, path: FieldPath): readonly FieldError[] {
  const termsPath = path.child("nodeSelectorTerms");
  const terms = selector.nodeSelectorTerms ?? [];
  if (terms.length === 0) return [required(termsPath, "must have at least one node selector term")];
  return terms.flatMap((term, index) => [
    ...validateTermForm(term, termsPath.index(index)),
    ...validateTermValues(term, termsPath.index(index)),
  ]);
}

/** All but the values of labels: a preference may name values that no label can have. */
function validateTermForm(term: NodeSelectorTerm, path: FieldPath): readonly FieldError[] {
  const { matchExpressions = [], matchFields = [] } = term;
  return [
    ...matchExpressions.flatMap((requirement, index) =>
      validateRequirement(requirement, path.child("matchExpressions").index(index)),
    ),
    ...matchFields.flatMap((requirement, index) =>
      validateFieldRequirement(requirement, path.child("matchFields").index(index)),
    ),
  ];
}

function validateTermValues({ matchExpressions = [] }: NodeSelectorTerm, path: FieldPath): readonly FieldError[] {
  return matchExpressions.flatMap(({ values = [] }, index) =>
    values.flatMap((value, valueIndex) =>
      labelValueProblems(value).map((problem) =>
        invalid(path.child("matchExpressions").index(index).child("values").index(valueIndex), value, problem),
      ),
    ),
  );
}

function validateRequirement(requirement: NodeSelectorRequirement, path: FieldPath): readonly FieldError[] {
  return [...validateOperator(requirement, path), ...validateLabelName(requirement.key ?? "", path.child("key"))];
}

function validateOperator(requirement: NodeSelectorRequirement, path: FieldPath): readonly FieldError[] {
  const { operator, values = [] } = requirement;
  if (operator !== "Gt" && operator !== "Lt") return validateSetOperator(requirement, path);
  if (values.length === 1) return [];
  return [required(path.child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'")];
}

function validateFieldRequirement(requirement: NodeSelectorRequirement, path: FieldPath): readonly FieldError[] {
  const { key = "", values = [] } = requirement;
  const operator = validateFieldOperator(requirement, path);
  if (key !== NAME_FIELD) return [...operator, invalid(path.child("key"), key, "not a valid field selector key")];
  return [
    ...operator,
    ...values.flatMap((value, index) =>
      validateName(value, dns1123SubdomainProblems, path.child("values").index(index)),
    ),
  ];
}

function validateFieldOperator(requirement: NodeSelectorRequirement, path: FieldPath): readonly FieldError[] {
  const { operator = "", values = [] } = requirement;
  if (operator !== "In" && operator !== "NotIn") return [invalidWord(path.child("operator"), operator, BAD_OPERATOR)];
  if (values.length === 1) return [];
  return [
    required(path.child("values"), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"),
  ];
}
