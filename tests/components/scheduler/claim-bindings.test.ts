// Claims on their way from a decision to being bound, in a loop whose decisions are scripted.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { ClaimBindings } from "../../../src/components/scheduler/claim-bindings.ts";
import { ClientLimiter } from "../../../src/components/scheduler/client-limiter.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { PersistentVolume } from "../../../src/model/api/types/persistent-volume.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, pod } from "../../model/build-objects.ts";

const CLAIM: PersistentVolumeClaim = {
  metadata: { name: "data", namespace: "default" },
  spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast", resources: { requests: { storage: "1Gi" } } },
  status: { phase: "Pending" },
};
const VOLUME: PersistentVolume = {
  metadata: { name: "disk" },
  spec: { accessModes: ["ReadWriteOnce"], capacity: { storage: "2Gi" }, storageClassName: "fast" },
  status: { phase: "Available" },
};
const OBJECTS: readonly StoredObject[] = [
  { kind: "PersistentVolumeClaim", object: CLAIM },
  { kind: "PersistentVolume", object: VOLUME },
  { kind: "StorageClass", object: { metadata: { name: "fast" }, provisioner: "csi.example.com" } },
];

class Bench {
  readonly engine = new Engine();
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  readonly bindings: ClaimBindings;
  readonly bound: string[] = [];
  readonly pod: number;

  constructor() {
    const apply = (change: Parameters<ClusterState["apply"]>[0]) => this.cluster.apply(change, moment(0));
    apply({ kind: "node-added", node: node("n0", { cpu: 4 }), pool: "p" });
    for (const stored of OBJECTS) apply({ kind: "object-stored", stored });
    this.pod = apply({ kind: "pod-created", classId: this.cluster.classify(pod()), name: "web-0" }).pod;
    apply({ kind: "pod-assumed", pod: this.pod, node: 0 });
    this.bindings = new ClaimBindings(this.engine, this.cluster, new ClientLimiter(50, 100), (bound) => {
      this.bound.push(`${this.engine.now} ${this.cluster.pods.nameOf(bound)}`);
    });
  }

  get claim(): PersistentVolumeClaim {
    return this.cluster.objects.find("PersistentVolumeClaim", "default", "data")!;
  }

  volume(name: string): PersistentVolume | undefined {
    return this.cluster.objects.find("PersistentVolume", "", name);
  }
}

describe("a claim that gets a volume which is there", () => {
  it("keeps the volume from others at once", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: VOLUME }]);
    expect(bench.volume("disk")?.spec?.claimRef).toMatchObject({ namespace: "default", name: "data" });
    expect(bench.claim.status?.phase).toBe("Pending");
  });

  it("is bound a second later, and then its pod goes on", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: VOLUME }]);
    bench.engine.run(null);
    expect(bench.bound).toEqual(["1000000 web-0"]);
    expect(bench.claim).toMatchObject({ spec: { volumeName: "disk" }, status: { phase: "Bound" } });
    expect(bench.volume("disk")?.status?.phase).toBe("Bound");
  });

  it("is bound even if the pod is gone by then", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: VOLUME }]);
    bench.cluster.apply({ kind: "pod-deleted", pod: bench.pod }, moment(0));
    bench.engine.run(null);
    expect(bench.bound).toEqual([]);
    expect(bench.claim.status?.phase).toBe("Bound");
  });
});

describe("a claim that has a volume made", () => {
  it("names the node at once, and the new volume when it is bound", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: undefined }]);
    expect(bench.claim.metadata?.annotations).toEqual({ "volume.kubernetes.io/selected-node": "n0" });
    bench.engine.run(null);
    expect(bench.claim.spec?.volumeName).toBe("pvc-default-data");
    expect(bench.volume("pvc-default-data")?.spec).toMatchObject({ csi: { driver: "csi.example.com" } });
  });

  it("stays unbound where its class is gone", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: undefined }]);
    bench.cluster.apply(
      { kind: "object-removed", name: { kind: "StorageClass", namespace: "", name: "fast" } },
      moment(0),
    );
    bench.engine.run(null);
    expect(bench.claim.spec?.volumeName).toBeUndefined();
  });
});

describe("what is under way", () => {
  it("outlives a snapshot", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: VOLUME }]);
    bench.bindings.restore(bench.bindings.snapshot());
    bench.engine.run(null);
    expect(bench.claim.status?.phase).toBe("Bound");
  });
});
