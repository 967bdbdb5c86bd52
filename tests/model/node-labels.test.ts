// Old labels follow new ones; a label takes a node out of the judgement of its zone.

import { describe, expect, it } from "vitest";

import { isExcludedFromDisruption, labelsToReconcile } from "../../src/model/node-labels.ts";

describe("the old labels of a node", () => {
  it("are given where they are missing, and set right where they say something else", () => {
    const labels = { "kubernetes.io/os": "linux", "kubernetes.io/arch": "arm64", "beta.kubernetes.io/arch": "amd64" };
    expect(labelsToReconcile(labels)).toEqual({
      "beta.kubernetes.io/os": "linux",
      "beta.kubernetes.io/arch": "arm64",
    });
  });

  it("are left alone without the new ones", () => {
    expect(labelsToReconcile({ "beta.kubernetes.io/os": "linux" })).toEqual({});
    expect(labelsToReconcile(undefined)).toEqual({});
  });
});

describe("a node with the label of exclusion", () => {
  it("does not count, whatever the label's value", () => {
    expect(isExcludedFromDisruption({ "node.kubernetes.io/exclude-disruption": "" })).toBe(true);
    expect(isExcludedFromDisruption({})).toBe(false);
  });
});
