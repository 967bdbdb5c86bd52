// What the API server says of the seccomp and AppArmor profiles of pods and containers.
// Imitates pkg/apis/core/validation/validation.go (validateSeccompProfileField, ValidateAppArmorProfileField), v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { trimmedSpace } from "../../go-string.ts";
import { invalid, PrintedValue, required, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { jsonText } from "../../go-text.ts";
import type { AppArmorProfile, SeccompProfile } from "../types/container.ts";
import { unsupportedWord } from "./choices.ts";
import { validateDescendingPath } from "./local-paths.ts";

const TYPES: readonly string[] = Object.freeze(["Localhost", "RuntimeDefault", "Unconfined"]);
const LOCALHOST_PROFILE_LENGTH_MAX = 4095;

export function validateSeccompProfile(profile: SeccompProfile, path: FieldPath): readonly FieldError[] {
  const { type, localhostProfile } = profile;
  const place = path.child("localhostProfile");
  const errors = [...validateType(type, "type is required when seccompProfile is set", path.child("type"))];
  if (type !== "Localhost") {
    if (localhostProfile !== undefined) {
      errors.push(invalid(place, profile, "can only be set when seccomp type is Localhost"));
    }
    return errors;
  }
  if (localhostProfile === undefined) {
    return [...errors, required(place, "must be set when seccomp type is Localhost")];
  }
  return [...errors, ...validateDescendingPath(localhostProfile, place)];
}

export function validateAppArmorProfile(profile: AppArmorProfile, path: FieldPath): readonly FieldError[] {
  const { type, localhostProfile } = profile;
  const place = path.child("localhostProfile");
  if (type === "Localhost") return validateLocalhostProfile(localhostProfile, place);
  const errors = validateType(type, "type is required when appArmorProfile is set", path.child("type"));
  if (errors.length > 0 || localhostProfile === undefined) return errors;
  const value = new PrintedValue(jsonText(localhostProfile));
  return [invalid(place, value, "can only be set when AppArmor type is Localhost")];
}

function validateLocalhostProfile(name: string | undefined, path: FieldPath): readonly FieldError[] {
  if (name === undefined) return [required(path, "must be set when AppArmor type is Localhost")];
  const errors: FieldError[] = [];
  if (trimmedSpace(name) !== name) errors.push(invalid(path, name, "must not be padded with whitespace"));
  else if (name === "") errors.push(required(path, "must be set when AppArmor type is Localhost"));
  if (utf8LengthBytes(name) > LOCALHOST_PROFILE_LENGTH_MAX) errors.push(tooLong(path, LOCALHOST_PROFILE_LENGTH_MAX));
  return errors;
}

function validateType(type: string | undefined, missing: string, path: FieldPath): readonly FieldError[] {
  if (type === undefined || type === "") return [required(path, missing)];
  return TYPES.includes(type) ? [] : [unsupportedWord(path, type, TYPES)];
}
