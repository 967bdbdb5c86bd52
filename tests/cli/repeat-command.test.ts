// Commands that repeat experiments.

import { describe, expect, it } from "vitest";

import { repeatCommand } from "../../src/cli/repeat-command.ts";

describe("the command that repeats an experiment", () => {
  it("has the paths, what was varied, and the seed", () => {
    expect(repeatCommand("sweep", ["my s.yaml"], { vary: ["nodePools[a].count=1..3:1", "seed=2"] }, "1")).toBe(
      "plimsoll sweep 'my s.yaml' --vary 'nodePools[a].count=1..3:1' --vary seed=2 --seed 1",
    );
  });

  it("has the options that change figures", () => {
    const options = { indifference: "1%", replications: "7", precision: "5%", allowNetwork: true } as const;
    expect(repeatCommand("compare", ["a.yaml", "b.yaml"], options, "x y")).toBe(
      "plimsoll compare a.yaml b.yaml --indifference 1% --replications 7 --precision 5% --seed 'x y' --allow-network",
    );
  });
});
