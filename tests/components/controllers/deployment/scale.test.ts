// Sizes of ReplicaSets.

import { describe, expect, it } from "vitest";

import { allOf, type ReplicaSets } from "../../../../src/components/controllers/deployment/new-replica-set.ts";
import { scale, scaleReplicaSet } from "../../../../src/components/controllers/deployment/scale.ts";
import type { Write } from "../../../../src/components/controllers/controller.ts";
import type { Deployment, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { play } from "../fake-view.ts";
import { deployment, DESIRED, MAX, replicaSet, workOn } from "./build-deployments.ts";

function sizes(writes: readonly Write[]): readonly string[] {
  return writes.flatMap((write) =>
    write.verb === "update"
      ? [`${write.stored.object.metadata?.name} ${(write.stored.object as ReplicaSet).spec?.replicas}`]
      : [],
  );
}

function scaled(own: Deployment, replicaSets: ReplicaSets) {
  return sizes(play(scale(workOn(own, allOf(replicaSets)), replicaSets)).writes);
}

describe("a ReplicaSet that is scaled", () => {
  it("is told the Deployment's sizes, and the Deployment tells it", () => {
    const { writes, value } = play(scaleReplicaSet(workOn(deployment({ replicas: 10 })), replicaSet("web-b"), 6));
    expect(writes).toMatchObject([
      { stored: { object: { spec: { replicas: 6 }, metadata: { annotations: { [DESIRED]: "10", [MAX]: "11" } } } } },
      { verb: "event", reason: "ScalingReplicaSet", message: "Scaled up replica set web-b from 4 to 6" },
    ]);
    expect(value).toMatchObject({ isScaled: true, replicaSet: { spec: { replicas: 6 } } });
  });

  it("is left alone where it has its size, unless its annotations are asked for, too", () => {
    const work = workOn(deployment({ replicas: 10 }));
    expect(play(scaleReplicaSet(work, replicaSet("web-b"), 4)).told).toEqual([]);
    const { told, value } = play(scaleReplicaSet(work, replicaSet("web-b"), 4, "if-anything"));
    expect([told, value]).toMatchObject([["update ReplicaSet/web-b"], { isScaled: false }]);
    expect(play(scaleReplicaSet(workOn(deployment()), replicaSet("web-b"), 4, "if-anything")).told).toEqual([]);
  });
});

describe("a Deployment of another size", () => {
  it("gives it to its only active ReplicaSet", () => {
    const idle = replicaSet("web-a", { image: "web:v1", replicas: 0 });
    expect(scaled(deployment({ replicas: 7 }), { newOne: replicaSet("web-b"), old: [idle] })).toEqual(["web-b 7"]);
    expect(scaled(deployment({ replicas: 4 }), { newOne: replicaSet("web-b"), old: [idle] })).toEqual([]);
  });

  it("gives it to the newest where none is active", () => {
    const sets = ["web-a", "web-c", "web-b"].map((name, at) =>
      replicaSet(name, { image: "web:v1", replicas: 0, createdAt: `1970-01-01T00:00:0${at}Z` }),
    );
    expect(scaled(deployment({ replicas: 7 }), { newOne: undefined, old: sets })).toEqual(["web-b 7"]);
    expect(scaled(deployment({ replicas: 7 }), { newOne: undefined, old: [] })).toEqual([]);
  });

  it("ends old ReplicaSets where the new one has all", () => {
    const old = replicaSet("web-a", { image: "web:v1", replicas: 2 });
    expect(scaled(deployment(), { newOne: replicaSet("web-b"), old: [old] })).toEqual(["web-a 0"]);
  });

  it("shares it by size while one replaces the other, the largest taking what is left", () => {
    const newOne = replicaSet("web-b", { replicas: 3, desired: 10, max: 11, available: 0 });
    const old = replicaSet("web-a", { image: "web:v1", replicas: 8, desired: 10, max: 11 });
    expect(scaled(deployment({ replicas: 20 }), { newOne, old: [old] })).toEqual(["web-a 15", "web-b 6"]);
    expect(scaled(deployment({ replicas: 5 }), { newOne, old: [old] })).toEqual(["web-a 4", "web-b 2"]);
    expect(scaled(deployment({ replicas: 0 }), { newOne, old: [old] })).toEqual(["web-a 0", "web-b 0"]);
  });

  it("gives to the newer and takes from the older of equals", () => {
    const newOne = replicaSet("web-b", { replicas: 5, max: 10, available: 0, createdAt: "1970-01-01T00:00:09Z" });
    const old = replicaSet("web-a", { image: "web:v1", replicas: 5, max: 10 });
    expect(scaled(deployment({ replicas: 10 }), { newOne, old: [old] })[0]).toBe("web-b 6");
    expect(scaled(deployment({ replicas: 8 }), { newOne, old: [old] })[0]).toBe("web-a 4");
  });

  it("shares nothing where it recreates", () => {
    const sets = { newOne: replicaSet("web-b", { available: 0 }), old: [replicaSet("web-a", { image: "web:v1" })] };
    expect(scaled(deployment({ replicas: 9, strategy: { type: "Recreate" } }), sets)).toEqual([]);
  });
});
