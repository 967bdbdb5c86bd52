// What the API server says of the restart policy of a container, its rules, and what a change of its resources restarts.
// Imitates pkg/apis/core/validation/validation.go (validateContainerRestartPolicy, validateResizePolicy), v1.36.

import { duplicate, required, tooMany, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Container, ContainerResizePolicy, ContainerRestartRule } from "../types/container.ts";
import { invalidWord, unsupportedWord, validateChoice } from "./choices.ts";

const POLICIES: readonly string[] = Object.freeze(["Always", "Never", "OnFailure"]);
const ACTIONS: readonly string[] = Object.freeze(["Restart", "RestartAllContainers"]);
const OPERATORS: readonly string[] = Object.freeze(["In", "NotIn"]);
const RULES_MAX = 20;
const EXIT_CODES_MAX = 255;

/** `path` is that of the container. */
export function validateContainerRestartPolicy(container: Container, path: FieldPath): readonly FieldError[] {
  const { restartPolicy, restartPolicyRules = [] } = container;
  if (restartPolicy === undefined && restartPolicyRules.length === 0) return [];
  const errors: FieldError[] = [];
  const place = path.child("restartPolicy");
  if (restartPolicy === undefined) {
    errors.push(required(place, "must specify restartPolicy when restart rules are used"));
  } else if (!POLICIES.includes(restartPolicy)) {
    errors.push(unsupportedWord(place, restartPolicy, POLICIES));
  }
  if (restartPolicyRules.length > RULES_MAX) {
    errors.push(tooMany(path.child("restartPolicyRules"), restartPolicyRules.length, RULES_MAX));
  }
  for (const [index, rule] of restartPolicyRules.entries()) {
    errors.push(...validateRule(rule, path.child("restartPolicyRules").index(index)));
  }
  return errors;
}

/** Of init containers without a policy of their own, the rules are not looked into. */
export function validateInitContainerRestartPolicy(container: Container, path: FieldPath): readonly FieldError[] {
  if (container.restartPolicy !== undefined) return validateContainerRestartPolicy(container, path);
  if ((container.restartPolicyRules ?? []).length === 0) return [];
  return [required(path.child("restartPolicy"), "must specify restartPolicy when restart rules are used")];
}

function validateRule({ action = "", exitCodes }: ContainerRestartRule, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (!ACTIONS.includes(action)) errors.push(unsupportedWord(path.child("action"), action, ACTIONS));
  if (exitCodes === undefined) return [...errors, required(path.child("exitCodes"), "must be specified")];
  const { operator = "", values = [] } = exitCodes;
  if (!OPERATORS.includes(operator)) {
    errors.push(unsupportedWord(path.child("exitCodes", "operator"), operator, OPERATORS));
  }
  if (values.length > EXIT_CODES_MAX) {
    errors.push(tooMany(path.child("exitCodes", "values"), values.length, EXIT_CODES_MAX));
  }
  return errors;
}

const RESIZED: readonly string[] = Object.freeze(["cpu", "memory"]);
const RESIZE_POLICIES: readonly string[] = Object.freeze(["NotRequired", "RestartContainer"]);

/** The server names the list, not the item, as the place of most mistakes. */
export function validateResizePolicy(
  policies: readonly ContainerResizePolicy[],
  podRestartPolicy: string,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [index, { resourceName = "", restartPolicy = "" }] of policies.entries()) {
    if (names.has(resourceName)) errors.push(duplicate(path.index(index), resourceName));
    names.add(resourceName);
    errors.push(
      ...validateChoice(resourceName, RESIZED, path),
      ...validateChoice(restartPolicy, RESIZE_POLICIES, path),
    );
    if (podRestartPolicy === "Never" && restartPolicy !== "NotRequired") {
      const detail = "must be 'NotRequired' when pod `restartPolicy` is 'Never'";
      errors.push(invalidWord(path, restartPolicy, detail));
    }
  }
  return errors;
}
