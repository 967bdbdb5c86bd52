// VolumeZone: a pod goes where the labels of its volumes say that they can be reached.
// Imitates plugins/volumezone/volume_zone.go, v1.36.

import { quoted } from "../../model/go-text.ts";
import { classOfClaim } from "../../model/volumes/claim-binding.ts";
import { isInZones, zonesOf, type VolumeZone } from "../../model/volumes/volume-zones.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { PluginDefinition, PreFilterOutcome } from "../framework/plugin.ts";
import { SUCCESS, unresolvable, type Status } from "../framework/status.ts";
import { claimNotFound, storageClassNotFound, VolumeObjects, volumeNotFound } from "../volumes/volume-objects.ts";

type ZonesOutcome =
  | { readonly kind: "zones"; readonly zones: readonly VolumeZone[] }
  | { readonly kind: "rejected"; readonly status: Status };

const REFUSAL = unresolvable("node(s) had no available volume zone");

export const volumeZone: PluginDefinition = {
  name: "VolumeZone",
  source: "plugins/volumezone/volume_zone.go v1.36",
  points: ["preFilter", "filter"],
  create: (_args, { cluster }) => {
    const objects = new VolumeObjects(cluster.objects);
    const preFilter = (podClass: SchedulingClass): PreFilterOutcome<readonly VolumeZone[]> => {
      const found = zonesFor(podClass, objects);
      if (found.kind === "rejected") return found;
      return found.zones.length === 0 ? { kind: "skip" } : { kind: "ready", state: found.zones };
    };
    return {
      preFilter: ({ podClass }) => preFilter(podClass),
      filter({ podClass }, node, state: readonly VolumeZone[] | undefined) {
        const found: ZonesOutcome = state === undefined ? zonesFor(podClass, objects) : { kind: "zones", zones: state };
        if (found.kind === "rejected") return found.status;
        return isInZones(found.zones, node.record.labels) ? SUCCESS : REFUSAL;
      },
      sign: ({ volumes }) => volumes.signature,
      incremental: {
        concerns: ({ volumes }) => volumes.claimNames.length > 0,
        admits: (_pod, node, state: readonly VolumeZone[]) => isInZones(state, cluster.nodes.record(node).labels),
      },
    };
  },
};

/** Of the volumes that are bound; those that wait for the pod can be anywhere yet. */
function zonesFor({ namespace, volumes }: SchedulingClass, objects: VolumeObjects): ZonesOutcome {
  const zones: VolumeZone[] = [];
  for (const name of volumes.claimNames) {
    if (name === "") return rejected("PersistentVolumeClaim had no name");
    const claim = objects.claim(namespace, name);
    if (claim === undefined) return rejected(claimNotFound(name));
    const { volumeName } = claim.spec ?? {};
    if (!volumeName) {
      const problem = problemOfUnbound(classOfClaim(claim), objects);
      if (problem !== undefined) return rejected(problem);
      continue;
    }
    const volume = objects.volume(volumeName);
    if (volume === undefined) return rejected(volumeNotFound(volumeName));
    zones.push(...zonesOf(volume));
  }
  return { kind: "zones", zones };
}

/** Why a claim without a volume cannot wait for the pod; undefined if it can. */
function problemOfUnbound(className: string, objects: VolumeObjects): string | undefined {
  if (className === "") return "PersistentVolumeClaim had no pv name and storageClass name";
  const storageClass = objects.storageClass(className);
  if (storageClass === undefined) return storageClassNotFound(className);
  const { volumeBindingMode } = storageClass;
  if (volumeBindingMode === undefined) return `VolumeBindingMode not set for StorageClass ${quoted(className)}`;
  return volumeBindingMode === "WaitForFirstConsumer" ? undefined : "PersistentVolume had no name";
}

function rejected(reason: string): ZonesOutcome {
  return { kind: "rejected", status: unresolvable(reason) };
}
