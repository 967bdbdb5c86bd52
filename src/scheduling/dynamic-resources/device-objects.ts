// What the cluster's objects say of devices, kept until the objects change: slices by node, and devices in use.
// Imitates pkg/scheduler/framework/plugins/dynamicresources/{dra_manager,allocateddevices}.go, v1.36.

import type { DeviceClass } from "../../model/api/types/resource-slice.ts";
import type { ResourceClaim } from "../../model/api/types/resource-claim.ts";
import type { NodeRecord } from "../../cluster/node-record.ts";
import type { ObjectStore } from "../../cluster/object-store.ts";

import { gatherPools, type GatheredPools } from "./device-pools.ts";
import { PublishedSlice } from "./published-devices.ts";

export class DeviceObjects {
  readonly #objects: ObjectStore;
  #slicesVersion = -1;
  #slices: readonly PublishedSlice[] = [];
  #slicesOfNode = new Map<string, PublishedSlice[]>();
  /** Of no one node. */
  #sharedSlices: readonly PublishedSlice[] = [];
  /** Pools by node; a node that changes has a record of its own. */
  #pools = new WeakMap<NodeRecord, GatheredPools>();
  #claimsVersion = -1;
  #allocated: ReadonlySet<string> = new Set();

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  claim(namespace: string, name: string): ResourceClaim | undefined {
    return this.#objects.find("ResourceClaim", namespace, name);
  }

  readonly deviceClass = (name: string): DeviceClass | undefined => this.#objects.find("DeviceClass", "", name);

  /** The pools that the node can use. */
  poolsOf(node: NodeRecord): GatheredPools {
    this.#readSlices();
    const known = this.#pools.get(node);
    if (known !== undefined) return known;
    const slices = [...(this.#slicesOfNode.get(node.name) ?? []), ...this.#sharedSlices];
    const pools = gatherPools(slices, this.#slices, node);
    this.#pools.set(node, pools);
    return pools;
  }

  /** Ids of the devices that claims have; one that is only administered is not in use. */
  allocated(): ReadonlySet<string> {
    const version = this.#objects.versionOf("ResourceClaim");
    if (version === this.#claimsVersion) return this.#allocated;
    this.#claimsVersion = version;
    const ids = new Set<string>();
    for (const { status } of this.#objects.list("ResourceClaim")) {
      for (const { driver, pool, device, adminAccess } of status?.allocation?.devices?.results ?? []) {
        if (adminAccess !== true) ids.add(`${driver}/${pool}/${device}`);
      }
    }
    this.#allocated = ids;
    return ids;
  }

  #readSlices(): void {
    const version = this.#objects.versionOf("ResourceSlice");
    if (version === this.#slicesVersion) return;
    this.#slicesVersion = version;
    this.#slices = [...this.#objects.list("ResourceSlice")].map((slice) => new PublishedSlice(slice));
    this.#slicesOfNode = new Map();
    this.#sharedSlices = this.#slices.filter(({ reach }) => reach?.kind !== "node");
    this.#pools = new WeakMap();
    for (const slice of this.#slices) {
      if (slice.reach?.kind !== "node") continue;
      const others = this.#slicesOfNode.get(slice.reach.name);
      if (others === undefined) this.#slicesOfNode.set(slice.reach.name, [slice]);
      else others.push(slice);
    }
  }
}
