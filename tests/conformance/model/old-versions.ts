// Versions of the API that the recorder's library still knows, though no server of that release serves them: Plimsoll
// does not read them. A manifest of one is replayed as that of the version which took its place.

import type { RecordedValue } from "./operation.ts";

const SUCCESSORS: ReadonlyMap<string, string> = new Map([
  ["apps/v1beta2 DaemonSet", "apps/v1"],
  ["apps/v1beta2 Deployment", "apps/v1"],
  ["apps/v1beta2 ReplicaSet", "apps/v1"],
  ["apps/v1beta2 StatefulSet", "apps/v1"],
  ["batch/v1beta1 CronJob", "batch/v1"],
  ["policy/v1beta1 PodDisruptionBudget", "policy/v1"],
  ["scheduling.k8s.io/v1beta1 PriorityClass", "scheduling.k8s.io/v1"],
  ["storage.k8s.io/v1beta1 StorageClass", "storage.k8s.io/v1"],
]);

/** In budgets of the old version an empty selector selected nothing: these requirements say so, and the opposite. */
const BUDGET_KEY = "pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match";
const NO_PODS: unknown = { matchExpressions: [{ key: BUDGET_KEY, operator: "Exists" }] };
const ALL_PODS: unknown = { matchExpressions: [{ key: BUDGET_KEY, operator: "DoesNotExist" }] };

/** The manifest in the version that is read; the same manifest if there is no such version. */
export function inReadVersion(manifest: RecordedValue): RecordedValue {
  const successor = successorOf(manifest);
  if (successor === undefined) return manifest;
  return withSelector({ ...manifest, apiVersion: successor }, (selector) => {
    if (isEmpty(selector)) return NO_PODS;
    // The key has this meaning in the new version only.
    return isSame(selector, ALL_PODS) || isSame(selector, NO_PODS) ? {} : selector;
  });
}

/** What is stored of such a manifest, in the version in which it was written. */
export function inWrittenVersion(object: RecordedValue, manifest: RecordedValue): RecordedValue {
  if (successorOf(manifest) === undefined) return object;
  return withSelector({ ...object, apiVersion: manifest["apiVersion"] }, (selector) => {
    if (isSame(selector, NO_PODS)) return {};
    return isEmpty(selector) ? ALL_PODS : selector;
  });
}

function successorOf({ apiVersion, kind }: RecordedValue): string | undefined {
  return SUCCESSORS.get(`${String(apiVersion)} ${String(kind)}`);
}

/** Only budgets mean something else by a selector. */
function withSelector(object: RecordedValue, meant: (selector: object) => unknown): RecordedValue {
  const { kind, spec } = object as { readonly kind: string; readonly spec?: { readonly selector?: unknown } };
  const selector = spec?.selector;
  if (kind !== "PodDisruptionBudget" || typeof selector !== "object" || selector === null) return object;
  return { ...object, spec: { ...spec, selector: meant(selector) } };
}

function isEmpty(selector: object): boolean {
  return Object.values(selector).every((part: unknown) => Object.keys(part ?? {}).length === 0);
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
