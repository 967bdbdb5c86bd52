// The coefficients of the control plane: named once, with unit and source, and of a form that scenarios can replace.

import { expect, it } from "vitest";

import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";

it("gives every coefficient a name of its own, a unit, a source and a value above 0", () => {
  const names = COEFFICIENTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, unit, source, value } of COEFFICIENTS) {
    expect(name).toMatch(/^(apiServer|etcd)\.\w+Us$/);
    expect(unit).toBe("µs");
    expect(source.length).toBeGreaterThan(40);
    expect(value).toBeGreaterThan(0);
  }
});

it("has a 99th percentile above each median", () => {
  const valueOf = new Map(COEFFICIENTS.map(({ name, value }) => [name, value]));
  const medians = COEFFICIENTS.filter(({ name }) => name.endsWith("MedianUs"));
  expect(medians.length).toBe(8);
  for (const { name, value } of medians) expect(valueOf.get(name.replace("Median", "P99"))).toBeGreaterThan(value);
});
