// VolumeRestrictions: some disks cannot be mounted twice on a node, and some claims are for one pod only.
// Imitates plugins/volumerestrictions/volume_restrictions.go, v1.36.

import { disksConflict } from "../../model/volumes/shared-disk.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { CyclePod, PluginDefinition, PreFilterOutcome } from "../framework/plugin.ts";
import { failure, SUCCESS, unresolvable, unschedulable } from "../framework/status.ts";
import { ClaimsInUse, findClaimInUse, type IsClaimInUse } from "../volumes/claims-in-use.ts";
import { claimNotFound, VolumeObjects } from "../volumes/volume-objects.ts";

/** Claims that are for one pod only, and how often pods on nodes use them. */
interface RestrictionsState {
  /** Names, without their namespace. */
  readonly exclusive: ReadonlySet<string>;
  uses: number;
}

const NO_DISK = unschedulable("node(s) had no available disk");
const IN_USE = unschedulable(
  "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
);
const IN_USE_IN_OLD_WORDS = unschedulable(
  "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode",
);
const STATE_MISSING = failure('cannot read "PreFilterVolumeRestrictions" from cycleState');

export const volumeRestrictions: PluginDefinition = {
  name: "VolumeRestrictions",
  source: "plugins/volumerestrictions/volume_restrictions.go v1.36",
  points: ["preFilter", "filter"],
  create: (_args, { cluster }) => {
    const objects = new VolumeObjects(cluster.objects);
    const claimsInUse = new ClaimsInUse(cluster);
    const inUse = cluster.behaviour.oldReadWriteOncePodMessage ? IN_USE_IN_OLD_WORDS : IN_USE;
    const hasFreeDisks = ({ volumes: { disks } }: SchedulingClass, node: number) => {
      if (disks.length === 0) return true;
      for (const pod of cluster.pods.onNode(node)) {
        if (conflict(disks, cluster.classOfPod(pod))) return false;
      }
      return true;
    };
    return {
      preFilter: (pod) => restrictionsOf(pod, objects, (key) => findClaimInUse(cluster, key)),
      filter({ podClass: { volumes } }, node, state: RestrictionsState | undefined) {
        if (volumes.disks.length > 0) {
          for (const { podClass } of node.pods()) if (conflict(volumes.disks, podClass)) return NO_DISK;
        }
        if (state === undefined) return STATE_MISSING;
        return state.uses > 0 ? inUse : SUCCESS;
      },
      cloneState: (state: RestrictionsState) => ({ ...state }),
      addPod(state: RestrictionsState, _pod, { podClass }) {
        state.uses += usesBy(podClass, state.exclusive);
        return SUCCESS;
      },
      removePod(state: RestrictionsState, _pod, { podClass }) {
        state.uses -= usesBy(podClass, state.exclusive);
        return SUCCESS;
      },
      sign: ({ volumes }) => volumes.signature,
      incremental: {
        concerns: ({ volumes }) => volumes.disks.length + volumes.claimNames.length > 0,
        preFilter: (pod) => restrictionsOf(pod, objects, (key) => claimsInUse.has(key)),
        admits: ({ podClass }, node, state: RestrictionsState) => state.uses <= 0 && hasFreeDisks(podClass, node),
      },
    };
  },
};

/** Looks at the pod's claims; skips if neither they nor its disks can stand in another pod's way. */
function restrictionsOf(
  { podClass: { namespace, volumes } }: CyclePod,
  objects: VolumeObjects,
  isInUse: IsClaimInUse,
): PreFilterOutcome<RestrictionsState> {
  const exclusive = new Set<string>();
  for (const name of volumes.claimNames) {
    const claim = objects.claim(namespace, name);
    if (claim === undefined) return { kind: "rejected", status: unresolvable(claimNotFound(name)) };
    if (claim.spec?.accessModes?.includes("ReadWriteOncePod")) exclusive.add(name);
  }
  let uses = 0;
  for (const name of exclusive) if (isInUse(`${namespace}/${name}`)) uses += 1;
  return volumes.disks.length === 0 && uses === 0 ? { kind: "skip" } : { kind: "ready", state: { exclusive, uses } };
}

function conflict(disks: SchedulingClass["volumes"]["disks"], { volumes }: SchedulingClass): boolean {
  return volumes.disks.some((held) => disks.some((wanted) => disksConflict(wanted, held)));
}

/** By name alone, as in the source: a claim of that name in another namespace counts too. */
function usesBy({ volumes }: SchedulingClass, exclusive: ReadonlySet<string>): number {
  let uses = 0;
  for (const name of volumes.claimNames) if (exclusive.has(name)) uses += 1;
  return uses;
}
