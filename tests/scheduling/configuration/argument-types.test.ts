// Which plugins take arguments, by version.

import { describe, expect, it } from "vitest";

import { argumentTypes } from "../../../src/scheduling/configuration/argument-types.ts";

describe("arguments", () => {
  it("are taken by seven plugins since ever, and by DynamicResources since 1.34", () => {
    expect([...argumentTypes("1.33").keys()]).toEqual([
      "DefaultPreemption",
      "InterPodAffinity",
      "NodeAffinity",
      "NodeResourcesBalancedAllocation",
      "NodeResourcesFit",
      "PodTopologySpread",
      "VolumeBinding",
    ]);
    for (const version of ["1.34", "1.35", "1.36"] as const) {
      expect([...argumentTypes(version).keys()].at(-1)).toBe("DynamicResources");
    }
  });

  it("of DynamicResources know the time of binding since 1.35", () => {
    const fields = (version: "1.34" | "1.35" | "1.36") =>
      [...argumentTypes(version).get("DynamicResources")!.fields.keys()].slice(2);
    expect(fields("1.34")).toEqual(["filterTimeout"]);
    expect(fields("1.35")).toEqual(["filterTimeout", "bindingTimeout"]);
    expect(fields("1.36")).toEqual(["filterTimeout", "bindingTimeout"]);
  });
});
