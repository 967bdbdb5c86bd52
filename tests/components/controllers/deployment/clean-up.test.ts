// Revisions that are not kept.

import { describe, expect, it } from "vitest";

import type { WriteResult } from "../../../../src/components/controllers/controller.ts";
import { cleanUp } from "../../../../src/components/controllers/deployment/clean-up.ts";
import type { ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { play } from "../fake-view.ts";
import { deployment, replicaSet, workOn } from "./build-deployments.ts";

type Refusal = Extract<WriteResult, { kind: "refused" }>;

function idle(name: string, revision: number): ReplicaSet {
  return replicaSet(name, { revision, replicas: 0, image: `web:${name}` });
}

function cleaned(
  limit: number | undefined,
  old: readonly ReplicaSet[],
  refusals: Readonly<Record<string, Refusal>> = {},
) {
  const { revisionHistoryLimit: _, ...spec } = deployment().spec ?? {};
  const own = { ...deployment(), spec: { ...spec, ...(limit === undefined ? {} : { revisionHistoryLimit: limit }) } };
  return play(cleanUp(workOn(own), old), refusals);
}

const OLD = [idle("c", 3), idle("a", 1), idle("b", 2)];

describe("old ReplicaSets", () => {
  it("are deleted beyond the limit, the lowest revisions first", () => {
    expect(cleaned(1, OLD).told).toEqual(["delete ReplicaSet/a", "delete ReplicaSet/b"]);
    expect(cleaned(3, OLD).told).toEqual([]);
  });

  it("are kept without a limit", () => {
    expect(cleaned(undefined, OLD).told).toEqual([]);
    expect(cleaned(2_147_483_647, OLD).told).toEqual([]);
  });

  it.each([
    ["has pods", replicaSet("x", { revision: 1, replicas: 0, actual: 1 })],
    ["should have pods", replicaSet("x", { revision: 1, actual: 0 })],
    ["was not seen by its controller", { ...idle("x", 1), metadata: { ...idle("x", 1).metadata, generation: 2 } }],
  ])("are kept, and count, if one %s", (_, busy) => {
    expect(cleaned(1, [busy, idle("b", 2)]).told).toEqual([]);
  });

  it("do not count while they are going", () => {
    const going = { ...OLD[1]!, metadata: { ...OLD[1]!.metadata, deletionTimestamp: "1970-01-01T00:00:00Z" } };
    expect(cleaned(1, [OLD[0]!, going]).told).toEqual([]);
  });

  it("may be gone already, and else stop at a refusal", () => {
    const gone: Refusal = { kind: "refused", reason: "NotFound", message: "gone" };
    expect(cleaned(0, OLD, { "delete ReplicaSet/a": gone }).told).toHaveLength(3);
    const late: Refusal = { kind: "refused", reason: "Timeout", message: "late" };
    expect(cleaned(0, OLD, { "delete ReplicaSet/a": late })).toMatchObject({
      told: ["delete ReplicaSet/a"],
      value: late,
    });
  });

  it("are in order of creation where a revision cannot be read", () => {
    const strange = (name: string, createdAt: string) => {
      const object = replicaSet(name, { replicas: 0, createdAt });
      return { ...object, metadata: { ...object.metadata, annotations: { "deployment.kubernetes.io/revision": "x" } } };
    };
    const old = [strange("late", "1970-01-01T00:00:09Z"), strange("early", "1970-01-01T00:00:01Z")];
    expect(cleaned(1, old).told).toEqual(["delete ReplicaSet/early"]);
  });
});
