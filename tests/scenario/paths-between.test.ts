// Paths of files, from where they are written.

import { expect, it } from "vitest";

import { directoryOf, fileIn, pathFrom } from "../../src/scenario/paths-between.ts";

it("a file beside another is found from its directory", () => {
  expect([directoryOf("a/b.yaml"), directoryOf("b.yaml"), directoryOf("-")]).toEqual(["a", ".", "."]);
  expect([fileIn("a", "c.yaml"), fileIn(".", "c.yaml")]).toEqual(["a/c.yaml", "c.yaml"]);
  expect([pathFrom("a", "a/c.yaml"), pathFrom("a", "d.csv"), pathFrom("a", "-")]).toEqual(["c.yaml", "../d.csv", "-"]);
  expect([pathFrom(".", "."), pathFrom("a", "a")]).toEqual([".", "."]);
});
