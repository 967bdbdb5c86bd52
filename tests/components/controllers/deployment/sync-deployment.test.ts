// One sync of a Deployment.

import { describe, expect, it } from "vitest";

import { syncDeployment } from "../../../../src/components/controllers/deployment/sync-deployment.ts";
import type { WriteResult } from "../../../../src/components/controllers/controller.ts";
import type { Deployment, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { play } from "../fake-view.ts";
import { condition, deployment, replicaSet, REVISION, viewOf } from "./build-deployments.ts";

type Refusal = Extract<WriteResult, { kind: "refused" }>;

const GOING_ON = { conditions: [condition("Progressing", "True", "ReplicaSetUpdated")] };

function synced(own: Deployment, sets: readonly ReplicaSet[] = [], refusals: Readonly<Record<string, Refusal>> = {}) {
  const { told, value } = play(syncDeployment(viewOf(own, sets), own), refusals);
  return { value, told: told.map((text) => text.replace(/web-[a-z0-9]{8,}/, "web-HASH")) };
}

describe("a sync", () => {
  it("makes the ReplicaSet of a new Deployment", () => {
    expect(synced(deployment()).told).toEqual([
      "create ReplicaSet/web-HASH",
      "event ScalingReplicaSet",
      "updateStatus Deployment/web",
      "updateStatus Deployment/web",
    ]);
  });

  it("adopts a ReplicaSet that matches", () => {
    const { ownerReferences: _, ...metadata } = replicaSet("b").metadata ?? {};
    const own = deployment({}, GOING_ON, { [REVISION]: "1" });
    expect(synced(own, [{ ...replicaSet("b"), metadata }]).told[0]).toBe("patch ReplicaSet/b");
  });

  it("shares a new size instead of going on with the rollout", () => {
    const own = deployment({ replicas: 6 }, GOING_ON, { [REVISION]: "1" });
    const { told } = synced(own, [replicaSet("b", { desired: 4 })]);
    expect(told).toEqual(["update ReplicaSet/b", "event ScalingReplicaSet", "updateStatus Deployment/web"]);
  });

  it("recreates where that is the strategy", () => {
    const own = deployment({ strategy: { type: "Recreate" } }, GOING_ON, { [REVISION]: "1" });
    expect(synced(own, [replicaSet("a", { image: "web:v1" })]).told[0]).toBe("update ReplicaSet/a");
  });

  it("only counts for a Deployment that is going", () => {
    const own = deployment();
    const going = { ...own, metadata: { ...own.metadata, deletionTimestamp: "1970-01-01T00:00:00Z" } };
    expect(synced(going).told).toEqual(["updateStatus Deployment/web"]);
  });

  it("goes back where an annotation asks for it", () => {
    const own = deployment({}, GOING_ON, { "deprecated.deployment.rollback.to": "9", [REVISION]: "1" });
    expect(synced(own, [replicaSet("b")]).told).toContain("event DeploymentRollbackRevisionNotFound");
  });

  it("refuses to select everything", () => {
    expect(synced(deployment({ selector: {} })).told).toEqual(["event SelectingAll", "updateStatus Deployment/web"]);
  });

  it.each([
    [{ selector: { matchExpressions: [{ key: "app", operator: "Near" }] } }, "has invalid label selector"],
    [{ strategy: { type: "Slowly" } }, "unexpected deployment strategy type: Slowly"],
  ])("fails with what it cannot read", (spec, message) => {
    expect(synced(deployment(spec, GOING_ON, { [REVISION]: "1" }), [replicaSet("b")]).value).toMatchObject({
      kind: "failed",
      message: expect.stringContaining(message) as string,
    });
  });
});

describe("a pause", () => {
  const paused = deployment({ paused: true }, GOING_ON, { [REVISION]: "1" });

  it("is told, and only sizes are looked after", () => {
    const { told } = synced(paused, [replicaSet("a", { image: "web:v1" })]);
    expect(told).toEqual(["updateStatus Deployment/web", "updateStatus Deployment/web"]);
  });

  it("is told once, and so is its end", () => {
    const known = { conditions: [condition("Progressing", "Unknown", "DeploymentPaused")] };
    expect(synced(deployment({ paused: true }, known), [replicaSet("b")]).told).toHaveLength(2);
    expect(synced(deployment({}, known, { [REVISION]: "1" }), [replicaSet("b")]).told).toEqual([
      "updateStatus Deployment/web",
      "updateStatus Deployment/web",
    ]);
  });

  it("does not hide that the deadline is over", () => {
    const late = { conditions: [condition("Progressing", "False", "ProgressDeadlineExceeded")] };
    expect(synced(deployment({ paused: true }, late, { [REVISION]: "1" }), [replicaSet("b")]).told).toEqual([
      "updateStatus Deployment/web",
    ]);
  });
});

describe("a refusal", () => {
  it("fails the sync", () => {
    const refusal: Refusal = { kind: "refused", reason: "Conflict", message: "changed" };
    expect(synced(deployment(), [], { "updateStatus Deployment/web": refusal }).value).toEqual({
      kind: "failed",
      message: "changed",
    });
  });

  it("does not in a namespace that ends", () => {
    const refusal: Refusal = { kind: "refused", reason: "NamespaceTerminating", message: "ending" };
    expect(synced(deployment(), [], { "updateStatus Deployment/web": refusal }).value).toEqual({ kind: "done" });
  });
});
