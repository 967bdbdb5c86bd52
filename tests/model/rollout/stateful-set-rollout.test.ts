// Bound of a StatefulSet's rolling update.

import { describe, expect, it } from "vitest";

import { statefulSetUnavailable } from "../../../src/model/rollout/stateful-set-rollout.ts";

describe("a StatefulSet's rolling update", () => {
  it.each([
    [undefined, 10, 1],
    [3, 1, 3],
    ["25%", 10, 2],
    ["25%", 3, 1],
    [0, 10, 1],
  ])("with maxUnavailable %s of %d pods stops at most %d", (maxUnavailable, replicas, most) => {
    expect(statefulSetUnavailable(maxUnavailable, replicas)).toEqual({ kind: "scaled", value: most });
  });

  it("refuses a text that is no percentage", () => {
    expect(statefulSetUnavailable("abc", 10).kind).toBe("refused");
  });
});
