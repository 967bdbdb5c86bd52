// Values put into a scenario by their paths.

import { describe, expect, it } from "vitest";

import { parseAssignmentPath, withAssignments } from "../../src/scenario/assignments.ts";

const DOCUMENT = {
  kind: "Scenario",
  spec: {
    seed: 1,
    cluster: {
      nodePools: [
        { name: "general", count: 3 },
        { name: "batch", count: 1, labels: { "a.b/c": "x" } },
      ],
    },
  },
};

function assigned(...assignments: readonly (readonly [string, unknown])[]): unknown {
  const result = withAssignments(
    DOCUMENT,
    assignments.map(([path, value]) => ({ path, value })),
  );
  return result.kind === "assigned" ? result.value : result;
}

describe("a path", () => {
  it("is relative to spec unless it begins with a part of the document", () => {
    expect(parseAssignmentPath("cluster.nodePools[general].count")).toEqual([
      "spec",
      "cluster",
      "nodePools",
      "general",
      "count",
    ]);
    expect(parseAssignmentPath("spec.seed")).toEqual(["spec", "seed"]);
    expect(parseAssignmentPath("metadata.name")).toEqual(["metadata", "name"]);
  });

  it("names items by place or by name, and quotes keys that hold dots", () => {
    expect(parseAssignmentPath('cluster.nodePools[1].labels["a.b/c"]')).toEqual([
      "spec",
      "cluster",
      "nodePools",
      1,
      "labels",
      "a.b/c",
    ]);
  });

  it.each(["", ".", "a..b", "a.", "a[", "a[]", "a]b", "[0].a", 'a["b]'])("is none: %j", (text) => {
    expect(parseAssignmentPath(text)).toBeUndefined();
  });
});

describe("assignments", () => {
  it("replace values and leave the original alone", () => {
    const before = JSON.stringify(DOCUMENT);
    expect(assigned(["cluster.nodePools[batch].count", 9], ["seed", "other"])).toEqual({
      kind: "Scenario",
      spec: {
        seed: "other",
        cluster: {
          nodePools: [
            { name: "general", count: 3 },
            { name: "batch", count: 9, labels: { "a.b/c": "x" } },
          ],
        },
      },
    });
    expect(JSON.stringify(DOCUMENT)).toBe(before);
  });

  it("make the mappings on their way", () => {
    expect(assigned(["scheduler.configuration", "a.yaml"])).toMatchObject({
      spec: { scheduler: { configuration: "a.yaml" } },
    });
  });

  it("replace whole items of lists", () => {
    expect(assigned(["cluster.nodePools[0]", { name: "small" }])).toMatchObject({
      spec: { cluster: { nodePools: [{ name: "small" }, { name: "batch" }] } },
    });
  });

  it("say which path leads nowhere: an item that is not there, a part of a number", () => {
    for (const path of ["cluster.nodePools[2].count", "cluster.nodePools[none].count", "seed.low", "a..b"]) {
      expect(assigned(["seed", 2], [path, 1])).toEqual({ kind: "no-such-place", path });
    }
  });

  it("take no key for what JavaScript inherits", () => {
    const value = assigned(["__proto__.polluted", true]) as { readonly spec: object };
    expect(Object.keys(value.spec)).toContain("__proto__");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
