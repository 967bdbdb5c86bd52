// Utilisation on the page.

import { describe, expect, it } from "vitest";

import { UTILISATION_SECTION } from "../../../src/report/html/utilisation-section.ts";

import { emptyResult } from "../empty-result.ts";
import { elementsOf } from "../markup-check.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

describe("utilisation on the page", () => {
  const { text } = UTILISATION_SECTION.body(sampleMaterial(sampleResult()));

  it("has a table of the cluster, of pools and of zones", () => {
    const boxes = elementsOf(text).filter(({ attributes }) => attributes["role"] === "region");
    expect(boxes.map(({ attributes }) => attributes["aria-label"]).slice(0, 3)).toEqual([
      "Utilisation of the cluster by resource",
      "Requests at the end by pool",
      "Requests at the end by zone",
    ]);
  });

  it("has a bar for each group and resource that there is", () => {
    const resources = sampleResult().utilisation.map((group) => group.resources.length);
    const bars = elementsOf(text).filter(({ attributes }) => attributes["class"] === "use");
    expect(bars).toHaveLength(resources.reduce((sum, count) => sum + count, 0));
  });

  it("cuts long lists of pools and says so", () => {
    const [cluster, pool] = sampleResult().utilisation;
    const pools = Array.from({ length: 500 }, (_, index) => ({ ...pool!, name: `pool-${index}` }));
    const result = { ...sampleResult(), utilisation: [cluster!, ...pools] };
    expect(UTILISATION_SECTION.body(sampleMaterial(result)).text).toContain("460 more in utilisation.csv");
  });

  it("does without nodes", () => {
    expect(UTILISATION_SECTION.body(sampleMaterial(emptyResult())).text).not.toMatch(/<table>|NaN/);
  });
});
