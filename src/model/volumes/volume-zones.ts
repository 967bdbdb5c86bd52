// The zones and regions that a persistent volume's labels confine it to.
// Imitates pkg/scheduler/framework/plugins/volumezone/volume_zone.go and staging cloud-provider
// volume/helpers/zones.go (LabelZonesToSet), v1.36.

import type { PersistentVolume } from "../api/types/persistent-volume.ts";
import type { Labels } from "../objects.ts";

/** Values of a label of which a node must have one. */
export interface VolumeZone {
  readonly key: string;
  /** Under which a node may have it, too: its newer name, or `key` again. */
  readonly currentKey: string;
  readonly values: ReadonlySet<string>;
}

/** Labels about zones, and what each is called today. */
const ZONE_LABELS: readonly (readonly [key: string, currentKey: string])[] = Object.freeze([
  ["failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"],
  ["failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"],
  ["topology.kubernetes.io/zone", "topology.kubernetes.io/zone"],
  ["topology.kubernetes.io/region", "topology.kubernetes.io/region"],
]);

/** One entry per label; a label with an empty part among its values says nothing. */
export function zonesOf({ metadata }: PersistentVolume): readonly VolumeZone[] {
  const labels = metadata?.labels ?? {};
  return ZONE_LABELS.flatMap(([key, currentKey]) => {
    if (!Object.hasOwn(labels, key)) return [];
    const values = labels[key]!.split("__").map((value) => value.trim());
    return values.includes("") ? [] : [{ key, currentKey, values: new Set(values) }];
  });
}

/** True if the node stands in a zone of each, or in no zone at all. */
export function isInZones(zones: readonly VolumeZone[], labels: Labels): boolean {
  if (!ZONE_LABELS.some(([key]) => Object.hasOwn(labels, key))) return true;
  for (const { key, currentKey, values } of zones) {
    const value = Object.hasOwn(labels, key) ? labels[key] : Object.hasOwn(labels, currentKey) && labels[currentKey];
    if (typeof value !== "string" || !values.has(value)) return false;
  }
  return true;
}
