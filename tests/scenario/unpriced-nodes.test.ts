// Pools without a price beside others that have one.

import { expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

/** Pools that are told of, of a scenario with these pools: name and what else it says. */
function toldOf(...pools: readonly (readonly [name: string, more: string])[]): readonly string[] {
  const lines = pools.map(
    ([name, more]) => `      - { name: ${name}, ${more}, allocatable: { cpu: 4, memory: 8Gi } }\n`,
  );
  const { told } = load({ "s.yaml": scenario("  horizon: 1h\n", `    nodePools:\n${lines.join("")}`) });
  return told.filter(({ code }) => code === "no-price").map(({ message }) => message.split(" ")[2]!);
}

it("is silent where nobody says a price, or everybody does, be it 0", () => {
  expect(toldOf(["a", "count: 2"], ["b", "count: 1"])).toEqual([]);
  expect(toldOf(["a", "count: 2, pricePerHour: 0.2"], ["b", "count: 1, pricePerHour: 0"])).toEqual([]);
});

it("names each pool without a price once, and those that may grow, but no empty one", () => {
  const priced = ["a", "count: 2, pricePerHour: 0.2"] as const;
  expect(toldOf(priced, ["b", "count: 3"], ["c", "count: 0"])).toEqual(["b"]);
  const growing = ["c", "count: 0, growth: { max: 2, delay: 1m }"] as const;
  expect(toldOf(["b", "count: 1"], priced, growing)).toEqual(["b", "c"]);
  expect(toldOf(["b", "count: 1"], [growing[0], `${growing[1]}, pricePerHour: 1`])).toEqual(["b"]);
});
