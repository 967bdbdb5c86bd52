// What the API server says of texts that are names of a fixed format.
// Imitates pkg/apis/core/validation/validation.go (ValidateDNS1123Label, ValidateQualifiedName …), v1.36.

import { dns1123LabelProblems, dns1123SubdomainProblems } from "../../name-formats.ts";
import { qualifiedNameProblems } from "../../qualified-name.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { NameProblems } from "./object-meta.ts";

/** One mistake for each of the name's problems. */
export function validateName(name: string, nameProblems: NameProblems, path: FieldPath): readonly FieldError[] {
  return nameProblems(name).map((problem) => invalid(path, name, problem));
}

/** The same for a name that must be there; a missing one has no other mistake. */
export function validateRequiredName(
  name: string | undefined,
  nameProblems: NameProblems,
  path: FieldPath,
): readonly FieldError[] {
  return name === undefined || name === "" ? [required(path)] : validateName(name, nameProblems, path);
}

export function validateDns1123Label(name: string, path: FieldPath): readonly FieldError[] {
  return validateName(name, dns1123LabelProblems, path);
}

export function validateDns1123Subdomain(name: string, path: FieldPath): readonly FieldError[] {
  return validateName(name, dns1123SubdomainProblems, path);
}

export function validateQualifiedName(name: string, path: FieldPath): readonly FieldError[] {
  return validateName(name, qualifiedNameProblems, path);
}
