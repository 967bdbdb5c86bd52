// What the API server says of CSI drivers, new and changed.
// Imitates pkg/apis/storage/validation/validation.go (ValidateCSIDriver, ValidateCSIDriverUpdate), v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { BOOLEAN, STRING_LIST } from "../api-type.ts";
import { duplicate, invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import type { CsiDriver, CsiDriverSpec, TokenRequest } from "../types/storage.ts";
import { unsupportedWord, validateOptionalChoice } from "./choices.ts";
import { validateCoreObjectMeta, validateCoreObjectMetaUpdate } from "./core-object-meta.ts";
import { validateImmutableValue } from "./immutable.ts";

const METADATA = FieldPath.root("metadata");
const SPEC = FieldPath.root("spec");

const FS_GROUP_POLICIES: readonly string[] = Object.freeze(["File", "None", "ReadWriteOnceWithFSType"]);
/** In the order in which the message lists them. */
const LIFECYCLE_MODES: readonly string[] = Object.freeze(["Persistent", "Ephemeral"]);
const UPDATE_PERIOD_SECONDS_MIN = 10;
const TOKEN_SECONDS_MIN = 600;
const TOKEN_SECONDS_MAX = 4_294_967_296;

/** Fields that have defaults, so that they are missing only if the server itself failed; and how it spells them. */
const COMPLETED_FIELDS = [
  ["attachRequired", "attachedRequired"],
  ["podInfoOnMount", "podInfoOnMount"],
  ["storageCapacity", "storageCapacity"],
  ["seLinuxMount", "seLinuxMount"],
] as const;

export function validateCsiDriver({ metadata, spec = {} }: CsiDriver): readonly FieldError[] {
  return [...validateCoreObjectMeta(metadata, false, dns1123SubdomainProblems, METADATA), ...validateSpec(spec, SPEC)];
}

function validateSpec(spec: CsiDriverSpec, path: FieldPath): readonly FieldError[] {
  const { tokenRequests = [], volumeLifecycleModes = [], serviceAccountTokenInSecrets } = spec;
  const missing = COMPLETED_FIELDS.filter(([field]) => spec[field] === undefined);
  const errors: FieldError[] = missing.map(([, spelt]) => required(path.child(spelt)));
  errors.push(
    ...validateOptionalChoice(spec.fsGroupPolicy, FS_GROUP_POLICIES, path.child("fsGroupPolicy")),
    ...validateTokenRequests(tokenRequests, path.child("tokenRequests")),
  );
  for (const mode of volumeLifecycleModes) {
    if (LIFECYCLE_MODES.includes(mode)) continue;
    errors.push(unsupportedWord(path.child("volumeLifecycleModes"), mode, LIFECYCLE_MODES));
  }
  errors.push(...validateUpdatePeriod(spec, path.child("nodeAllocatableUpdatePeriodSeconds")));
  if (serviceAccountTokenInSecrets === undefined || tokenRequests.length > 0) return errors;
  const place = path.child("serviceAccountTokenInSecrets");
  const detail = "serviceAccountTokenInSecrets is set but no tokenRequests are specified";
  return [...errors, invalid(place, serviceAccountTokenInSecrets, detail)];
}

/** One token for each audience; of a repeated one nothing else is told. */
function validateTokenRequests(requests: readonly TokenRequest[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  const audiences = new Set<string>();
  for (const [index, { audience = "", expirationSeconds }] of requests.entries()) {
    const place = path.index(index);
    if (audiences.has(audience)) errors.push(duplicate(place.child("audience"), audience));
    else errors.push(...validateTokenLifetime(expirationSeconds, place.child("expirationSeconds")));
    audiences.add(audience);
  }
  return errors;
}

function validateTokenLifetime(seconds: number | undefined, path: FieldPath): readonly FieldError[] {
  if (seconds === undefined) return [];
  if (seconds < TOKEN_SECONDS_MIN) {
    return [invalid(path, seconds, "may not specify a duration less than 10 minutes")];
  }
  if (seconds <= TOKEN_SECONDS_MAX) return [];
  return [invalid(path, seconds, "may not specify a duration larger than 2^32 seconds")];
}

function validateUpdatePeriod(
  { nodeAllocatableUpdatePeriodSeconds: seconds }: CsiDriverSpec,
  path: FieldPath,
): readonly FieldError[] {
  if (seconds === undefined || seconds >= UPDATE_PERIOD_SECONDS_MIN) return [];
  return [invalid(path, seconds, "must be greater than or equal to 10 seconds")];
}

export function validateCsiDriverUpdate(driver: CsiDriver, old: CsiDriver): readonly FieldError[] {
  const { metadata, spec = {} } = driver;
  const { attachRequired, volumeLifecycleModes } = old.spec ?? {};
  return [
    ...validateCoreObjectMetaUpdate(metadata, old.metadata, METADATA),
    ...validateSpec(spec, SPEC),
    ...validateImmutableValue(spec.attachRequired, attachRequired, BOOLEAN, SPEC.child("attachedRequired")),
    ...validateImmutableValue(
      spec.volumeLifecycleModes,
      volumeLifecycleModes,
      STRING_LIST,
      SPEC.child("volumeLifecycleModes"),
    ),
  ];
}
