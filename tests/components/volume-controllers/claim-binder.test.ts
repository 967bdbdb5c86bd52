// The PV controller in its simplest form: what was planned is bound when somebody looks.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { ClaimBinder } from "../../../src/components/volume-controllers/claim-binder.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node } from "../../model/build-objects.ts";

const CLAIM: PersistentVolumeClaim = {
  metadata: { name: "data", namespace: "default" },
  spec: { storageClassName: "fast", resources: { requests: { storage: "1Gi" } } },
};

function world() {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const store = (kind: "PersistentVolumeClaim" | "StorageClass", object: object) =>
    cluster.apply({ kind: "object-stored", stored: { kind, object } as never }, moment(0));
  cluster.apply({ kind: "node-added", node: node("n0", {}), pool: "p" }, moment(0));
  store("PersistentVolumeClaim", CLAIM);
  store("StorageClass", { metadata: { name: "fast" }, provisioner: "csi.example.com" });
  const phase = () => cluster.objects.find("PersistentVolumeClaim", "default", "data")?.status?.phase;
  return { cluster, phase, binder: new ClaimBinder(engine, cluster) };
}

it("makes the volume and binds the claim", () => {
  const { phase, binder } = world();
  expect(binder.areBound([{ claim: CLAIM, volume: undefined }], 0)).toBe(true);
  expect(phase()).toBe("Bound");
});

it("makes nothing on a node that is gone, and lets nobody wait", () => {
  const { cluster, phase, binder } = world();
  cluster.apply({ kind: "node-removed", name: "n0" }, moment(0));
  expect(binder.areBound([{ claim: CLAIM, volume: undefined }], 0)).toBe(true);
  expect(phase()).toBeUndefined();
});

it("makes what was asked for though its pod is gone", () => {
  const { phase, binder } = world();
  binder.leftAlone([{ claim: CLAIM, volume: undefined }], 0);
  expect(phase()).toBe("Bound");
});

it("lets a claim go elsewhere that was meant for a node which is gone", () => {
  const { cluster, binder } = world();
  const annotations = { "volume.kubernetes.io/selected-node": "n0", kept: "yes" };
  const chosen = { ...CLAIM, metadata: { ...CLAIM.metadata, annotations } };
  cluster.apply({ kind: "object-stored", stored: { kind: "PersistentVolumeClaim", object: chosen } }, moment(0));
  cluster.apply({ kind: "node-removed", name: "n0" }, moment(0));
  binder.areBound([{ claim: chosen, volume: undefined }], 0);
  const { metadata } = cluster.objects.find("PersistentVolumeClaim", "default", "data")!;
  expect(metadata?.annotations).toEqual({ kept: "yes" });
});
