// Which Services select pods of some labels, as they come, go and select otherwise.

import { expect, it } from "vitest";

import { SelectingServices } from "../../../src/metrics/availability/selecting-services.ts";

it("names those of the namespace that select the labels, in the order in which they came to", () => {
  const services = new SelectingServices();
  services.put("a", "one", { app: "web" });
  services.put("a", "two", { app: "web", tier: "front" });
  services.put("b", "elsewhere", { app: "web" });
  const labels = { app: "web", tier: "front" };
  expect([services.of("a", labels), services.of("a", { app: "web" })]).toEqual([["one", "two"], ["one"]]);
  services.put("a", "one", { tier: "front" });
  expect([services.of("a", labels), services.of("a", { app: "web" }), services.of("c", labels)]).toEqual([
    ["two", "one"],
    [],
    [],
  ]);
  expect([services.remove("a", "two"), services.remove("a", "two"), services.has("a", "two")]).toEqual([
    true,
    false,
    false,
  ]);
  expect(services.of("a", labels)).toEqual(["one"]);
  services.clear();
  expect(services.of("a", labels)).toEqual([]);
});

it("selects nothing without a selector, or with one that cannot be read", () => {
  const services = new SelectingServices();
  services.put("a", "none", {});
  services.put("a", "broken", { "not a key!": "x" });
  expect([services.of("a", {}), services.has("a", "none"), services.has("a", "broken")]).toEqual([[], false, false]);
});
