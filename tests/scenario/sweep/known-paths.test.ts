// Whole paths found by their ends.

import { describe, expect, it } from "vitest";

import { scenarioJsonSchema } from "../../../src/scenario/json-schema.ts";
import { pathsEndingWith } from "../../../src/scenario/sweep/known-paths.ts";

const SCHEMA = scenarioJsonSchema();
const DOCUMENT = { spec: { cluster: { nodePools: [{ name: "a" }, { name: "b" }] }, workloads: [{}] } };

describe("paths that end with some steps", () => {
  it("are found through lists of the scenario", () => {
    expect(pathsEndingWith(["nodePools", "b", "count"], DOCUMENT, SCHEMA)).toEqual(["cluster.nodePools[b].count"]);
    expect(pathsEndingWith(["perSecond"], DOCUMENT, SCHEMA)).toEqual(["workloads[0].arrival.perSecond"]);
    expect(pathsEndingWith(["count"], DOCUMENT, SCHEMA)).toEqual([
      "cluster.nodePools[a].count",
      "cluster.nodePools[b].count",
    ]);
  });

  it("are none where nothing is called so, or no such item is there", () => {
    expect(pathsEndingWith(["nothing"], DOCUMENT, SCHEMA)).toEqual([]);
    expect(pathsEndingWith(["nodePools", "c", "count"], DOCUMENT, SCHEMA)).toEqual([]);
    expect(pathsEndingWith(["count"], undefined, SCHEMA)).toEqual([]);
  });
});
