// Whether volumes can be reached from nodes, for one cycle: affinities are compiled when first asked for.
// Imitates pkg/scheduler/framework/plugins/volumebinding/binder.go (checkBoundClaims, tryTranslatePVToCSI), v1.36.

import type { PersistentVolume } from "../../model/api/types/persistent-volume.ts";
import type { Labels } from "../../model/objects.ts";
import { volumeHandle } from "../../model/volumes/csi-handle.ts";
import { inTreeSourceOf, type InTreeSource } from "../../model/volumes/in-tree-sources.ts";
import {
  affinityOf,
  isReachable,
  translatedAffinityOf,
  type VolumeAffinity,
} from "../../model/volumes/volume-affinity.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";
import { hasMigrated, type VolumeObjects } from "./volume-objects.ts";

/** An affinity, or why the volume cannot be translated. */
type Translation =
  | { readonly kind: "affinity"; readonly affinity: VolumeAffinity }
  | { readonly kind: "failed"; readonly message: string };

/** A volume's affinity in both forms. */
interface Reach {
  readonly written: VolumeAffinity;
  /** The source that a CSI driver may serve. */
  readonly source: InTreeSource | undefined;
  translation: Translation | undefined;
}

export class VolumeReach {
  readonly #objects: VolumeObjects;
  readonly #known = new Map<PersistentVolume, Reach>();

  constructor(objects: VolumeObjects) {
    this.#objects = objects;
  }

  /** By the volume's own affinity. */
  asWritten(volume: PersistentVolume, labels: Labels): boolean {
    return isReachable(this.#reachOf(volume).written, labels);
  }

  /** By the affinity that counts on the node; a text says what is wrong with the volume. */
  of(volume: PersistentVolume, node: NodeRecord): boolean | string {
    const reach = this.#reachOf(volume);
    const { source, written } = reach;
    if (source === undefined || !hasMigrated(this.#objects.csiNode(node.name), source.plugin.pluginName)) {
      return isReachable(written, node.labels);
    }
    const translation = (reach.translation ??= translate(volume, source, written));
    if (translation.kind === "failed") return `could not translate pv: ${translation.message}`;
    return isReachable(translation.affinity, node.labels);
  }

  #reachOf(volume: PersistentVolume): Reach {
    const known = this.#known.get(volume);
    if (known !== undefined) return known;
    const source = volume.spec === undefined ? undefined : inTreeSourceOf(volume.spec);
    const made: Reach = {
      written: affinityOf(volume),
      source: source?.plugin.migrates === true ? source : undefined,
      translation: undefined,
    };
    this.#known.set(volume, made);
    return made;
  }
}

function translate(volume: PersistentVolume, source: InTreeSource, written: VolumeAffinity): Translation {
  const handle = volumeHandle(source, volume);
  if (handle.kind === "failed") return handle;
  const { zoneKey } = source.plugin;
  return { kind: "affinity", affinity: zoneKey === undefined ? written : translatedAffinityOf(volume, zoneKey) };
}
