// What requests of controllers come to: deletions, finalizers, names that are taken, conflicts.

import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import { LivePodView } from "../../../../src/cluster/live-pods.ts";
import type { Write } from "../../../../src/components/controllers/controller.ts";
import { node } from "../../../model/build-objects.ts";
import { KEEPER, replicaSet, smallWorld, storeAndRun, type SmallWorld } from "./small-world.ts";

/** A ReplicaSet with one pod, which runs. */
function running(): SmallWorld {
  const world = smallWorld(KEEPER);
  world.cluster.apply({ kind: "node-added", node: node("n1", { cpu: "4" }), pool: "p" }, moment(0));
  storeAndRun(world, replicaSet(1));
  for (const kind of ["pod-assumed", "pod-bound", "pod-started"] as const) {
    world.cluster.apply({ kind, pod: 0, node: 0 }, world.engine.now);
  }
  return world;
}

function deletion(world: SmallWorld, graceSeconds?: number): Write {
  const { namespace, name, uid } = new LivePodView(world.cluster, 0);
  return { verb: "delete-pod", namespace, name, uid, ...(graceSeconds === undefined ? {} : { graceSeconds }) };
}

describe("the deletion of a pod", () => {
  it("gives one that runs its grace period, and asks a second time for nothing", () => {
    const world = running();
    const first = world.manager.planner.plan(deletion(world));
    expect(first.changes).toEqual([{ kind: "pod-terminating", pod: 0, graceSeconds: 30 }]);
    world.cluster.apply(first.changes[0]!, world.engine.now);
    expect(world.manager.planner.plan(deletion(world)).changes).toEqual([]);
    expect(world.manager.planner.plan(deletion(world, 5)).changes).toEqual([
      { kind: "pod-terminating", pod: 0, graceSeconds: 5 },
    ]);
  });

  it("leaves one that goes its time, who does not say how long or asks for no less", () => {
    const world = running();
    const [first] = world.manager.planner.plan(deletion(world, 90)).changes;
    world.cluster.apply(first!, world.engine.now);
    expect(world.manager.planner.plan(deletion(world)).changes).toEqual([]);
    expect(world.manager.planner.plan(deletion(world, 90)).changes).toEqual([]);
    world.cluster.apply({ kind: "pod-terminating", pod: 0, preemptor: 0 }, world.engine.now);
    expect(new LivePodView(world.cluster, 0).deletion?.graceSeconds).toBe(90);
  });

  it("is at once without grace, and for one that is nowhere", () => {
    const world = running();
    expect(world.manager.planner.plan(deletion(world, 0)).changes).toEqual([{ kind: "pod-deleted", pod: 0 }]);
    const waiting = smallWorld(KEEPER);
    storeAndRun(waiting, replicaSet(1));
    expect(waiting.manager.planner.plan(deletion(waiting)).changes).toEqual([{ kind: "pod-deleted", pod: 0 }]);
  });

  it("of another pod under its name is refused", () => {
    const world = running();
    const { namespace, name } = new LivePodView(world.cluster, 0);
    const { result } = world.manager.planner.plan({ verb: "delete-pod", namespace, name, uid: "another" });
    expect(result).toMatchObject({ kind: "refused", reason: "NotFound" });
  });

  it("waits for the last finalizer", () => {
    const world = running();
    const { namespace, name, uid } = new LivePodView(world.cluster, 0);
    const patch = (finalizers: readonly string[]): Write => {
      return { verb: "patch-pod", namespace, name, uid, metadata: { finalizers } };
    };
    const apply = (write: Write) => {
      for (const change of world.manager.planner.plan(write).changes) world.cluster.apply(change, world.engine.now);
    };
    apply(patch(["example.com/kept"]));
    world.cluster.apply({ kind: "pod-ended", pod: 0, phase: "succeeded" }, world.engine.now);
    apply(deletion(world));
    expect(new LivePodView(world.cluster, 0).deletion?.graceSeconds).toBe(0);
    const { changes } = world.manager.planner.plan(patch([]));
    expect(world.manager.planner.follows(changes)).toEqual([{ kind: "pod-deleted", pod: 0 }]);
  });
});

