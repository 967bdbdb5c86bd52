// How a Deployment's ReplicaSets are told apart, numbered and annotated.

import { describe, expect, it } from "vitest";

import {
  annotationsOfRollback,
  areEqualTemplates,
  desiredReplicasOf,
  findNewReplicaSet,
  lastRevision,
  latestRevision,
  newestAnnotations,
  revisionOf,
  rolloutOf,
  sizeAnnotations,
  withoutHash,
} from "../../../src/model/rollout/deployment-revisions.ts";
import type { Deployment, ReplicaSet } from "../../../src/model/api/types/workload.ts";

const REVISION = "deployment.kubernetes.io/revision";
const HISTORY = "deployment.kubernetes.io/revision-history";
const DESIRED = "deployment.kubernetes.io/desired-replicas";
const MAX = "deployment.kubernetes.io/max-replicas";

function template(image: string, hash?: string) {
  const labels = { app: "web", ...(hash === undefined ? {} : { "pod-template-hash": hash }) };
  return { metadata: { labels }, spec: { containers: [{ name: "c", image }] } };
}

function replicaSet(image: string, annotations: Record<string, string> = {}): ReplicaSet {
  return { metadata: { name: `web-${image}`, annotations }, spec: { template: template(image, "h") } };
}

function deployment(annotations: Record<string, string> = {}, replicas = 4): Deployment {
  const strategy = { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } };
  return { metadata: { name: "web", annotations }, spec: { replicas, strategy, template: template("v1") } };
}

describe("a template", () => {
  it("is the same with and without its hash", () => {
    expect(areEqualTemplates(template("v1"), template("v1", "abc"))).toBe(true);
    expect(areEqualTemplates(template("v1"), template("v2"))).toBe(false);
    expect(withoutHash(template("v1", "abc"))).toEqual(template("v1"));
  });

  it("is that of the first ReplicaSet that has it", () => {
    const [old, first, second] = [replicaSet("v0"), replicaSet("v1"), replicaSet("v1")];
    expect(findNewReplicaSet(deployment(), [old, first, second])).toBe(first);
    expect(findNewReplicaSet(deployment(), [old])).toBeUndefined();
  });
});

describe("a revision", () => {
  it("is a number, 0 where there is none, and unknown where it is no number", () => {
    expect(revisionOf({ annotations: { [REVISION]: "12" } })).toBe(12n);
    expect(revisionOf({})).toBe(0n);
    expect(revisionOf({ annotations: { [REVISION]: "twelve" } })).toBeUndefined();
  });

  it("is the latest, or the one before", () => {
    const sets = ["2", "9", "x", "5"].map((revision) => replicaSet("v1", { [REVISION]: revision }));
    expect([latestRevision(sets), lastRevision(sets)]).toEqual([9n, 5n]);
    expect([latestRevision([]), lastRevision([])]).toEqual([0n, 0n]);
  });
});

describe("the annotations of the newest ReplicaSet", () => {
  it("are the Deployment's, without what is each one's own", () => {
    const from = deployment({ team: "a", [REVISION]: "7", "kubectl.kubernetes.io/last-applied-configuration": "{}" });
    expect(newestAnnotations(from, {}, 1n)).toEqual({ team: "a", [REVISION]: "1" });
  });

  it("stay the same object where nothing changes", () => {
    const annotations = { team: "a", [REVISION]: "3" };
    expect(newestAnnotations(deployment({ team: "a" }), annotations, 3n)).toBe(annotations);
    expect(newestAnnotations(deployment({ team: "a" }), annotations, 2n)).toBe(annotations);
  });

  it("remember the numbers that it had", () => {
    const once = newestAnnotations(deployment(), { [REVISION]: "1" }, 3n);
    expect(once).toEqual({ [REVISION]: "3", [HISTORY]: "1" });
    expect(newestAnnotations(deployment(), once, 5n)).toEqual({ [REVISION]: "5", [HISTORY]: "1,3" });
  });

  it("forget the oldest numbers of a long history", () => {
    const history = Array.from({ length: 500 }, (_, at) => 100 + at).join(",");
    const renewed = newestAnnotations(deployment(), { [REVISION]: "9000", [HISTORY]: history }, 9001n);
    expect(renewed[HISTORY]!.length).toBeLessThanOrEqual(2_000);
    expect(renewed[HISTORY]!.endsWith(",599,9000")).toBe(true);
    expect(renewed[HISTORY]!.startsWith("100,")).toBe(false);
  });

  it("stay where the number cannot be read", () => {
    const annotations = { [REVISION]: "first" };
    expect(newestAnnotations(deployment({ team: "a" }), annotations, 3n)).toBe(annotations);
  });
});

describe("the sizes that a ReplicaSet is told", () => {
  it("are the Deployment's size and how many pods there may be", () => {
    expect(sizeAnnotations(deployment({}, 10), {})).toEqual({ [DESIRED]: "10", [MAX]: "13" });
    const same = { [DESIRED]: "10", [MAX]: "13" };
    expect(sizeAnnotations(deployment({}, 10), same)).toBe(same);
  });

  it("are read back where they are sizes", () => {
    expect(desiredReplicasOf(replicaSet("v1", { [DESIRED]: "10" }))).toBe(10);
    for (const text of ["-1", "ten", "2147483648", ""]) {
      expect(desiredReplicasOf(replicaSet("v1", { [DESIRED]: text }))).toBeUndefined();
    }
    expect(desiredReplicasOf(replicaSet("v1"))).toBeUndefined();
  });
});

it("takes a Deployment's own annotations and a ReplicaSet's others when it goes back", () => {
  const from = deployment({ [REVISION]: "4", change: "new" });
  expect(annotationsOfRollback(from, replicaSet("v1", { [REVISION]: "1", change: "old" }))).toEqual({
    [REVISION]: "4",
    change: "old",
  });
});

it("reads what bounds a rollout with the server's defaults", () => {
  expect(rolloutOf({})).toEqual({ replicas: 1, strategy: { type: "RollingUpdate" } });
  expect(rolloutOf(deployment())).toMatchObject({ replicas: 4, strategy: { rollingUpdate: { maxSurge: "25%" } } });
});
