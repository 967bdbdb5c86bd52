// When the indexes that have succeeded are enough.

import { describe, expect, it } from "vitest";

import type { SuccessPolicyRule } from "../../../src/model/api/types/job.ts";
import { NO_INDEXES, withIndexes } from "../../../src/model/job/completion-indexes.ts";
import { metSuccessRule } from "../../../src/model/job/success-policy.ts";

function met(rules: readonly SuccessPolicyRule[], succeeded: readonly number[]): number | undefined {
  return metSuccessRule({ completions: 10, successPolicy: { rules } }, withIndexes(NO_INDEXES, succeeded));
}

describe("a success policy", () => {
  it("is met by none while nothing has succeeded", () => {
    expect(met([{ succeededCount: 0 }], [])).toBeUndefined();
    expect(metSuccessRule({ completions: 1 }, withIndexes(NO_INDEXES, [0]))).toBeUndefined();
  });

  it("asks for indexes, for a number, or for a number of some indexes", () => {
    expect(met([{ succeededIndexes: "0,2-4" }], [0, 2, 3])).toBeUndefined();
    expect(met([{ succeededIndexes: "0,2-4" }], [0, 2, 3, 4, 9])).toBe(0);
    expect(met([{ succeededCount: 3 }], [1, 5, 7])).toBe(0);
    expect(met([{ succeededIndexes: "0-4", succeededCount: 2 }], [4, 5, 6])).toBeUndefined();
    expect(met([{ succeededIndexes: "0-4", succeededCount: 2 }], [1, 4, 6])).toBe(0);
  });

  it("names the first rule that is met, and passes one over that cannot be read", () => {
    expect(met([{ succeededIndexes: "x" }, { succeededIndexes: "7" }, { succeededCount: 1 }], [7])).toBe(1);
  });
});
