// Claims that are made for pods, and go with them.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { EphemeralVolumes } from "../../../src/components/volume-controllers/ephemeral-volumes.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { PersistentVolume } from "../../../src/model/api/types/persistent-volume.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { pod } from "../../model/build-objects.ts";

const WATCH_US = 10;
const COEFFICIENTS = [{ name: "scheduler.watchDelayUs", value: WATCH_US, unit: "µs", source: "a test" }];
const SPEC = {
  accessModes: ["ReadWriteOnce"],
  storageClassName: "fast",
  volumeMode: "Filesystem",
  resources: { requests: { storage: "1Gi" } },
};

class Bench {
  readonly engine = new Engine();
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

  constructor() {
    const { engine, cluster } = this;
    cluster.observe(new EphemeralVolumes({ engine, cluster, coefficients: COEFFICIENTS }));
  }

  apply(change: Change): number {
    return this.cluster.apply(change, this.engine.now).pod;
  }

  store(stored: StoredObject): void {
    this.apply({ kind: "object-stored", stored });
  }

  classOf(volumeBindingMode: string, reclaimPolicy: string): void {
    const object = { metadata: { name: "fast" }, provisioner: "csi.example.com", volumeBindingMode, reclaimPolicy };
    this.store({ kind: "StorageClass", object });
  }

  create(name: string, ...volumeNames: readonly string[]): number {
    const volumes = volumeNames.map((volume) => ({
      name: volume,
      ephemeral: { volumeClaimTemplate: { spec: SPEC } },
    }));
    return this.apply({ kind: "pod-created", classId: this.cluster.classify(pod({ volumes })), name });
  }

  wait(us = 1_000): this {
    this.engine.run(moment(this.engine.now + us));
    return this;
  }

  get claims(): readonly PersistentVolumeClaim[] {
    return [...this.cluster.objects.list("PersistentVolumeClaim")];
  }

  get volumes(): readonly PersistentVolume[] {
    return [...this.cluster.objects.list("PersistentVolume")];
  }
}

function namesOf(objects: readonly (PersistentVolumeClaim | PersistentVolume)[]) {
  return objects.map(({ metadata }) => metadata?.name);
}

describe("a pod with ephemeral volumes", () => {
  it("gets a claim for each, once the controller has heard of it and the scheduler of the claim", () => {
    const bench = new Bench();
    bench.create("web", "a", "b");
    expect(bench.wait(2 * WATCH_US - 1).claims).toEqual([]);
    expect(namesOf(bench.wait(1).claims)).toEqual(["web-a", "web-b"]);
    expect(bench.claims[0]).toMatchObject({
      metadata: { ownerReferences: [{ kind: "Pod", name: "web", controller: true }] },
      spec: SPEC,
      status: { phase: "Pending" },
    });
  });

  it("keeps claims that it has already", () => {
    const bench = new Bench();
    bench.create("web", "a");
    const [claim] = bench.wait().claims;
    const other = new Bench();
    other.store({ kind: "PersistentVolumeClaim", object: { ...claim!, spec: { ...SPEC, volumeName: "disk" } } });
    other.create("web", "a", "b");
    expect(namesOf(other.wait().claims)).toEqual(["web-a", "web-b"]);
    expect(other.claims[0]?.spec?.volumeName).toBe("disk");
  });

  it("gets no claim whose name somebody else's has, nor any after it", () => {
    const bench = new Bench();
    bench.store({ kind: "PersistentVolumeClaim", object: { metadata: { name: "web-a" }, spec: SPEC } });
    bench.create("web", "a", "b");
    expect(namesOf(bench.wait().claims)).toEqual(["web-a"]);
  });

  it("gets none if it is gone, or on its way out", () => {
    const bench = new Bench();
    bench.apply({ kind: "pod-deleted", pod: bench.create("gone", "a") });
    bench.apply({ kind: "pod-terminating", pod: bench.create("leaving", "a") });
    expect(bench.wait().claims).toEqual([]);
  });
});

describe("a claim that waits for nobody", () => {
  it("is bound when it is made", () => {
    const bench = new Bench();
    bench.classOf("Immediate", "Delete");
    bench.create("web", "a");
    expect(bench.wait().claims[0]).toMatchObject({
      status: { phase: "Bound" },
      spec: { volumeName: "pvc-default-web-a" },
    });
    expect(namesOf(bench.volumes)).toEqual(["pvc-default-web-a"]);
  });

  it("is left to the scheduler where its class waits for pods", () => {
    const bench = new Bench();
    bench.classOf("WaitForFirstConsumer", "Delete");
    bench.create("web", "a");
    expect(bench.wait().claims[0]?.status?.phase).toBe("Pending");
    expect(bench.volumes).toEqual([]);
  });
});

describe("a pod that is deleted", () => {
  it.each([
    ["Delete", []],
    ["Retain", ["Released"]],
  ])("takes its claims along; of their volumes, those to %s are %j", (reclaimPolicy, phases) => {
    const bench = new Bench();
    bench.classOf("Immediate", reclaimPolicy);
    const made = bench.create("web", "a");
    bench.wait().apply({ kind: "pod-deleted", pod: made });
    expect(bench.wait().claims).toEqual([]);
    expect(bench.volumes.map(({ status }) => status?.phase)).toEqual(phases);
  });

  it("leaves claims that are not its own", () => {
    const bench = new Bench();
    bench.store({ kind: "PersistentVolumeClaim", object: { metadata: { name: "web-a" }, spec: SPEC } });
    bench.apply({ kind: "pod-deleted", pod: bench.create("web", "a") });
    expect(namesOf(bench.wait().claims)).toEqual(["web-a"]);
  });
});
