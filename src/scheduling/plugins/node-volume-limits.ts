// NodeVolumeLimits: a node attaches no more volumes of a CSI driver than its CSINode says.
// Imitates plugins/nodevolumelimits/csi.go, v1.36 (gate VolumeLimitScaling off, as by default).

import type { CsiNode } from "../../model/api/types/storage.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { NodeView } from "../framework/node-view.ts";
import type { CyclePod, PluginDefinition, PreFilterOutcome } from "../framework/plugin.ts";
import { SUCCESS, unschedulable, type Status } from "../framework/status.ts";
import { isPlainClaim, VolumeAttachments, type AttachedVolumes } from "../volumes/attached-volumes.ts";
import { AttachmentBounds } from "../volumes/attachment-bounds.ts";
import { VolumeAttachmentTable } from "../volumes/volume-attachment-table.ts";
import { VolumeObjects } from "../volumes/volume-objects.ts";

/** How many volumes of each driver the node takes. */
type Limits = ReadonlyMap<string, number>;

/** Bounds with which most nodes need no counting; undefined where other pods are thought to be on a node. */
interface LimitsState {
  readonly bounds: AttachmentBounds | undefined;
}

const REFUSAL = unschedulable("node(s) exceed max volume count");
const COUNTED_AFRESH: LimitsState = Object.freeze({ bounds: undefined });

class VolumeLimits {
  readonly #objects: VolumeObjects;
  readonly #volumes: VolumeAttachments;
  readonly #attachments: VolumeAttachmentTable;

  constructor({ objects, behaviour }: ClusterState) {
    this.#objects = new VolumeObjects(objects);
    this.#volumes = new VolumeAttachments(this.#objects, behaviour);
    this.#attachments = new VolumeAttachmentTable(objects);
  }

  /** Whether bounds are of use: nothing about the pod's own volumes can refuse it or fail the cycle. */
  isPlain({ podClass: { namespace, volumes } }: CyclePod): boolean {
    return volumes.attachable.every(
      (use) => isPlainClaim(use) && use.kind === "claim" && this.#objects.claim(namespace, use.claimName) !== undefined,
    );
  }

  /** What the node says, with its volumes counted only if there may be too many. */
  ask(pod: CyclePod, node: NodeView, { bounds }: LimitsState): Status {
    const csiNode = this.#objects.csiNode(node.record.name);
    const limits = limitsOf(csiNode);
    if (bounds !== undefined) {
      const { length } = pod.podClass.volumes.attachable;
      const most = bounds.of(node.id) + this.#attachments.of(node.record.name).length + length;
      if (most <= Math.min(...limits.values())) return SUCCESS;
    }
    const wanted: AttachedVolumes = new Map();
    const problem = this.#volumes.addNew(pod, csiNode, wanted);
    if (problem !== undefined) return problem;
    return wanted.size === 0 || limits.size === 0 ? SUCCESS : this.#compare(wanted, node, csiNode, limits);
  }

  #compare(wanted: AttachedVolumes, node: NodeView, csiNode: CsiNode | undefined, limits: Limits): Status {
    const attached: AttachedVolumes = new Map();
    for (const placed of node.pods()) {
      const problem = this.#volumes.addPlaced(placed, csiNode, attached);
      if (problem !== undefined) return problem;
    }
    const fresh = new Map([...wanted].filter(([volume]) => !attached.has(volume)));
    this.#addAttachments(node.record.name, attached);
    for (const driver of new Set(fresh.values())) {
      const limit = limits.get(driver);
      if (limit !== undefined && countOf(driver, attached) + countOf(driver, fresh) > limit) return REFUSAL;
    }
    return SUCCESS;
  }

  /** A volume that is attached already counts as one of the node's, and as one of the pod's if it is that, too. */
  #addAttachments(nodeName: string, attached: AttachedVolumes): void {
    for (const { driver, volumeName } of this.#attachments.of(nodeName)) {
      const csi = this.#objects.volume(volumeName)?.spec?.csi;
      if (csi !== undefined) attached.set(`${driver}/${csi.volumeHandle ?? ""}`, driver);
    }
  }
}

export const nodeVolumeLimits: PluginDefinition = {
  name: "NodeVolumeLimits",
  source: "plugins/nodevolumelimits/csi.go v1.36",
  points: ["preFilter", "filter"],
  create: (_args, { cluster }) => {
    const limits = new VolumeLimits(cluster);
    const bounds = new AttachmentBounds(cluster);
    const outcome = (pod: CyclePod, state: LimitsState): PreFilterOutcome<LimitsState> =>
      pod.podClass.volumes.attachable.length === 0 ? { kind: "skip" } : { kind: "ready", state };
    return {
      preFilter: (pod) => outcome(pod, COUNTED_AFRESH),
      filter: (pod, node, state: LimitsState | undefined) => limits.ask(pod, node, state ?? COUNTED_AFRESH),
      cloneState: () => COUNTED_AFRESH,
      sign: ({ volumes }) => volumes.signature,
      incremental: {
        concerns: ({ volumes }) => volumes.attachable.length > 0,
        preFilter(pod) {
          if (!limits.isPlain(pod)) return outcome(pod, COUNTED_AFRESH);
          bounds.catchUp();
          return outcome(pod, { bounds });
        },
      },
    };
  },
};

function limitsOf(csiNode: CsiNode | undefined): Limits {
  const limits = new Map<string, number>();
  for (const { name = "", allocatable } of csiNode?.spec?.drivers ?? []) {
    if (allocatable?.count !== undefined) limits.set(name, allocatable.count);
  }
  return limits;
}

function countOf(driver: string, volumes: AttachedVolumes): number {
  let count = 0;
  for (const name of volumes.values()) if (name === driver) count += 1;
  return count;
}
