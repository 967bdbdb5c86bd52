// Values put into a scenario by their paths.

import { describe, expect, it } from "vitest";

import { itemAt, parseAssignmentPath, withAssignments, writtenSteps } from "../../src/scenario/assignments.ts";

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

  it("has steps that can be written again", () => {
    expect(writtenSteps('cluster.nodePools[general].labels["a.b/c"]')).toEqual([
      "cluster",
      "nodePools",
      "[general]",
      "labels",
      '["a.b/c"]',
    ]);
  });

  it("finds items by place and by name", () => {
    const list = [{ name: "a" }, "b", { name: "c" }];
    expect([itemAt(list, 1), itemAt(list, "c"), itemAt(list, 3), itemAt(list, "b")]).toEqual([
      1,
      2,
      undefined,
      undefined,
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

  it("take a field away with null, and make nothing on the way to one that is absent", () => {
    expect(assigned(["seed", null], ["scheduler.ties", null], ["cluster.nodePools[batch].labels", null])).toEqual({
      kind: "Scenario",
      spec: { cluster: { nodePools: [DOCUMENT.spec.cluster.nodePools[0], { name: "batch", count: 1 }] } },
    });
    expect(assigned(["cluster.nodePools[0]", null])).toEqual({ kind: "no-such-place", path: "cluster.nodePools[0]" });
  });

  it("change one of two places that YAML says at once", () => {
    const shared = { count: 1 };
    const result = withAssignments({ spec: { a: shared, b: shared } }, [{ path: "a.count", value: 2 }]);
    expect(result).toMatchObject({
      value: { spec: { a: { count: 2 }, b: { count: 1 } } },
      paths: [["spec", "a", "count"]],
    });
  });

  it("leave the sweep behind", () => {
    expect(withAssignments({ spec: { seed: 1, sweep: {} } }, [])).toMatchObject({ value: { spec: { seed: 1 } } });
    expect(withAssignments({ spec: { sweep: {} } }, [])).toEqual({ kind: "assigned", value: { spec: {} }, paths: [] });
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
