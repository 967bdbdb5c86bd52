// What belongs to Kustomize and Helm.

import { describe, expect, it } from "vitest";

import { chartAdvice, isKustomization } from "../../../src/environment/manifests/tool-sources.ts";

describe("a Kustomization", () => {
  it("is known by its group, wherever it stands, and by the file's name, if it says nothing itself", () => {
    expect(isKustomization("a.yaml", "Kustomization", "kustomize.config.k8s.io/v1beta1")).toBe(true);
    expect(isKustomization("a.yaml", "Component", "kustomize.config.k8s.io/v1alpha1")).toBe(true);
    expect(isKustomization("base/kustomization.yml", undefined, undefined)).toBe(true);
    expect(isKustomization("kustomization.yaml", undefined, undefined)).toBe(true);
  });

  it("is no object of another group, and no file whose name only ends so", () => {
    expect(isKustomization("kustomization.yaml", "Pod", "v1")).toBe(false);
    expect(isKustomization("base/old-kustomization.yaml", undefined, undefined)).toBe(false);
    expect(isKustomization("a.yaml", "Kustomization", "kustomize.toolkit.fluxcd.io/v1")).toBe(false);
  });
});

it("files of a chart that hold no objects are known by their names", () => {
  expect(["shop/Chart.yaml", "values.yaml", "values-prod.yaml"].map(chartAdvice).every(Boolean)).toBe(true);
  expect(["deployment.yaml", "my-values.yaml", "chart.yaml"].map(chartAdvice)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
