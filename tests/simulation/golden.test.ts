// Every example scenario against the figures kept in tests/golden/; `npm run golden` writes them anew.

import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { figuresOf, GOLDEN_SCENARIOS, goldenPath } from "./golden-figures.ts";

describe("the example scenarios", () => {
  it("each have a golden file", () => {
    const scenarios = readdirSync("scenarios").filter((name) => name.endsWith(".yaml"));
    expect(scenarios.map((name) => name.replace(".yaml", "")).sort()).toEqual([...GOLDEN_SCENARIOS].sort());
  });

  it.each(GOLDEN_SCENARIOS)("%s gives the figures of its golden file", (scenario) => {
    const golden: unknown = JSON.parse(readFileSync(goldenPath(scenario), "utf8"));
    expect(JSON.parse(JSON.stringify(figuresOf(scenario)))).toEqual(golden);
  });
});
