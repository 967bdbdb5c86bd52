// Revisions of StatefulSets and DaemonSets: what is kept of a template, its hash, and the revision's name.
// Imitates getPatch and newRevision of pkg/controller/{statefulset,daemon} and
// pkg/controller/history/controller_history.go, v1.36.

import { encodeStruct } from "../api/encode.ts";
import { jsonText } from "../go-text.ts";
import { POD_TEMPLATE_SPEC, type PodTemplateSpec } from "../api/types/pod.ts";
import { fnv32 } from "./fnv.ts";
import { safeEncoded } from "./safe-encoding.ts";

/** A revision's name has so much of its owner's. */
const PREFIX_LENGTH_MAX = 223;

/** The patch that brings the template back: JSON with sorted keys. */
export function revisionData(template: PodTemplateSpec): string {
  const encoded = encodeStruct(template, POD_TEMPLATE_SPEC);
  return jsonText(sorted({ spec: { template: { ...encoded, $patch: "replace" } } }));
}

/** The data of a stored revision as text, so that it compares with what {@link revisionData} makes. */
export function revisionDataText(data: unknown): string {
  return jsonText(sorted(data));
}

/** The hash of a revision's data. `collisionCount` counts other data that had the same hash; absent and 0 differ. */
export function revisionHash(data: string, collisionCount: number | undefined): string {
  return safeEncoded(fnv32(new TextEncoder().encode(`${data}${collisionCount ?? ""}`)));
}

/** The name of a StatefulSet's revision. A DaemonSet's is named after the hash of its template instead. */
export function revisionName(ownerName: string, hash: string): string {
  return `${ownerName.slice(0, PREFIX_LENGTH_MAX)}-${hash}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const);
  return Object.fromEntries(pairs.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
