// Snapshots made of parts: what was put in comes out again under the name that it had.

import { describe, expect, it } from "vitest";

import { arrayIn, joinSnapshots, packJson, partOf, unpackJson } from "../../src/base/snapshot-parts.ts";

const LEFT = { times: Float64Array.of(1.5, -0), ids: Int32Array.of(-1, 7) };
const RIGHT = { times: Float64Array.of(2), "deep/er": Uint8Array.of(3) };

describe("a joined snapshot", () => {
  it("gives each part back with its own names", () => {
    const joined = joinSnapshots({ left: LEFT, right: RIGHT });
    expect(Object.keys(joined)).toEqual(["left/times", "left/ids", "right/times", "right/deep/er"]);
    expect(partOf(joined, "left")).toEqual(LEFT);
    expect(partOf(joined, "right")).toEqual(RIGHT);
  });

  it("can itself be a part", () => {
    const nested = joinSnapshots({ whole: joinSnapshots({ left: LEFT }), other: RIGHT });
    expect(partOf(partOf(nested, "whole"), "left")).toEqual(LEFT);
  });

  it("tells parts apart whose names begin alike", () => {
    const joined = joinSnapshots({ queue: LEFT, queues: RIGHT });
    expect(partOf(joined, "queue")).toEqual(LEFT);
    expect(partOf(joined, "que")).toEqual({});
  });
});

describe("an array of a snapshot", () => {
  it("is found by its name, and missing ones are our mistake", () => {
    expect(arrayIn(LEFT, "ids")).toBe(LEFT.ids);
    expect(() => arrayIn(LEFT, "id")).toThrow("a saved array named id");
  });
});

describe("packed texts", () => {
  it.each([
    ["text of every kind", ["plain", "ünïcödé", "🚢", '"\\\n\u0000', "\uD800 alone"]],
    ["nested data", { a: [1, null, { b: "" }], c: -0.1 }],
    ["nothing", []],
  ])("come back as they were: %s", (_sentence, value) => {
    const bytes = packJson(value);
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect(unpackJson({ text: bytes }, "text")).toEqual(value);
  });
});
