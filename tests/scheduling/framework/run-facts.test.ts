// What a scheduler by itself tells its plugins of the run.

import { describe, expect, it } from "vitest";

import { NO_RUN } from "../../../src/scheduling/framework/run-facts.ts";

describe("no run", () => {
  it("expects nobody, and draws the same each time", () => {
    expect(NO_RUN.expectedPods()).toEqual([]);
    expect(NO_RUN.draws.unit(1, 2)).toBe(NO_RUN.draws.unit(1, 2));
  });
});
