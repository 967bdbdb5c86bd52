// What the API server says of leases. Imitates pkg/apis/coordination/validation/validation.go, v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { qualifiedNameProblems } from "../../qualified-name.ts";
import { forbidden, invalid, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { Lease, LeaseSpec } from "../types/policy.ts";
import { invalidWord, unsupportedWord } from "./choices.ts";
import { validateNonNegative } from "./numbers.ts";
import { validateObjectMeta, validateObjectMetaUpdate } from "./object-meta.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");
const STRATEGIES: readonly string[] = Object.freeze(["OldestEmulationVersion"]);

export function validateLease({ metadata, spec = {} }: Lease): readonly FieldError[] {
  return [...validateObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA), ...validateSpec(spec)];
}

export function validateLeaseUpdate({ metadata, spec = {} }: Lease, old: Lease): readonly FieldError[] {
  return [...validateObjectMetaUpdate(metadata, old.metadata, METADATA), ...validateSpec(spec)];
}

function validateSpec({
  leaseDurationSeconds,
  leaseTransitions,
  strategy,
  preferredHolder,
}: LeaseSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (leaseDurationSeconds !== undefined && leaseDurationSeconds <= 0) {
    errors.push(invalid(SPEC.child("leaseDurationSeconds"), leaseDurationSeconds, "must be greater than 0"));
  }
  if (leaseTransitions !== undefined) {
    errors.push(...validateNonNegative(leaseTransitions, SPEC.child("leaseTransitions")));
  }
  if (strategy !== undefined) errors.push(...validateStrategy(strategy));
  if ((preferredHolder ?? "") !== "" && (strategy ?? "") === "") {
    errors.push(forbidden(SPEC.child("preferredHolder"), "may only be specified if `strategy` is defined"));
  }
  return errors;
}

/** Kubernetes' own, or one with a domain; the server names the field twice. */
function validateStrategy(strategy: string): readonly FieldError[] {
  const path = SPEC.child("strategy", "strategy");
  if (strategy.includes("/")) {
    return qualifiedNameProblems(strategy).map((problem) => invalidWord(path, strategy, problem));
  }
  return STRATEGIES.includes(strategy) ? [] : [unsupportedWord(path, strategy, STRATEGIES)];
}
