// The pods that controllers would first create.

import { describe, expect, it } from "vitest";

import {
  expandWorkload,
  type ExpandedKind,
  type WorkloadSpec,
} from "../../../src/environment/manifests/expand-workload.ts";

const template = { spec: { containers: [{ name: "a" }] } };

function names(kind: ExpandedKind, spec: Partial<WorkloadSpec>): readonly string[] {
  const expansion = expandWorkload(kind, "shop", "web", { template, ...spec }, template);
  return Array.from({ length: expansion.pods }, (_, index) => expansion.nameOf(index));
}

describe("replicas", () => {
  it.each<ExpandedKind>(["Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"])(
    "of a %s are one if it does not say how many",
    (kind) => {
      expect(names(kind, {})).toHaveLength(1);
      expect(names(kind, { replicas: 0 })).toEqual([]);
    },
  );

  it("of a Deployment belong to a ReplicaSet with the template's hash", () => {
    const expansion = expandWorkload("Deployment", "shop", "web", { template, replicas: 3 }, template);
    const hash = expansion.labels["pod-template-hash"]!;
    expect(expansion.owner).toEqual({
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      name: `web-${hash}`,
      controller: true,
    });
    expect(expansion.nameOf(0)).toMatch(new RegExp(`^web-${hash}-[a-z0-9]{5}$`));
  });

  it("of a StatefulSet count from its first ordinal", () => {
    expect(names("StatefulSet", { replicas: 3 })).toEqual(["web-0", "web-1", "web-2"]);
    expect(names("StatefulSet", { replicas: 2, ordinals: { start: 5 } })).toEqual(["web-5", "web-6"]);
  });
});

describe("pods of a Job", () => {
  it.each<[Partial<WorkloadSpec>, number, number]>([
    [{}, 1, 0],
    [{ completions: 5 }, 1, 4],
    [{ completions: 5, parallelism: 3 }, 3, 2],
    [{ completions: 2, parallelism: 3 }, 2, 0],
    [{ parallelism: 4 }, 4, 0],
    [{ parallelism: 0 }, 0, 0],
    [{ completions: 5, suspend: true }, 0, 5],
  ])("%j: %i at first, %i later", (spec, pods, later) => {
    expect(expandWorkload("Job", "shop", "web", { template, ...spec }, template)).toMatchObject({ pods, later });
  });

  it("carry their index if they have one", () => {
    const [first, second] = names("Job", { completions: 2, parallelism: 2, completionMode: "Indexed" });
    expect(first).toMatch(/^web-0-[a-z0-9]{5}$/);
    expect(second).toMatch(/^web-1-[a-z0-9]{5}$/);
  });
});
