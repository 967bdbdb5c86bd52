// Claims on their way from a decision to being bound, in a loop whose decisions are scripted.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { ClaimBindings, type VolumeControllers } from "../../../src/components/scheduler/claim-bindings.ts";
import { StatusPatches } from "../../../src/components/scheduler/status-patches.ts";
import { ClaimBinder } from "../../../src/components/volume-controllers/claim-binder.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { PersistentVolume } from "../../../src/model/api/types/persistent-volume.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, pod } from "../../model/build-objects.ts";
import { TimedApi } from "./timed-api.ts";

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
  readonly told: string[] = [];
  readonly pod: number;

  constructor(given?: VolumeControllers) {
    const apply = (change: Parameters<ClusterState["apply"]>[0]) => this.cluster.apply(change, moment(0));
    apply({ kind: "node-added", node: node("n0", { cpu: 4 }), pool: "p" });
    for (const stored of OBJECTS) apply({ kind: "object-stored", stored });
    this.pod = apply({ kind: "pod-created", classId: this.cluster.classify(pod()), name: "web-0" }).pod;
    apply({ kind: "pod-assumed", pod: this.pod, node: 0 });
    const api = new TimedApi(this.engine, this.cluster, { watchUs: 0, callUs: { "patch pods/status": 5 } });
    const client = api.client({ name: "kube-scheduler", level: "workload-high" });
    const note = (what: string) => (of: number) =>
      void this.told.push(`${this.engine.now} ${this.cluster.pods.nameOf(of)} ${what}`);
    const patches = new StatusPatches(this.engine, this.cluster, client);
    const controllers = given ?? new ClaimBinder(this.engine, this.cluster);
    const ends = { bound: note("bound"), failed: (of: number, message: string) => note(message)(of) };
    this.bindings = new ClaimBindings(this.engine, this.cluster, client, patches, controllers, ends);
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

  it("is bound a second after the pod's status names the node, and then its pod goes on", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: VOLUME }]);
    bench.engine.run(null);
    expect(bench.told).toEqual(["1000005 web-0 bound"]);
    expect(bench.cluster.nominations.nodeNameOf(bench.pod)).toBe("n0");
    expect(bench.claim).toMatchObject({ spec: { volumeName: "disk" }, status: { phase: "Bound" } });
    expect(bench.volume("disk")?.status?.phase).toBe("Bound");
  });

  it("is not waited for once the pod is gone", () => {
    const bench = new Bench();
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: VOLUME }]);
    bench.cluster.apply({ kind: "pod-deleted", pod: bench.pod }, moment(0));
    bench.engine.run(null);
    const gone = 'pod does not exist any more: pods "web-0" not found';
    expect(bench.told).toEqual([`1000005 web-0 running PreBind plugin "VolumeBinding": binding volumes: ${gone}`]);
  });

  it("is waited for ten minutes at most", () => {
    const bench = new Bench({ areBound: () => false });
    bench.bindings.begin(bench.pod, 0, [{ claim: CLAIM, volume: VOLUME }]);
    bench.engine.run(null);
    expect(bench.told).toHaveLength(1);
    expect(bench.told[0]).toMatch(/^600000005 web-0 .* context deadline exceeded$/);
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
