// What there is for the claims of one pod: worked out once in a cycle, asked of every node.
// Imitates pkg/scheduler/framework/plugins/volumebinding/binder.go (FindPodVolumes), v1.36.

import type { TopologySelectorTerm } from "../../model/api/types/affinity.ts";
import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import type { Labels } from "../../model/objects.ts";
import { compareQuantities } from "../../model/quantity/quantity.ts";
import { exactUnits } from "../../model/quantity/whole-units.ts";
import { classOfClaim, classOfVolume, selectedNodeOf } from "../../model/volumes/claim-binding.ts";
import { requestedStorage, volumesMatching, type VolumeMatches } from "../../model/volumes/matching-volumes.ts";
import {
  canReachCapacity,
  capacityFor,
  isAllowedTopology,
  type ReachableCapacity,
} from "../../model/volumes/storage-capacity.ts";
import type { VersionBehaviour } from "../../model/version-behaviour.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";
import type { ClaimPlan } from "../framework/decision.ts";
import type { PodClaims } from "./pod-claims.ts";
import { VolumeReach } from "./volume-reach.ts";
import type { VolumeObjects } from "./volume-objects.ts";

/** What a node says. */
export type VolumeAnswer =
  /** `plans`: what is to become of the claims if the pod goes there. */
  | { readonly kind: "found"; readonly plans: readonly ClaimPlan[] }
  | { readonly kind: "refused"; readonly reasons: readonly string[] }
  | { readonly kind: "failed"; readonly message: string };

const NODE_CONFLICT = "node(s) didn't match PersistentVolume's node affinity";
const NOTHING_TO_BIND = "node(s) didn't find available persistent volumes to bind";
const NOT_ENOUGH_SPACE = "node(s) did not have enough free storage";
const VOLUME_MISSING = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";

/** The provisioner of classes whose volumes are made by hand. */
const NO_PROVISIONER = "kubernetes.io/no-provisioner";

/** A claim for which a volume is to be found, and what there is. */
interface Wanted {
  readonly claim: PersistentVolumeClaim;
  readonly matches: VolumeMatches;
}

/** How a claim could be provisioned. */
interface Provisioning {
  readonly isPossible: boolean;
  readonly topologies: readonly TopologySelectorTerm[];
  /** Undefined: nobody keeps account of the room. */
  readonly capacity: ReachableCapacity | undefined;
}

type Unbound =
  | { readonly kind: "unbound"; readonly lacks: readonly string[]; readonly plans: readonly ClaimPlan[] }
  | { readonly kind: "failed"; readonly message: string };

const NOTHING_UNBOUND: Unbound = Object.freeze({ kind: "unbound", lacks: [], plans: [] });
const SELECTED_ELSEWHERE: Unbound = Object.freeze({ kind: "unbound", lacks: [NOTHING_TO_BIND], plans: [] });

export class VolumeSearch {
  readonly #objects: VolumeObjects;
  readonly #reach: VolumeReach;
  /** Volumes of the bound claims, up to the first that is missing. */
  readonly #bound: readonly PersistentVolume[];
  readonly #isVolumeMissing: boolean;
  /** Provisioned on a node that was chosen earlier. */
  readonly #selected: readonly PersistentVolumeClaim[];
  /** Smallest first. */
  readonly #wanted: readonly Wanted[];
  readonly #provisioning = new Map<PersistentVolumeClaim, Provisioning>();

  constructor({ bound, delayed }: PodClaims, objects: VolumeObjects, behaviour: VersionBehaviour) {
    this.#objects = objects;
    this.#reach = new VolumeReach(objects);
    const volumes = bound.map(({ spec }) => objects.volume(spec?.volumeName ?? ""));
    const missing = volumes.indexOf(undefined);
    this.#isVolumeMissing = missing >= 0;
    this.#bound = volumes.slice(0, missing >= 0 ? missing : volumes.length) as readonly PersistentVolume[];
    this.#selected = delayed.filter((claim) => selectedNodeOf(claim) !== undefined);
    const ofClass = new VolumesByClass(objects);
    this.#wanted = delayed
      .filter((claim) => selectedNodeOf(claim) === undefined)
      .toSorted((left, right) => compareQuantities(requestedStorage(left), requestedStorage(right)))
      .map((claim) => ({
        claim,
        matches: volumesMatching(claim, ofClass.get(classOfClaim(claim)), behaviour.volumeAttributesClasses),
      }));
  }