describe("an object", () => {
  it("cannot be created under a name that is taken", () => {
    const world = running();
    const write: Write = { verb: "create", stored: { kind: "ReplicaSet", object: replicaSet(1) } };
    expect(world.manager.planner.plan(write).result).toMatchObject({ kind: "refused", reason: "AlreadyExists" });
  });

  it("that is deleted in the foreground stays, marked, until its finalizer is taken away", () => {
    const world = running();
    const wish = { verb: "delete", kind: "ReplicaSet", namespace: "default", name: "web" } as const;
    const [marked] = world.manager.planner.plan({ ...wish, propagation: "Foreground" }).changes;
    expect(marked).toMatchObject({ stored: { object: { metadata: { finalizers: ["foregroundDeletion"] } } } });
    world.cluster.apply(marked!, world.engine.now);
    const { finalizers: _finalizers, ...metadata } = world.cluster.objects.find(
      "ReplicaSet",
      "default",
      "web",
    )!.metadata!;
    const freed = { ...replicaSet(1), metadata };
    const [gone] = world.manager.planner.plan({
      verb: "update",
      stored: { kind: "ReplicaSet", object: freed },
    }).changes;
    expect(gone?.kind).toBe("object-removed");
  });

  it("that is gone by the time of the commit is not found", () => {
    const world = running();
    const wish = { verb: "delete", kind: "ReplicaSet", namespace: "default", name: "web" } as const;
    const { changes } = world.manager.planner.plan(wish);
    expect(world.manager.planner.answerAtCommit(changes, new Map())).toBe("ok");
    world.cluster.apply(changes[0]!, world.engine.now);
    expect(world.manager.planner.answerAtCommit(changes, new Map())).toBe("not-found");
  });

  it("that its own sync has written before is no conflict, and one that another has written is", () => {
    const world = running();
    const status = (replicas: number): Write => {
      const object = { ...world.cluster.objects.find("ReplicaSet", "default", "web")!, status: { replicas } };
      return { verb: "updateStatus", stored: { kind: "ReplicaSet", object } };
    };
    const [first, second] = [status(1), status(2)].map((write) => world.manager.planner.plan(write).changes);
    const own = new Map<string, number>();
    expect(world.manager.planner.answerAtCommit(first!, own)).toBe("ok");
    world.manager.planner.noteCommitted(first!, own);
    world.cluster.apply(first![0]!, world.engine.now);
    expect(world.manager.planner.answerAtCommit(second!, own)).toBe("ok");
    expect(world.manager.planner.answerAtCommit(second!, new Map())).toBe("conflict");
  });

  it("is meant whatever its uid if the update names none, and else only with that uid", () => {
    const world = running();
    const { uid, ...metadata } = world.cluster.objects.find("ReplicaSet", "default", "web")!.metadata!;
    const update = (named: { readonly uid?: string }): Write => {
      const object = { metadata: { ...metadata, ...named }, spec: { replicas: 2 } };
      return { verb: "update", stored: { kind: "ReplicaSet", object } as never };
    };
    expect(world.manager.planner.plan(update({ uid: "another" })).result).toMatchObject({ reason: "NotFound" });
    const { result, changes } = world.manager.planner.plan(update({}));
    expect(result.kind).toBe("done");
    expect(changes[0]).toMatchObject({ stored: { object: { metadata: { uid }, spec: { replicas: 2 } } } });
  });

  it("that a sync writes twice keeps what it wrote first", () => {
    const world = running();
    const object = world.cluster.objects.find("ReplicaSet", "default", "web")!;
    const annotated = { ...object, metadata: { ...object.metadata, annotations: { a: "1" } } };
    world.manager.planner.plan({ verb: "update", stored: { kind: "ReplicaSet", object: annotated } });
    const counted = { ...object, status: { replicas: 1 } };
    const { changes } = world.manager.planner.plan({
      verb: "updateStatus",
      stored: { kind: "ReplicaSet", object: counted },
    });
    expect(changes[0]).toMatchObject({
      stored: { object: { metadata: { annotations: { a: "1" } }, status: { replicas: 1 } } },
    });
  });
});
