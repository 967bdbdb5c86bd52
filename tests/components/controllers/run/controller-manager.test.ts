// A controller in a small world: it hears, creates, replaces, retries, and goes on from a snapshot.

import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import { DELETED } from "../../../../src/cluster/pod-table.ts";
import type { QuotaDoor } from "../../../../src/components/controllers/run/created-pods.ts";
import { ROOM, KEEPER, replicaSet, smallWorld, storeAndRun } from "./small-world.ts";

describe("controllers in virtual time", () => {
  it("hear of an object, create what it lacks, and give each pod a name and an owner of its own", () => {
    const world = smallWorld(KEEPER);
    storeAndRun(world, replicaSet(3));
    const { pods } = world.cluster;
    const names = Array.from({ length: pods.size }, (_, pod) => pods.nameOf(pod));
    expect(new Set(names).size).toBe(3);
    expect(names.every((name) => /^web-[a-z0-9]{5}$/.test(name))).toBe(true);
    expect(world.cluster.classOfPod(0).pod.metadata.ownerReferences?.[0]?.uid).toBe("uid-web");
  });

  it("replace a pod that is deleted, and do nothing where nothing is lacking", () => {
    const world = smallWorld(KEEPER);
    storeAndRun(world, replicaSet(2));
    const events = world.engine.events;
    storeAndRun(world, replicaSet(2));
    expect(world.cluster.pods.size).toBe(2);
    expect(world.engine.events - events).toBeLessThan(4);
    world.cluster.apply({ kind: "pod-deleted", pod: 0 }, world.engine.now);
    world.engine.run(moment(world.engine.now + 1e6));
    expect([world.cluster.pods.size, world.cluster.pods.phaseOf(0)]).toEqual([3, DELETED]);
  });

  it("try a key again after growing delays when its sync fails", () => {
    const refusedAt: number[] = [];
    const quotas: QuotaDoor = {
      ...ROOM,
      refusalOf: () => {
        refusedAt.push(world.engine.now / 1000);
        return "exceeded quota";
      },
    };
    const world = smallWorld(KEEPER, quotas);
    storeAndRun(world, replicaSet(1));
    expect(refusedAt).toEqual([0, 5, 15, 35, 75, 155, 315, 635]);
  });

  it("go on from a snapshot as if nothing had been", () => {
    const world = smallWorld(KEEPER);
    storeAndRun(world, replicaSet(2));
    const other = smallWorld(KEEPER);
    other.engine.restore(world.engine.snapshot());
    other.cluster.restore(world.cluster.snapshot());
    other.api.restore(world.api.snapshot());
    other.manager.restore(world.manager.snapshot());
    for (const each of [world, other]) storeAndRun(each, replicaSet(4));
    expect(other.cluster.pods.size).toBe(4);
    expect(other.engine.fingerprint).toBe(world.engine.fingerprint);
    expect(other.cluster.pods.nameOf(3)).toBe(world.cluster.pods.nameOf(3));
  });
});
