// A small cluster with storage, for tests of what looks at it.

import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { PersistentVolume } from "../../../src/model/api/types/persistent-volume.ts";
import type { CsiNode, StorageClass } from "../../../src/model/api/types/storage.ts";
import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { Node } from "../../../src/model/objects.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { VolumeObjects } from "../../../src/scheduling/volumes/volume-objects.ts";
import { node } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

export class VolumeCluster extends SmallCluster {
  readonly objects: VolumeObjects;

  /** Nodes `n1` and `n2` in the zones `a` and `b`, unless others are given. */
  constructor(nodes: readonly Node[] = [zonal("n1", "a"), zonal("n2", "b")], version: KubernetesVersion = "1.36") {
    super(nodes, version);
    this.objects = new VolumeObjects(this.cluster.objects);
  }

  store(...objects: readonly StoredObject[]): this {
    for (const stored of objects) this.apply({ kind: "object-stored", stored });
    return this;
  }

  claims(...claims: readonly PersistentVolumeClaim[]): this {
    return this.store(...claims.map((object) => ({ kind: "PersistentVolumeClaim" as const, object })));
  }

  volumes(...volumes: readonly PersistentVolume[]): this {
    return this.store(...volumes.map((object) => ({ kind: "PersistentVolume" as const, object })));
  }

  classes(...classes: readonly StorageClass[]): this {
    return this.store(...classes.map((object) => ({ kind: "StorageClass" as const, object })));
  }

  csiNodes(...csiNodes: readonly CsiNode[]): this {
    return this.store(...csiNodes.map((object) => ({ kind: "CSINode" as const, object })));
  }
}

function zonal(name: string, zone: string): Node {
  return node(name, {}, { labels: { zone, "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": zone } });
}

/** A node that takes so many volumes of each driver, and has these in-tree plugins migrated. */
export function csiNode(
  name: string,
  limits: Readonly<Record<string, number>>,
  migrated: readonly string[] = [],
): CsiNode {
  const drivers = Object.entries(limits).map(([driver, count]) => ({ name: driver, allocatable: { count } }));
  const annotations = { "storage.alpha.kubernetes.io/migrated-plugins": migrated.join() };
  return { metadata: { name, annotations }, spec: { drivers } };
}
