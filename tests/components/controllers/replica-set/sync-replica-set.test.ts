// One sync of a ReplicaSet.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { LivePodView } from "../../../../src/cluster/live-pods.ts";
import type { ControllerView, Sync } from "../../../../src/components/controllers/controller.ts";
import { Expectations } from "../../../../src/components/controllers/expectations.ts";
import { syncReplicaSet } from "../../../../src/components/controllers/replica-set/sync-replica-set.ts";
import { replicatedOf, type Replicated } from "../../../../src/components/controllers/replica-set/replicated.ts";
import type { ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { fakeView, livePod, play, type FakeWorld } from "../fake-view.ts";
import { lived } from "../run/pod-histories.ts";
import { LABELS, replicated, webPod } from "./build-replica-sets.ts";

function synced(
  object: Replicated,
  pods: readonly LivePod[],
  world: FakeWorld = {},
  expectations = new Expectations(),
) {
  return play(syncReplicaSet(fakeView({ ...world, pods }), expectations, object));
}

describe("a sync", () => {
  it("makes pods, and says what there was before", () => {
    const { told, writes, value } = synced(replicated(1), []);
    expect(told).toEqual(["create-pod web-", "event SuccessfulCreate", "updateStatus ReplicaSet/web"]);
    expect(writes.at(-1)).toMatchObject({
      stored: { object: { status: { replicas: 0, terminatingReplicas: 0, observedGeneration: 1 } } },
    });
    expect(value).toEqual({ kind: "done" });
  });

  it("does nothing where all is as it should be", () => {
    const status = {
      replicas: 1,
      fullyLabeledReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      terminatingReplicas: 0,
      observedGeneration: 1,
    };
    expect(synced(replicated(1, { status }), [webPod("a")]).told).toEqual([]);
  });

  it("adopts orphans that match before it makes pods", () => {
    expect(synced(replicated(1), [livePod({ name: "orphan", labels: LABELS })]).told).toEqual([
      "patch-pod orphan",
      "updateStatus ReplicaSet/web",
    ]);
  });

  it("releases pods that do not match any more", () => {
    expect(synced(replicated(0), [webPod("a", { labels: { app: "debug" } })]).told[0]).toBe("patch-pod a");
  });

  it("makes none while it waits to see those of before", () => {
    const expectations = new Expectations();
    expectations.expectCreations("default/web", 1, 0);
    expect(synced(replicated(1), [], {}, expectations).told).toEqual(["updateStatus ReplicaSet/web"]);
  });

  it("makes none for one that is going", () => {
    const metadata = { deletionTimestamp: "1970-01-01T00:00:00Z" };
    expect(synced(replicated(2, { metadata }), []).told).toEqual(["updateStatus ReplicaSet/web"]);
  });

  it("counts pods that are going, unless the gate is off or it is a ReplicationController", () => {
    const pods = [webPod("a", { isDeleted: true })];
    const terminating = (object: Replicated, world: FakeWorld = {}) =>
      synced(object, pods, world).writes.flatMap((write) =>
        write.verb === "updateStatus" ? [(write.stored.object as { status: object }).status] : [],
      )[0];
    expect(terminating(replicated(0))).toHaveProperty("terminatingReplicas", 1);
    const off = { featureGates: { DeploymentReplicaSetTerminatingReplicas: false } };
    expect(terminating(replicated(0), off)).not.toHaveProperty("terminatingReplicas");
    const controller = replicatedOf("ReplicationController", {
      metadata: { name: "web", namespace: "default", uid: "uid-web", generation: 1 },
      spec: { replicas: 0, selector: LABELS },
    });
    expect(terminating(controller)).not.toHaveProperty("terminatingReplicas");
  });

  it("comes again when the next pod becomes available", () => {
    const object = replicated(2, { spec: { minReadySeconds: 10 } });
    const pods = [webPod("a", { readySinceUs: 3_000_000 }), webPod("b", { readySinceUs: 1_000_000 })];
    expect(synced(object, pods, { nowUs: 4_000_000 }).value).toEqual({ kind: "done", afterUs: 7_000_000 });
  });

  it("ends in failure where pods cannot be made, and says so first", () => {
    const refusals = { "create-pod web-": { kind: "refused", reason: "Forbidden", message: "no" } as const };
    const { told, value } = play(syncReplicaSet(fakeView({}), new Expectations(), replicated(1)), refusals);
    expect(told.at(-1)).toBe("updateStatus ReplicaSet/web");
    expect(value).toEqual({ kind: "failed", message: "no" });
  });

  it("tries its status once more, whatever the version, and fails then", () => {
    const conflict = {
      "updateStatus ReplicaSet/web": { kind: "refused", reason: "Conflict", message: "changed" } as const,
    };
    const object = replicated(0, { metadata: { resourceVersion: "7" } });
    const { writes, value } = play(syncReplicaSet(fakeView({}), new Expectations(), object), conflict);
    expect(writes).toMatchObject([{ verb: "updateStatus" }, { verb: "updateStatus" }]);
    const versions = writes.flatMap((write) =>
      "stored" in write ? [write.stored.object.metadata?.resourceVersion] : [],
    );
    expect(versions).toEqual(["7", undefined]);
    expect(value).toEqual({ kind: "failed", message: "changed" });
  });

  it("leaves one alone whose selector cannot be read", () => {
    const selector = { matchExpressions: [{ key: "app", operator: "Near" }] };
    expect(synced(replicated(1, { spec: { selector } }), [])).toMatchObject({ told: [], value: { kind: "done" } });
  });
});

/** A world as it is after a history, without orphans; with tallies of pods and without. */
function viewsOf(steps: readonly number[]): readonly ControllerView[] {
  const { cluster, index } = lived(steps);
  const pods = Array.from(index.controlledBy("x", "a"), (pod) => new LivePodView(cluster, pod));
  const looking = fakeView({ pods, nowUs: steps.length });
  return [{ ...looking, tallies: (namespace, uid) => index.tallies(namespace, uid) }, looking];
}

describe("a sync where the world keeps count", () => {
  it("asks for what it would ask for if it looked at each pod", () => {
    const arbitrary = [fc.array(fc.nat(1_000), { maxLength: 60 }), fc.nat(8), fc.boolean()] as const;
    fc.assert(
      fc.property(...arbitrary, (steps, replicas, waits) => {
        const metadata = { name: "a", namespace: "x", uid: "a" };
        const object = replicated(replicas, { metadata, spec: { selector: {} } });
        const [counted, looked] = viewsOf(steps).map((view) => {
          const expectations = new Expectations();
          if (waits) expectations.expectCreations("x/a", 1, steps.length);
          return [play(syncReplicaSet(view, expectations, object)), expectations.snapshot()];
        });
        expect(counted).toEqual(looked);
      }),
      { seed: 7_011, numRuns: 150 },
    );
  });

  it("asks for the same at the next look, too, at the object as its own write has left it", () => {
    const arbitrary = [fc.array(fc.nat(1_000), { maxLength: 60 }), fc.nat(8), fc.nat(3)] as const;
    fc.assert(
      fc.property(...arbitrary, (steps, replicas, others) => {
        const metadata = { name: "a", namespace: "x", uid: "a" };
        const first = replicated(replicas, { metadata, spec: { selector: {} } });
        const [counted, looked] = viewsOf(steps);
        const written = asWritten(syncReplicaSet(counted!, new Expectations(), first), first);
        for (const wanted of [replicas, others]) {
          const again = wanted === replicas ? written : { ...written, spec: { ...written.spec, replicas: wanted } };
          const object = replicatedOf("ReplicaSet", again);
          for (let look = 0; look < 2; look += 1) {
            const asked = play(syncReplicaSet(counted!, new Expectations(), object));
            expect(asked).toEqual(play(syncReplicaSet(looked!, new Expectations(), object)));
          }
        }
      }),
      { seed: 7_012, numRuns: 150 },
    );
  });
});

/** The object as the server stores it after the sync's writes. */
function asWritten(sync: Sync, { object }: Replicated): ReplicaSet {
  let stored: ReplicaSet = object;
  for (let turn = sync.next(); turn.done !== true;) {
    if (turn.value.verb === "updateStatus") stored = turn.value.stored.object as ReplicaSet;
    turn = sync.next({ kind: "done", name: "a", stored: { kind: "ReplicaSet", object: stored } });
  }
  return stored;
}
