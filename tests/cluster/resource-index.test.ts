// Columns of resources.

import { describe, expect, it } from "vitest";

import {
  CPU_INDEX,
  EPHEMERAL_STORAGE_INDEX,
  FIRST_SCALAR_INDEX,
  MEMORY_INDEX,
  ResourceIndex,
} from "../../src/cluster/resource-index.ts";

describe("the columns of resources", () => {
  it("begin with CPU, memory and ephemeral storage", () => {
    const index = new ResourceIndex();
    expect(index.size).toBe(FIRST_SCALAR_INDEX);
    expect([CPU_INDEX, MEMORY_INDEX, EPHEMERAL_STORAGE_INDEX].map((column) => index.nameOf(column))).toEqual([
      "cpu",
      "memory",
      "ephemeral-storage",
    ]);
  });

  it("follow in the order in which resources are named, once each", () => {
    const index = new ResourceIndex();
    expect(index.find("example.com/b")).toBeUndefined();
    expect(["example.com/b", "example.com/a", "example.com/b"].map((name) => index.intern(name))).toEqual([3, 4, 3]);
    expect(index.find("example.com/a")).toBe(4);
    expect(index.size).toBe(5);
  });
});

describe("amounts as a vector", () => {
  it("stand in ascending columns without zeros", () => {
    const index = new ResourceIndex();
    index.intern("example.com/first");
    const { indices, amounts } = index.vectorOf({
      cpuMilli: 0,
      memoryBytes: 7,
      ephemeralStorageBytes: 0,
      scalars: new Map([
        ["example.com/new", 2],
        ["example.com/none", 0],
        ["example.com/first", 1],
      ]),
    });
    expect([...indices].map((column) => index.nameOf(column))).toEqual([
      "memory",
      "example.com/first",
      "example.com/new",
    ]);
    expect([...amounts]).toEqual([7, 1, 2]);
    expect([...indices]).toEqual([...indices].toSorted((left, right) => left - right));
  });

  it("are empty for nothing", () => {
    const { indices } = new ResourceIndex().vectorOf({
      cpuMilli: 0,
      memoryBytes: 0,
      ephemeralStorageBytes: 0,
      scalars: new Map(),
    });
    expect(indices).toHaveLength(0);
  });
});
