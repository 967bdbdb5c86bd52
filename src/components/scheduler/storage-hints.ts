// Does a change of claims, volumes or the objects behind them help a pod that waits? Each plugin that refused it is asked.
// Imitates the hints of pkg/scheduler/framework/plugins/{volumebinding,volumezone,volumerestrictions,nodevolumelimits}, v1.36.

import { inlineHandle } from "../../model/volumes/csi-handle.ts";
import { claimNameOf, type ClaimUse } from "../../model/volumes/pod-volumes.ts";

import type { StorageEvent } from "./storage-events.ts";
import type { WaitingPod } from "./waiting-pod.ts";

type Waiting = Pick<WaitingPod, "name" | "podClass">;

type EventOf<Kind extends StorageEvent["kind"]> = Extract<StorageEvent, { readonly kind: Kind }>;

/** By kind of event; kinds that a plugin has no entry for are none that it waits for. */
type Hints = {
  readonly [Kind in StorageEvent["kind"]]?: (waiting: Waiting, event: EventOf<Kind>) => boolean;
};

const HINTS: ReadonlyMap<string, Hints> = new Map<string, Hints>([
  [
    "VolumeBinding",
    {
      "storage-class": (_, { isNew, movesTopologies }) => isNew || movesTopologies,
      claim: (waiting, event) => usesClaim(waiting, event, isAnyClaim),
      volume: () => true,
      "csi-node": (_, { isNew, migrates }) => isNew || migrates,
      "csi-driver": losesAccount,
      "storage-capacity": (_, { isNew, grows }) => isNew || grows,
    },
  ],
  [
    "VolumeZone",
    {
      "storage-class": (_, { isNew, waitsForPods }) => isNew && waitsForPods,
      claim: (waiting, event) => usesClaim(waiting, event, isNamedClaim),
      volume: (_, { isNew, movesZone }) => isNew || movesZone,
    },
  ],
  ["VolumeRestrictions", { claim: (waiting, event) => event.isNew && usesClaim(waiting, event, isNamedClaim) }],
  [
    "NodeVolumeLimits",
    {
      "csi-node": (_, { isNew, raisesLimit }) => isNew || raisesLimit,
      claim: (waiting, event) => event.isNew && usesClaim(waiting, event, isAnyClaim),
      "attachment-gone": mayAttach,
    },
  ],
]);

/** True if pods that the plugin refused wait for some of these events. */
export function listensToStorage(plugin: string): boolean {
  return HINTS.has(plugin);
}

/** True if the event may help a pod that `plugin` refused. */
export function storageEventHelps(plugin: string, waiting: Waiting, event: StorageEvent): boolean {
  const hint = HINTS.get(plugin)?.[event.kind] as ((waiting: Waiting, event: StorageEvent) => boolean) | undefined;
  return hint?.(waiting, event) ?? false;
}

function isAnyClaim(): boolean {
  return true;
}

/** Not one that is made for the pod. */
function isNamedClaim({ kind }: ClaimUse): boolean {
  return kind === "claim";
}

function usesClaim(
  { name: podName, podClass: { namespace, volumes } }: Waiting,
  event: EventOf<"claim">,
  counts: (use: ClaimUse) => boolean,
): boolean {
  if (namespace !== event.namespace) return false;
  return volumes.claims.some((use) => counts(use) && claimNameOf(use, podName) === event.name);
}

/** The source asks for volumes that the pod has from the driver without a claim. */
function losesAccount({ podClass: { pod } }: Waiting, { name, stopsAccounting }: EventOf<"csi-driver">): boolean {
  if (!stopsAccounting) return false;
  return (pod.spec.volumes ?? []).some((volume) => {
    const { csi } = volume as { readonly csi?: { readonly driver?: string } };
    return csi?.driver === name;
  });
}

/** Any volume of a claim may be of that driver; of one that the pod names itself the driver is known. */
function mayAttach({ podClass: { volumes } }: Waiting, { driver }: EventOf<"attachment-gone">): boolean {
  return volumes.attachable.some((use) => {
    if (use.kind === "claim") return true;
    if (use.kind === "ephemeral") return false;
    return use.source.plugin.driverName === driver || inlineHandle(use.source).kind === "failed";
  });
}
