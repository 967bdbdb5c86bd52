// What kube-scheduler says of NodeResourcesFit's arguments.

import { describe, expect, it } from "vitest";

import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import type { NodeResourcesFitArgs, ScoringStrategy } from "../../../src/scheduling/configuration/argument-types.ts";
import { validateFitArguments } from "../../../src/scheduling/configuration/validate-fit-arguments.ts";

const RATIO = "RequestedToCapacityRatio";

function said(args: NodeResourcesFitArgs, version: KubernetesVersion = "1.36"): readonly string[] {
  return validateFitArguments(args, version).map(({ path, message }) => `${String(path)}: ${message}`);
}

function ofStrategy(scoringStrategy: ScoringStrategy, version?: KubernetesVersion): readonly string[] {
  return said({ scoringStrategy }, version);
}

function ofShape(...shape: readonly { readonly utilization?: number; readonly score?: number }[]): readonly string[] {
  return ofStrategy({ type: RATIO, requestedToCapacityRatio: { shape } });
}

describe("a strategy", () => {
  it("has one of three types", () => {
    const supported = 'supported values: "LeastAllocated", "MostAllocated", "RequestedToCapacityRatio"';
    expect(ofStrategy({})).toEqual([`scoringStrategy.type: Unsupported value: "": ${supported}`]);
    expect(ofStrategy({ type: "Bad" })).toEqual([`scoringStrategy.type: Unsupported value: "Bad": ${supported}`]);
    expect(ofStrategy({ type: "MostAllocated" })).toEqual([]);
  });

  it("weighs resources from 1 to 100, whatever their names", () => {
    const weights = [1, 100, 0, 101].map((weight) => ({ name: "a b", weight }));
    expect(ofStrategy({ type: "MostAllocated", resources: weights })).toEqual([
      "scoringStrategy.resources[2].weight: Invalid value: 0: resource weight of a b not in valid range (0, 100]",
      "scoringStrategy.resources[3].weight: Invalid value: 101: resource weight of a b not in valid range (0, 100]",
    ]);
  });

  it("has a shape if it is a ratio, and since 1.36 only then", () => {
    const ratio = "scoringStrategy.requestedToCapacityRatio";
    expect(ofStrategy({ type: RATIO })).toEqual([
      `${ratio}: Required value: must be specified when type is RequestedToCapacityRatio`,
    ]);
    const other = { type: "MostAllocated", requestedToCapacityRatio: { shape: [{ score: 1 }] } };
    expect(ofStrategy(other)).toEqual([`${ratio}: Forbidden: must be nil when type is not RequestedToCapacityRatio`]);
    expect(ofStrategy(other, "1.35")).toEqual([]);
  });
});

describe("a shape", () => {
  const place = "scoringStrategy.requestedToCapacityRatio.shape";

  it("has points that rise", () => {
    expect(ofShape()).toEqual([`${place}: Required value: at least one point must be specified`]);
    expect(ofShape({ utilization: 50 }, { utilization: 50 }, { utilization: 40 })).toEqual([
      `${place}[1].utilization: Invalid value: 50: values must be sorted in increasing order`,
    ]);
    expect(ofShape({}, { utilization: 100, score: 10 })).toEqual([]);
  });

  it("stays within its bounds", () => {
    expect(ofShape({ utilization: -1, score: -1 }, { utilization: 101, score: 11 })).toEqual([
      `${place}[0].utilization: Invalid value: -1: not in valid range [0, 100]`,
      `${place}[0].score: Invalid value: -1: not in valid range [0, 10]`,
      `${place}[1].utilization: Invalid value: 101: not in valid range [0, 100]`,
      `${place}[1].score: Invalid value: 11: not in valid range [0, 10]`,
    ]);
  });

  it("stood elsewhere in older messages", () => {
    const shape = [{ utilization: 9 }, { utilization: 9 }];
    const strategy = { type: RATIO, requestedToCapacityRatio: { shape } };
    expect(ofStrategy(strategy, "1.33")).toEqual([
      "scoringStrategy.shape[1].utilization: Invalid value: 9: utilization values must be sorted in increasing order",
    ]);
    expect(ofStrategy(strategy, "1.35")).toEqual([
      "scoringStrategy.shape[1].utilization: Invalid value: 9: values must be sorted in increasing order",
    ]);
  });
});

describe("resources to ignore", () => {
  it("have names, and groups have no slash", () => {
    const scoringStrategy = { type: "LeastAllocated" };
    expect(
      said({ scoringStrategy, ignoredResources: ["example.com/gpu"], ignoredResourceGroups: ["example.com"] }),
    ).toEqual([]);
    expect(said({ scoringStrategy, ignoredResources: ["a b"] })[0]).toMatch(
      /^ignoredResources\[0\]: Invalid value: "a b": name part must consist of/,
    );
    expect(said({ scoringStrategy, ignoredResourceGroups: ["ok", "example.com/foo"] })).toEqual([
      "ignoredResourceGroups[1]: Invalid value: \"example.com/foo\": resource group name can't contain '/'",
    ]);
  });
});
