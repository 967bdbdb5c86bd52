// The volumes that pods have a node attach, by the CSI drivers that attach them.
// Imitates pkg/scheduler/framework/plugins/nodevolumelimits/csi.go (filterAttachableVolumes, getNodeVolumeAttachmentInfo),
// v1.36.

import type { PersistentVolumeClaim } from "../../model/api/types/claim.ts";
import type { CsiNode } from "../../model/api/types/storage.ts";
import type { VersionBehaviour } from "../../model/version-behaviour.ts";
import { classOfClaim } from "../../model/volumes/claim-binding.ts";
import { inlineHandle, volumeHandle } from "../../model/volumes/csi-handle.ts";
import {
  inTreePluginNamed,
  inTreeSourceOf,
  type InTreePlugin,
  type InTreeVolume,
} from "../../model/volumes/in-tree-sources.ts";
import { claimNameOf, type AttachableVolume, type ClaimUse } from "../../model/volumes/pod-volumes.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import { failure, unresolvable, type Status } from "../framework/status.ts";
import { ownershipProblem } from "./claim-owner.ts";
import { claimNotFound, hasMigrated, type VolumeObjects } from "./volume-objects.ts";

/** Names of drivers by `driver/handle`. */
export type AttachedVolumes = Map<string, string>;

/** A pod whose volumes are counted. */
export interface CountedPod {
  readonly name: string;
  readonly podClass: SchedulingClass;
}

/** Before the handle of a volume that is not made yet, which nobody else can have. */
const NOT_MADE = "to be made-";

export class VolumeAttachments {
  readonly #objects: VolumeObjects;
  readonly #behaviour: VersionBehaviour;

  constructor(objects: VolumeObjects, behaviour: VersionBehaviour) {
    this.#objects = objects;
    this.#behaviour = behaviour;
  }

  /** Adds the volumes of a pod that is to be placed. A claim that is missing refuses it. */
  addNew(pod: CountedPod, csiNode: CsiNode | undefined, to: AttachedVolumes): Status | undefined {
    return this.#add(pod, csiNode, to, ({ podClass: { namespace } }, name) =>
      unresolvable(`looking up PVC ${namespace}/${name}: ${claimNotFound(name)}`),
    );
  }

  /** Adds the volumes of a pod that is on the node. Claims that are missing do not count. */
  addPlaced(pod: CountedPod, csiNode: CsiNode | undefined, to: AttachedVolumes): Status | undefined {
    return this.#add(pod, csiNode, to, () => undefined);
  }

  #add(
    pod: CountedPod,
    csiNode: CsiNode | undefined,
    to: AttachedVolumes,
    missing: (pod: CountedPod, claimName: string) => Status | undefined,
  ): Status | undefined {
    for (const use of pod.podClass.volumes.attachable) {
      const problem =
        use.kind === "in-tree" ? this.#addInTree(use, csiNode, to) : this.#addClaimed(use, pod, csiNode, to, missing);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #addClaimed(
    use: ClaimUse,
    pod: CountedPod,
    csiNode: CsiNode | undefined,
    to: AttachedVolumes,
    missing: (pod: CountedPod, claimName: string) => Status | undefined,
  ): Status | undefined {
    const { namespace } = pod.podClass;
    const name = claimNameOf(use, pod.name);
    if (name === "") return failure("PersistentVolumeClaim had no name");
    const claim = this.#objects.claim(namespace, name);
    if (claim === undefined) return missing(pod, name);
    const problem = use.kind === "ephemeral" ? ownershipProblem(claim, namespace, pod.name) : undefined;
    if (problem !== undefined) return failure(problem);
    this.#addVolumeOf(claim, csiNode, to);
    return undefined;
  }

  #addVolumeOf(claim: PersistentVolumeClaim, csiNode: CsiNode | undefined, to: AttachedVolumes): void {
    const volume = claim.spec?.volumeName ? this.#objects.volume(claim.spec.volumeName) : undefined;
    if (volume === undefined) {
      this.#addVolumeToMake(claim, csiNode, to);
      return;
    }
    const { csi } = volume.spec ?? {};
    if (csi !== undefined) {
      attach(to, csi.driver ?? "", csi.volumeHandle ?? "");
      return;
    }
    const source = volume.spec === undefined ? undefined : inTreeSourceOf(volume.spec);
    if (source === undefined || !this.#isMigrated(source.plugin, csiNode)) return;
    const handle = volumeHandle(source, volume);
    if (handle.kind === "handle") attach(to, source.plugin.driverName, handle.handle);
  }

  /** Its class tells the driver; each claim will have a volume of its own. */
  #addVolumeToMake(claim: PersistentVolumeClaim, csiNode: CsiNode | undefined, to: AttachedVolumes): void {
    const className = classOfClaim(claim);
    const storageClass = className === "" ? undefined : this.#objects.storageClass(className);
    if (storageClass === undefined) return;
    const { provisioner = "" } = storageClass;
    const plugin = inTreePluginNamed(provisioner);
    if (plugin !== undefined && !this.#isMigrated(plugin, csiNode)) return;
    const { namespace = "default", name = "" } = claim.metadata ?? {};
    attach(to, plugin?.driverName ?? provisioner, `${NOT_MADE}${namespace}/${name}`);
  }

  #addInTree(
    { volumeName, source }: InTreeVolume,
    csiNode: CsiNode | undefined,
    to: AttachedVolumes,
  ): Status | undefined {
    if (!this.#isMigrated(source.plugin, csiNode)) return undefined;
    const handle = inlineHandle(source);
    if (handle.kind === "failed")
      return failure(`converting volume(${volumeName}) from inline to csi: ${handle.message}`);
    to.set(`${source.plugin.driverName}/${handle.handle}`, source.plugin.driverName);
    return undefined;
  }

  #isMigrated({ field, migrates, pluginName }: InTreePlugin, csiNode: CsiNode | undefined): boolean {
    if (csiNode === undefined || !migrates) return false;
    const asks = this.#behaviour.portworxAsksForMigration && field === "portworxVolume";
    return !asks || hasMigrated(csiNode, pluginName);
  }
}

/** Whether a volume may count at all, or fail the cycle, only when all of them are looked at. */
export function isPlainClaim(use: AttachableVolume): boolean {
  return use.kind === "claim" && use.claimName !== "";
}

function attach(to: AttachedVolumes, driver: string, handle: string): void {
  if (driver !== "" && handle !== "") to.set(`${driver}/${handle}`, driver);
}
