// From where a volume can be reached, in its own words and in those of its CSI driver.

import { describe, expect, it } from "vitest";

import { affinityOf, isReachable, translatedAffinityOf } from "../../../src/model/volumes/volume-affinity.ts";
import { onlyWhere, volume } from "./storage-objects.ts";

const ZONE = "topology.kubernetes.io/zone";
const BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";
const BETA_REGION = "failure-domain.beta.kubernetes.io/region";
const DRIVER_ZONE = "topology.ebs.csi.aws.com/zone";

describe("a volume", () => {
  it("without affinity can be reached from everywhere", () => {
    expect(isReachable(affinityOf(volume("v", "1Gi")), {})).toBe(true);
  });

  it("without terms can be reached from nowhere", () => {
    const nowhere = volume("v", "1Gi", { nodeAffinity: { required: { nodeSelectorTerms: [] } } });
    expect(isReachable(affinityOf(nowhere), { [ZONE]: "a" })).toBe(false);
    expect(isReachable(translatedAffinityOf(nowhere, DRIVER_ZONE), { [ZONE]: "a" })).toBe(false);
  });

  it("can be reached where a term holds", () => {
    const affinity = affinityOf(volume("v", "1Gi", onlyWhere(ZONE, "a", "b")));
    expect(isReachable(affinity, { [ZONE]: "b" })).toBe(true);
    expect(isReachable(affinity, { [ZONE]: "c" })).toBe(false);
    expect(isReachable(affinity, {})).toBe(false);
  });
});

describe("a translated volume", () => {
  const reachable = (of: Parameters<typeof translatedAffinityOf>[0], labels: Readonly<Record<string, string>>) =>
    isReachable(translatedAffinityOf(of, DRIVER_ZONE), labels);

  it.each([ZONE, BETA_ZONE])("has its zones under the driver's label: %s", (key) => {
    const zonal = volume("v", "1Gi", onlyWhere(key, "a"));
    expect(reachable(zonal, { [DRIVER_ZONE]: "a" })).toBe(true);
    expect(reachable(zonal, { [key]: "a" })).toBe(false);
  });

  it("takes them from its label where the affinity has none", () => {
    const labelled = volume("v", "1Gi", {}, { [ZONE]: "a__b" });
    expect(reachable(labelled, { [DRIVER_ZONE]: "b" })).toBe(true);
    expect(reachable(labelled, { [ZONE]: "b" })).toBe(false);
  });

  it("needs both where the affinity speaks of something else", () => {
    const both = volume("v", "1Gi", onlyWhere("disk", "ssd"), { [BETA_ZONE]: "a" });
    expect(reachable(both, { disk: "ssd", [DRIVER_ZONE]: "a" })).toBe(true);
    expect(reachable(both, { [DRIVER_ZONE]: "a" })).toBe(false);
  });

  it("has an old region under its new name", () => {
    const regional = volume("v", "1Gi", onlyWhere(BETA_REGION, "r"), { [BETA_ZONE]: "a" });
    expect(reachable(regional, { [DRIVER_ZONE]: "a", "topology.kubernetes.io/region": "r" })).toBe(true);
  });

  it("without zones stays as it was", () => {
    expect(reachable(volume("v", "1Gi"), {})).toBe(true);
    expect(reachable(volume("v", "1Gi", onlyWhere("disk", "ssd")), { disk: "ssd" })).toBe(true);
  });
});
