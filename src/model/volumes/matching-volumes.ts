// The persistent volumes that a claim could be bound to, wherever they can be reached: found once, tried node by node.
// Imitates staging component-helpers storage/volume/pv_helpers.go (FindMatchingVolume) on the scheduler's way, v1.36.

import type { PersistentVolumeClaim } from "../api/types/claim.ts";
import type { PersistentVolume } from "../api/types/persistent-volume.ts";
import { compileLabelSelector, selectsLabels, type CompiledLabelSelector } from "../label-selector.ts";
import { readQuantity } from "../quantity/parse-quantity.ts";
import { compareQuantities, ZERO_QUANTITY, type Quantity } from "../quantity/quantity.ts";
import { claimKeyOf, classOfClaim, classOfVolume, isBoundTo } from "./claim-binding.ts";

/** What a claim may be bound to. */
export type VolumeMatches =
  | {
      readonly kind: "matches";
      /** Bound to the claim beforehand: the first of them is taken or none. */
      readonly prebound: readonly PersistentVolume[];
      /** Smallest first, and as listed where they are of one size: the first that can be reached is taken. */
      readonly available: readonly PersistentVolume[];
    }
  /** Why nothing can be found, in the library's words. */
  | { readonly kind: "failed"; readonly message: string };

/** How much the claim asks for; zero if it does not say. */
export function requestedStorage({ spec }: PersistentVolumeClaim): Quantity {
  return quantityIn(spec?.resources?.requests);
}

/** `volumes` are those of the claim's class, as listed. */
export function volumesMatching(
  claim: PersistentVolumeClaim,
  volumes: Iterable<PersistentVolume>,
  volumeAttributesClasses: boolean,
): VolumeMatches {
  if (!volumeAttributesClasses && claim.spec?.volumeAttributesClassName) {
    const problem = "unsupported volumeAttributesClassName is set on claim";
    return failed(`${problem} ${claimKeyOf(claim)} when the feature-gate VolumeAttributesClass is disabled`);
  }
  const selector = claim.spec?.selector ? compileLabelSelector(claim.spec.selector) : undefined;
  if (selector?.kind === "invalid") {
    return failed(`error creating internal label selector for claim: ${claimKeyOf(claim)}: ${selector.message}`);
  }
  const suitable = [...volumes].filter((volume) => isSuitable(claim, volume));
  return {
    kind: "matches",
    prebound: suitable.filter((volume) => isBoundTo(volume, claim)),
    available: bySize(suitable.filter((volume) => !isBoundTo(volume, claim) && isAvailable(claim, volume, selector))),
  };
}

/** What must hold even of a volume that is bound to the claim already. */
function isSuitable(claim: PersistentVolumeClaim, volume: PersistentVolume): boolean {
  if (volume.spec?.claimRef !== undefined && !isBoundTo(volume, claim)) return false;
  if (compareQuantities(capacityOf(volume), requestedStorage(claim)) < 0) return false;
  if ((claim.spec?.volumeMode ?? "Filesystem") !== (volume.spec?.volumeMode ?? "Filesystem")) return false;
  if ((claim.spec?.volumeAttributesClassName ?? "") !== (volume.spec?.volumeAttributesClassName ?? "")) return false;
  return !volume.metadata?.deletionTimestamp;
}

function isAvailable(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
  selector: CompiledLabelSelector | undefined,
): boolean {
  if (volume.status?.phase !== "Available") return false;
  if (selector !== undefined && !selectsLabels(selector, volume.metadata?.labels)) return false;
  if (classOfVolume(volume) !== classOfClaim(claim)) return false;
  const offered = volume.spec?.accessModes ?? [];
  return (claim.spec?.accessModes ?? []).every((mode) => offered.includes(mode));
}

function bySize(volumes: readonly PersistentVolume[]): readonly PersistentVolume[] {
  const sized = volumes.map((volume) => ({ volume, capacity: capacityOf(volume) }));
  return sized.toSorted((left, right) => compareQuantities(left.capacity, right.capacity)).map(({ volume }) => volume);
}

function capacityOf({ spec }: PersistentVolume): Quantity {
  return quantityIn(spec?.capacity);
}

function quantityIn(amounts: Readonly<Record<string, string>> | undefined): Quantity {
  return readQuantity(amounts?.["storage"] ?? "0") ?? ZERO_QUANTITY;
}

function failed(message: string): VolumeMatches {
  return { kind: "failed", message };
}
