// Which API groups are Kubernetes' own.

import { describe, expect, it } from "vitest";

import { isBuiltInGroup, KNOWN_KINDS } from "../../../src/environment/manifests/kinds.ts";

describe("API groups", () => {
  it.each([
    "v1",
    "v2",
    "apps/v1",
    "apps/v1beta1",
    "autoscaling/v2",
    "policy/v1",
    "storage.k8s.io/v1",
    "extensions/v1beta1",
  ])("%s is built in", (apiVersion) => {
    expect(isBuiltInGroup(apiVersion)).toBe(true);
  });

  it.each(["monitoring.coreos.com/v1", "argoproj.io/v1alpha1", "gateway.networking.k8s.io/v1"])(
    "%s is somebody's own",
    (apiVersion) => {
      expect(isBuiltInGroup(apiVersion)).toBe(false);
    },
  );

  it("have kinds whose consequence is told wherever they are not simulated", () => {
    const untold = [...KNOWN_KINDS].filter(
      ([, { what }]) => what.use === "not-simulated" && what.consequence.trim() === "",
    );
    expect(untold).toEqual([]);
    expect(KNOWN_KINDS.size).toBeGreaterThan(50);
  });
});
