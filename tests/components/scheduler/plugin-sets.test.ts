// Sets of plugins that refused a pod, as numbers.

import { expect, it } from "vitest";

import { NO_PLUGINS, PluginSets } from "../../../src/components/scheduler/plugin-sets.ts";

it("has one number for a set, in whatever order its plugins are named", () => {
  const sets = new PluginSets();
  const fit = sets.idOf(["NodeResourcesFit"]);
  const both = sets.idOf(["NodeResourcesFit", "NodePorts"]);
  expect(sets.idOf([])).toBe(NO_PLUGINS);
  expect(new Set([NO_PLUGINS, fit, both]).size).toBe(3);
  expect(sets.idOf(["NodePorts", "NodeResourcesFit", "NodePorts"])).toBe(both);
  expect(sets.pluginsOf(both)).toEqual(["NodePorts", "NodeResourcesFit"]);
  expect(sets.pluginsOf(NO_PLUGINS)).toEqual([]);
});

it("tells more plugins apart than a number has bits", () => {
  const sets = new PluginSets();
  const ids = Array.from({ length: 100 }, (_, index) => sets.idOf([`Plugin${index}`]));
  expect(new Set(ids).size).toBe(100);
  expect(sets.pluginsOf(ids[40]!)).toEqual(["Plugin40"]);
});

it("outlives a snapshot with its numbers", () => {
  const sets = new PluginSets();
  const numbers = [["B"], ["A", "B"], ["C"]].map((plugins) => sets.idOf(plugins));
  const restored = new PluginSets();
  restored.idOf(["D"]);
  restored.restore(sets.snapshot());
  expect([["B"], ["A", "B"], ["C"]].map((plugins) => restored.idOf(plugins))).toEqual(numbers);
});
