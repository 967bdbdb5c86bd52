// How long the control plane takes, as a scenario says it.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

const controlPlaneOf = (spec: string) => load({ "s.yaml": scenario(spec) });

describe("the control plane", () => {
  it.each([
    ["", { kind: "measured" }],
    ["  controlPlane: measured\n", { kind: "measured" }],
    ["  controlPlane: instant\n", { kind: "instant" }],
    ["  controlPlane: { cores: 2 }\n", { kind: "measured", cores: 2 }],
    ["  controlPlane: { delays: measured, cores: 0.5 }\n", { kind: "measured", cores: 0.5 }],
    ["  controlPlane: { delays: instant, cores: 2 }\n", { kind: "instant" }],
  ])("is read from %j", (spec, expected) => {
    expect(controlPlaneOf(spec).plan?.controlPlane).toEqual(expected);
  });

  it.each([
    ["  controlPlane: instantly\n", "wrong-value", "instant"],
    ["  controlPlane: { core: 2 }\n", "unknown-field", "cores"],
  ])("that is none is told with the nearest: %j", (spec, code, suggestion) => {
    expect(controlPlaneOf(spec).errors).toMatchObject([{ code, suggestion }]);
  });

  it("has more than no cores", () => {
    expect(controlPlaneOf("  controlPlane: { cores: 0 }\n").errors).toMatchObject([{ code: "out-of-range" }]);
  });
});
