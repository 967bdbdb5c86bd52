// One step of a rollout that recreates.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { rolloutRecreate } from "../../../../src/components/controllers/deployment/recreate.ts";
import type { ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { livePod, ownedBy, play } from "../fake-view.ts";
import { deployment, replicaSet, REVISION, workOn } from "./build-deployments.ts";

const OWN = deployment({ strategy: { type: "Recreate" } }, {}, { [REVISION]: "1" });

function step(sets: readonly ReplicaSet[], pods: readonly LivePod[] = [], own = OWN) {
  const { told } = play(rolloutRecreate(workOn(own, sets, { pods }), sets));
  return told.filter((text) => !text.startsWith("event")).map((text) => text.replace(/web-[a-z0-9]{8,}/, "web-HASH"));
}

describe("a rollout that recreates", () => {
  it("first brings all old ReplicaSets to nothing", () => {
    const sets = [replicaSet("a", { image: "web:v0" }), replicaSet("b", { image: "web:v1", replicas: 2 })];
    expect(step(sets)).toEqual(["update ReplicaSet/a", "update ReplicaSet/b", "updateStatus Deployment/web"]);
  });

  it("waits while an old ReplicaSet says that it has pods", () => {
    expect(step([replicaSet("a", { image: "web:v0", replicas: 0, actual: 1 })])).toEqual([
      "updateStatus Deployment/web",
    ]);
  });

  it("waits for pods that are going, and not for such as are over", () => {
    const sets = [replicaSet("a", { image: "web:v0", replicas: 0 })];
    const pod = (phase: LivePod["phase"]) =>
      livePod({ name: "a-1", owner: ownedBy("ReplicaSet", "a"), phase, isDeleted: true });
    expect(step(sets, [pod("Running")])).toEqual(["updateStatus Deployment/web"]);
    expect(step(sets, [pod("Failed")])[0]).toBe("create ReplicaSet/web-HASH");
  });

  it("brings the new ReplicaSet to its size at once", () => {
    const { writes } = play(rolloutRecreate(workOn(OWN), []));
    expect(writes[0]).toMatchObject({ verb: "create", stored: { object: { spec: { replicas: 4 } } } });
    expect(step([replicaSet("b", { replicas: 1 })])).toContain("update ReplicaSet/b");
  });

  it("deletes old revisions when it is complete", () => {
    const status = { replicas: 4, updatedReplicas: 4, availableReplicas: 4, observedGeneration: 1 };
    const own = deployment({ strategy: { type: "Recreate" }, revisionHistoryLimit: 0 }, status, { [REVISION]: "2" });
    const sets = [replicaSet("a", { image: "web:v0", replicas: 0 }), replicaSet("b", { revision: 2 })];
    expect(step(sets, [], own)).toContain("delete ReplicaSet/a");
  });
});