  /** What the node says of the pod's volumes. */
  ask(node: NodeRecord): VolumeAnswer {
    const reached = this.#reachBound(node);
    if (reached.kind === "failed") return reached;
    const unbound = this.#findUnbound(node);
    if (unbound.kind === "failed") return unbound;
    // A conflict hides that another claim's volume is missing.
    const isMissing = this.#isVolumeMissing && reached.isReached;
    if (reached.isReached && !isMissing && unbound.lacks.length === 0) {
      return { kind: "found", plans: unbound.plans };
    }
    return {
      kind: "refused",
      reasons: [
        ...(reached.isReached ? [] : [NODE_CONFLICT]),
        ...unbound.lacks,
        ...(isMissing ? [VOLUME_MISSING] : []),
      ],
    };
  }

  #reachBound(
    node: NodeRecord,
  ): { readonly kind: "asked"; readonly isReached: boolean } | { readonly kind: "failed"; readonly message: string } {
    for (const volume of this.#bound) {
      const reach = this.#reach.of(volume, node);
      if (typeof reach === "string") return { kind: "failed", message: reach };
      if (!reach) return { kind: "asked", isReached: false };
    }
    return { kind: "asked", isReached: true };
  }

  #findUnbound(node: NodeRecord): Unbound {
    if (this.#selected.length === 0 && this.#wanted.length === 0) return NOTHING_UNBOUND;
    for (const claim of this.#selected) if (selectedNodeOf(claim) !== node.name) return SELECTED_ELSEWHERE;
    const taken: PersistentVolume[] = [];
    const plans: ClaimPlan[] = this.#selected.map((claim) => ({ claim, volume: undefined }));
    for (const { claim, matches } of this.#wanted) {
      if (matches.kind === "failed") return matches;
      const volume = this.#choose(matches, taken, node.labels);
      plans.push({ claim, volume });
      if (volume !== undefined) taken.push(volume);
    }
    return { kind: "unbound", lacks: this.#provisioningLacks(plans, node.labels), plans };
  }

  #choose(
    { prebound, available }: Extract<VolumeMatches, { kind: "matches" }>,
    taken: readonly PersistentVolume[],
    labels: Labels,
  ): PersistentVolume | undefined {
    const isFree = (volume: PersistentVolume) => !taken.includes(volume);
    const own = prebound.find(isFree);
    if (own !== undefined) return this.#reach.asWritten(own, labels) ? own : undefined;
    return available.find((volume) => isFree(volume) && this.#reach.asWritten(volume, labels));
  }

  /** The first claim that cannot be provisioned for the node tells why. */
  #provisioningLacks(plans: readonly ClaimPlan[], labels: Labels): readonly string[] {
    for (const { claim, volume } of plans) {
      if (volume !== undefined) continue;
      const { isPossible, topologies, capacity } = this.#provisioningOf(claim);
      if (!isPossible || !isAllowedTopology(topologies, labels)) return [NOTHING_TO_BIND];
      if (capacity !== undefined && !canReachCapacity(capacity, labels)) return [NOT_ENOUGH_SPACE];
    }
    return [];
  }

  #provisioningOf(claim: PersistentVolumeClaim): Provisioning {
    const known = this.#provisioning.get(claim);
    if (known !== undefined) return known;
    const className = classOfClaim(claim);
    const { provisioner = "", allowedTopologies = [] } = this.#objects.storageClass(className) ?? {};
    const made: Provisioning = {
      isPossible: provisioner !== "" && provisioner !== NO_PROVISIONER,
      topologies: allowedTopologies,
      capacity: this.#capacityOf(claim, className, provisioner),
    };
    this.#provisioning.set(claim, made);
    return made;
  }

  #capacityOf(claim: PersistentVolumeClaim, className: string, provisioner: string): ReachableCapacity | undefined {
    if (claim.spec?.resources?.requests?.["storage"] === undefined) return undefined;
    if (this.#objects.driver(provisioner)?.spec?.storageCapacity !== true) return undefined;
    return capacityFor(className, exactUnits(requestedStorage(claim)), this.#objects.capacities());
  }
}

/** Volumes of the classes that are asked for. */
class VolumesByClass {
  readonly #objects: VolumeObjects;
  readonly #known = new Map<string, readonly PersistentVolume[]>();

  constructor(objects: VolumeObjects) {
    this.#objects = objects;
  }

  get(className: string): readonly PersistentVolume[] {
    const known = this.#known.get(className);
    if (known !== undefined) return known;
    const found: PersistentVolume[] = [];
    for (const volume of this.#objects.volumes()) if (classOfVolume(volume) === className) found.push(volume);
    this.#known.set(className, found);
    return found;
  }
}
