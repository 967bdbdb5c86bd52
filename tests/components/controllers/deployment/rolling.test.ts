// One step of a rolling update.

import { describe, expect, it } from "vitest";

import type { WriteResult } from "../../../../src/components/controllers/controller.ts";
import { rolloutRolling } from "../../../../src/components/controllers/deployment/rolling.ts";
import type { Deployment, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { play } from "../fake-view.ts";
import { condition, deployment, replicaSet, REVISION, workOn, type ReplicaSetTraits } from "./build-deployments.ts";

type Refusal = Extract<WriteResult, { kind: "refused" }>;

const STATUS = { conditions: [condition("Progressing", "True", "ReplicaSetUpdated")] };

function own(spec: Deployment["spec"] = {}): Deployment {
  return deployment(spec, STATUS, { [REVISION]: "9" });
}

function newOne(traits: ReplicaSetTraits): ReplicaSet {
  return replicaSet("web-new", { revision: 9, ...traits });
}

function old(name: string, traits: ReplicaSetTraits): ReplicaSet {
  return replicaSet(name, { image: `web:${name}`, ...traits });
}

/** The events of a step: what is scaled. */
function step(
  by: Deployment,
  sets: readonly ReplicaSet[],
  refusals: Readonly<Record<string, Refusal>> = {},
): readonly string[] {
  const { writes } = play(rolloutRolling(workOn(by, sets), sets), refusals);
  return writes.flatMap((write) => (write.verb === "event" ? [write.message.replace(" replica set", "")] : []));
}

describe("a rolling update", () => {
  it("grows the new ReplicaSet as far as surge allows, and nothing else", () => {
    expect(step(own(), [old("a", { replicas: 4 }), newOne({ replicas: 0 })])).toEqual([
      "Scaled up web-new from 0 to 1",
    ]);
  });

  it("shrinks a new ReplicaSet that is too large", () => {
    expect(step(own(), [newOne({ replicas: 6 })])).toEqual(["Scaled down web-new from 6 to 4"]);
  });

  it("shrinks the oldest by what is available beyond the least", () => {
    const sets = [
      old("b", { replicas: 2, createdAt: "1970-01-01T00:00:05Z" }),
      old("a", { replicas: 2 }),
      newOne({ replicas: 1 }),
    ];
    expect(step(own(), sets)).toEqual(["Scaled down a from 2 to 0"]);
  });

  it("sheds pods that are not available first", () => {
    const sets = [
      old("a", { replicas: 2 }),
      old("b", { replicas: 2, available: 0, createdAt: "1970-01-01T00:00:05Z" }),
      newOne({ replicas: 1, available: 1 }),
    ];
    expect(step(own(), sets)).toEqual(["Scaled down b from 2 to 0"]);
  });

  it("sheds none while new pods are what is missing", () => {
    expect(step(own(), [old("a", { replicas: 3 }), newOne({ replicas: 2, available: 0 })])).toEqual([]);
  });

  it("goes on with its status where an old ReplicaSet cannot be shrunk", () => {
    const sets = [old("a", { replicas: 4 }), newOne({ replicas: 1 })];
    const conflict: Refusal = { kind: "refused", reason: "Conflict", message: "changed" };
    const { told, value } = play(rolloutRolling(workOn(own(), sets), sets), { "update ReplicaSet/a": conflict });
    expect(told).toEqual(["update ReplicaSet/a", "updateStatus Deployment/web"]);
    expect(value).toEqual({ kind: "done" });
  });

  it("stops where the new one cannot grow", () => {
    const sets = [old("a", { replicas: 4 }), newOne({ replicas: 0 })];
    const conflict: Refusal = { kind: "refused", reason: "Conflict", message: "changed" };
    expect(play(rolloutRolling(workOn(own(), sets), sets), { "update ReplicaSet/web-new": conflict }).value).toBe(
      conflict,
    );
  });

  it("deletes old revisions when it is complete", () => {
    const complete = { ...STATUS, replicas: 4, updatedReplicas: 4, availableReplicas: 4, observedGeneration: 1 };
    const by = deployment({ revisionHistoryLimit: 0 }, complete, { [REVISION]: "9" });
    const sets = [old("a", { replicas: 0 }), newOne({ replicas: 4 })];
    expect(play(rolloutRolling(workOn(by, sets), sets)).told[0]).toBe("delete ReplicaSet/a");
  });
});
