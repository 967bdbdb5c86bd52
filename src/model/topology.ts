// The zone that a node stands in.
// Imitates staging component-helpers node/topology/helpers.go (GetZoneKey), v1.36.

import type { Labels } from "./objects.ts";

const ZONE_LABELS = ["failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"] as const;
const REGION_LABELS = ["failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"] as const;

/** Region and zone as one key; empty if the node has neither. */
export function zoneKeyOf(labels: Labels | undefined): string {
  const zone = firstLabel(labels, ZONE_LABELS);
  const region = firstLabel(labels, REGION_LABELS);
  return zone === "" && region === "" ? "" : `${region}:\u0000:${zone}`;
}

/** The zone's name for reports; empty if the node has none. */
export function zoneNameOf(labels: Labels | undefined): string {
  return firstLabel(labels, ZONE_LABELS);
}

function firstLabel(labels: Labels | undefined, keys: readonly string[]): string {
  for (const key of keys) {
    const value = labels?.[key];
    if (value !== undefined) return value;
  }
  return "";
}
