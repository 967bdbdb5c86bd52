// Rows and shared templates.

import { describe, expect, it } from "vitest";

import { PodBatchBuilder } from "../../src/environment/pod-batch-builder.ts";

function pod(cpu: string): { metadata: { name: string }; spec: { containers: { name: string; resources: object }[] } } {
  return { metadata: { name: "" }, spec: { containers: [{ name: "a", resources: { requests: { cpu } } }] } };
}

describe("a batch of pods", () => {
  it("keeps one template for equal pods", () => {
    const builder = new PodBatchBuilder();
    const first = builder.template(pod("1"));
    const other = builder.template(pod("2"));
    expect(builder.template(pod("1"))).toBe(first);
    expect(other).not.toBe(first);
    builder.add("x", other, 5, -1);
    builder.add("y", first, 7, 9);
    expect(builder.size).toBe(2);
    expect(builder.build()).toEqual({
      templates: [pod("1"), pod("2")],
      origins: ["new", "new"],
      refusals: new Map(),
      names: ["x", "y"],
      template: Int32Array.of(1, 0),
      listedAtUs: Float64Array.of(5, 7),
      lifetimeUs: Float64Array.of(-1, 9),
    });
  });

  it("keeps pods of a dump apart from new ones, and knows where the first of each template stands", () => {
    const builder = new PodBatchBuilder();
    const at = (line: number) => () => ({ file: "f", line, column: 1 });
    const fresh = builder.template(pod("1"), "new", at(1));
    const stored = builder.template(pod("1"), "stored", at(5));
    expect(builder.template(pod("1"), "stored", at(9))).toBe(stored);
    expect(builder.build().origins).toEqual(["new", "stored"]);
    expect([fresh, stored, builder.template(pod("2"))].map((number) => builder.placeOf(number)?.line)).toEqual([
      1,
      5,
      undefined,
    ]);
  });

  it("puts rows in the order of their ranks", () => {
    const builder = new PodBatchBuilder();
    const template = builder.template(pod("1"));
    for (const [name, rank] of [
      ["a", 2],
      ["b", 1],
      ["c", 2],
      ["d", 1],
    ] as const)
      builder.add(name, template, 0, rank, rank);
    expect(builder.build().names).toEqual(["b", "d", "a", "c"]);
    expect([...builder.build().lifetimeUs]).toEqual([1, 1, 2, 2]);
  });

  it("keeps nominations by row, wherever the row ends up", () => {
    const builder = new PodBatchBuilder();
    const template = builder.template(pod("1"));
    builder.add("late", template, 0, 0, 2);
    builder.nominate("n1");
    builder.add("early", template, 0, 0, 1);
    expect([...builder.build().nominatedNodes!]).toEqual([[1, "n1"]]);
  });
});
