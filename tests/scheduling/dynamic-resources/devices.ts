// Slices, claims and classes for tests, said in few words.

import type { DeviceConstraint, DeviceRequest, ResourceClaim } from "../../../src/model/api/types/resource-claim.ts";
import type { Device, ResourceSlice, ResourceSliceSpec } from "../../../src/model/api/types/resource-slice.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { SIMULATION_START } from "../../../src/base/time.ts";

const DRIVER = "gpu.example.com";

/** A slice that is its whole pool, on one node unless `spec` says otherwise. */
export function slice(name: string, own: readonly Device[], spec: Partial<ResourceSliceSpec> = {}): ResourceSlice {
  const pool = { name, generation: 1, resourceSliceCount: 1 };
  const reach = spec.allNodes || spec.nodeSelector || spec.perDeviceNodeSelection ? {} : { nodeName: name };
  return { metadata: { name }, spec: { driver: DRIVER, pool, devices: own, ...reach, ...spec } };
}

/** Devices d0, d1 … with an attribute `numa` each. */
export function devices(...numas: readonly number[]): readonly Device[] {
  return numas.map((numa, index) => ({ name: `d${index}`, attributes: { numa: { int: numa } } }));
}

export function claim(
  name: string,
  requests: readonly DeviceRequest[],
  constraints: readonly DeviceConstraint[] = [],
): ResourceClaim {
  return { metadata: { name, namespace: "default" }, spec: { devices: { requests, constraints } } };
}

/** A request for so many devices of class `gpu`. */
export function exactly(name: string, count: number): DeviceRequest {
  return { name, exactly: { deviceClassName: "gpu", allocationMode: "ExactCount", count } };
}

/** A request for all devices of class `gpu`. */
export function all(name: string): DeviceRequest {
  return { name, exactly: { deviceClassName: "gpu", allocationMode: "All" } };
}

export const GPU_CLASS: StoredObject = {
  kind: "DeviceClass",
  object: { metadata: { name: "gpu" }, spec: { selectors: [{ cel: { expression: `device.driver == '${DRIVER}'` } }] } },
};

export function store(cluster: ClusterState, ...objects: readonly StoredObject[]): void {
  for (const stored of objects) cluster.apply({ kind: "object-stored", stored }, SIMULATION_START);
}
