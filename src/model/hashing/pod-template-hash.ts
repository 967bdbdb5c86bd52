// The hash of a pod template: the end of ReplicaSets' names, and the label by which controllers know their pods.
// Imitates ComputeHash of pkg/controller/controller_utils.go, v1.36.

import { POD_TEMPLATE_SPEC, type PodTemplateSpec } from "../api/types/pod.ts";
import { fnv32a } from "./fnv.ts";
import { goDump } from "./go-dump.ts";
import { safeEncoded } from "./safe-encoding.ts";

/** Collision counts are hashed as eight bytes. */
const COUNT_BYTES = 8;

/**
 * The hash of a template as the API server stored it, with defaults and canonical amounts. `collisionCount` counts other
 * templates that had the same hash; absent and 0 differ.
 */
export function podTemplateHash(template: PodTemplateSpec, collisionCount: number | undefined): string {
  const dump = new TextEncoder().encode(goDump(template, POD_TEMPLATE_SPEC));
  if (collisionCount === undefined) return safeEncoded(fnv32a(dump));
  const bytes = new Uint8Array(dump.length + COUNT_BYTES);
  bytes.set(dump);
  new DataView(bytes.buffer).setUint32(dump.length, collisionCount, true);
  return safeEncoded(fnv32a(bytes));
}
