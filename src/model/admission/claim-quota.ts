// What PersistentVolumeClaims take of a ResourceQuota, together and by storage class.
// Imitates pkg/quota/v1/evaluator/core/persistent_volume_claims.go, v1.36.

import type { PersistentVolumeClaim } from "../api/types/claim.ts";
import type { Quantity } from "../quantity/quantity.ts";
import { asDecimal, compareQuantities } from "../quantity/quantity.ts";
import { roundedUp } from "../quantity/quantity-arithmetic.ts";
import { readQuantity } from "../quantity/parse-quantity.ts";
import type { ResourceList } from "../resource-list.ts";
import { objectCountName, ONE, type QuotaEvaluator } from "./quota-evaluator.ts";
import { matchReferredNames, scopeMatch, type QuotaScope, type ScopeMatch } from "./quota-scopes.ts";

const CLAIMS = "persistentvolumeclaims";
const REQUESTED_STORAGE = "requests.storage";
const CLAIM_COUNT = objectCountName(CLAIMS);
const CLAIM_RESOURCES: readonly string[] = [CLAIMS, REQUESTED_STORAGE];
/** After the name of a storage class, before what is counted of it. */
const OF_CLASS = ".storageclass.storage.k8s.io/";
/** Where the class stood before it had a field; it goes first. */
const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

export const CLAIM_QUOTA: QuotaEvaluator<PersistentVolumeClaim> = Object.freeze({
  resource: CLAIMS,
  matchingResources: (names: readonly string[]) => names.filter(isClaimResource),
  matchScope,
  constraintProblem: () => undefined,
  usage: claimUsage,
});

function isClaimResource(name: string): boolean {
  if (name === CLAIM_COUNT || CLAIM_RESOURCES.includes(name)) return true;
  return CLAIM_RESOURCES.some((resource) => name.endsWith(OF_CLASS + resource));
}

function matchScope(claim: PersistentVolumeClaim, scope: QuotaScope): ScopeMatch {
  return scope.scopeName === "VolumeAttributesClass"
    ? matchReferredNames(scope, attributesClasses(claim))
    : scopeMatch(false);
}

/** All classes between which the claim may be on its way. */
function attributesClasses({ spec = {}, status = {} }: PersistentVolumeClaim): readonly string[] {
  const names = [
    spec.volumeAttributesClassName,
    status.currentVolumeAttributesClassName,
    status.modifyVolumeStatus?.targetVolumeAttributesClassName,
  ];
  return names.flatMap((name) => name || []);
}

function claimUsage(claim: PersistentVolumeClaim): ResourceList {
  const storageClass = claim.metadata?.annotations?.[CLASS_ANNOTATION] ?? claim.spec?.storageClassName ?? "";
  const usage = new Map<string, Quantity>([
    [CLAIMS, ONE],
    [CLAIM_COUNT, ONE],
  ]);
  if (storageClass !== "") usage.set(storageClass + OF_CLASS + CLAIMS, ONE);
  const storage = countedStorage(claim);
  if (storage === undefined) return usage;
  usage.set(REQUESTED_STORAGE, storage);
  if (storageClass !== "") usage.set(storageClass + OF_CLASS + REQUESTED_STORAGE, storage);
  return usage;
}

/** What is requested, or allocated already where that is more, in whole bytes. */
function countedStorage({ spec = {}, status = {} }: PersistentVolumeClaim): Quantity | undefined {
  const requested = storageIn(spec.resources?.requests);
  if (requested === undefined) return undefined;
  const request = inWholeBytes(requested);
  const allocated = storageIn(status.allocatedResources);
  if (allocated === undefined || compareQuantities(allocated, request) <= 0) return request;
  return inWholeBytes(request.kind === "decimal" ? asDecimal(allocated) : allocated);
}

function storageIn(amounts: Readonly<Record<string, string>> | undefined): Quantity | undefined {
  const text = amounts?.["storage"];
  return text === undefined ? undefined : readQuantity(text);
}

/** The text of a whole amount stays as it is written. */
function inWholeBytes(quantity: Quantity): Quantity {
  const { rounded, exact } = roundedUp(quantity, 0);
  return exact ? quantity : rounded;
}
