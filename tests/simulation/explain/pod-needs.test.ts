// The claims of a pod, in the terms of the plugins that look at them.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { moment } from "../../../src/base/time.ts";
import { needsOf } from "../../../src/simulation/explain/pod-needs.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../../scheduling/small-cluster.ts";

const BOUND = { "pv.kubernetes.io/bind-completed": "yes" };

function needs(objects: readonly StoredObject[]) {
  const small = new SmallCluster([node("n1", { cpu: "4" })]);
  for (const stored of objects) small.cluster.apply({ kind: "object-stored", stored }, moment(0));
  const volumes = [{ name: "v", persistentVolumeClaim: { claimName: "data" } }];
  const resourceClaims = [{ name: "gpu", resourceClaimName: "gpu" }];
  return needsOf(small.pod(pod({ volumes, resourceClaims })), small.cluster);
}

function claim(spec: object, annotations: Record<string, string> = {}): StoredObject {
  const metadata = { name: "data", namespace: "default", annotations };
  return { kind: "PersistentVolumeClaim", object: { metadata, spec } };
}

function volume(labels: Record<string, string>, spec: object = {}): StoredObject {
  return { kind: "PersistentVolume", object: { metadata: { name: "pv", labels }, spec } };
}

describe("a claim to a volume", () => {
  const inClass = claim({ storageClassName: "fast" });
  const bound = claim({ volumeName: "pv" }, BOUND);
  const term = { matchExpressions: [{ key: "disk", operator: "In", values: ["a", "b"] }] };
  const affinity = { nodeAffinity: { required: { nodeSelectorTerms: [term] } } };
  const fast = (volumeBindingMode: string): StoredObject => ({
    kind: "StorageClass",
    object: { metadata: { name: "fast" }, volumeBindingMode },
  });

  it.each<[string, readonly StoredObject[], object]>([
    ["is missing", [], { kind: "missing" }],
    ["is bound to a volume that is not there", [bound], { kind: "volume-missing", volume: "pv" }],
    [
      "is bound to a volume that some nodes reach",
      [bound, volume({ "topology.kubernetes.io/zone": "z1__z2" }, affinity)],
      { kind: "bound", volume: "pv", reachedFrom: ["topology.kubernetes.io/zone in (z1, z2)", "disk in (a, b)"] },
    ],
    ["is bound to a volume that all reach", [bound, volume({})], { kind: "bound", volume: "pv", reachedFrom: [] }],
    ["has no class", [claim({})], { kind: "class-missing", className: "" }],
    ["has a class that is not there", [inClass], { kind: "class-missing", className: "fast" }],
    ["waits for a controller", [inClass, fast("Immediate")], { kind: "unbound", className: "fast" }],
    ["waits for the pod", [inClass, fast("WaitForFirstConsumer")], { kind: "bound-with-pod", className: "fast" }],
  ])("%s", (_sentence, objects, standing) => {
    expect(needs(objects)[0]).toEqual({ kind: "volume", claim: "data", standing });
  });
});

describe("a claim to devices", () => {
  const wish = { deviceClassName: "gpu.example.com", allocationMode: "ExactCount", count: 2 };
  const requests = [{ name: "one", exactly: wish }];
  const metadata = { name: "gpu", namespace: "default" };
  const spec = { devices: { requests } };

  it("is missing", () => {
    expect(needs([])[1]).toEqual({ kind: "devices", claim: "gpu", exists: false, allocated: [], requests: [] });
  });

  it("asks for devices of a class, which may not be there", () => {
    const stored: StoredObject = { kind: "ResourceClaim", object: { metadata, spec } };
    const asked = { request: "one", deviceClass: "gpu.example.com", classExists: false, count: 2 };
    expect(needs([stored])[1]).toMatchObject({ exists: true, allocated: [], requests: [asked] });
    const known: StoredObject = { kind: "DeviceClass", object: { metadata: { name: "gpu.example.com" }, spec: {} } };
    expect(needs([stored, known])[1]).toMatchObject({ requests: [{ classExists: true }] });
  });

  it("may have its devices already", () => {
    const results = [{ request: "one", driver: "d.example.com", pool: "p", device: "gpu-0" }];
    const status = { allocation: { devices: { results } } };
    const stored: StoredObject = { kind: "ResourceClaim", object: { metadata, spec, status } };
    expect(needs([stored])[1]).toMatchObject({ allocated: ["d.example.com/p/gpu-0"] });
  });
});
