// What knows how much of a ResourceQuota the objects of each kind take.
// Imitates pkg/quota/v1/evaluator/core/registry.go and pkg/quota/v1/install/registry.go, v1.36.

import { API_KINDS } from "../api/api-kinds.ts";
import { CLAIM_QUOTA } from "./claim-quota.ts";
import { POD_QUOTA } from "./pod-quota.ts";
import { objectCountEvaluator, resourceOfKind, type QuotaEvaluator } from "./quota-evaluator.ts";
import type { NamedByMetadata } from "./refusal.ts";
import { SERVICE_QUOTA } from "./service-quota.ts";

/** Kinds of which more is counted than how many there are. */
const OWN: ReadonlyMap<string, QuotaEvaluator<NamedByMetadata>> = new Map<string, QuotaEvaluator<NamedByMetadata>>([
  ["Pod", POD_QUOTA],
  ["Service", SERVICE_QUOTA],
  ["PersistentVolumeClaim", CLAIM_QUOTA],
]);

const VERSIONS: ReadonlyMap<string, string> = new Map(API_KINDS.map(({ kind, apiVersion }) => [kind, apiVersion]));
const COUNTERS = new Map<string, QuotaEvaluator<NamedByMetadata>>();

/** By kind, as `Deployment`. */
export function evaluatorOf(kind: string): QuotaEvaluator<NamedByMetadata> {
  const known = OWN.get(kind) ?? COUNTERS.get(kind);
  if (known !== undefined) return known;
  const made = objectCountEvaluator(resourceOfKind(VERSIONS.get(kind) ?? "v1", kind));
  COUNTERS.set(kind, made);
  return made;
}
