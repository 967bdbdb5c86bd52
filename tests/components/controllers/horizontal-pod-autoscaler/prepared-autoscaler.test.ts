// A spec read once.

import { describe, expect, it } from "vitest";

import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import {
  aimsOf,
  controllerRules,
  preparedMetrics,
  targetOf,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/prepared-autoscaler.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import { autoscaler, CPU_HALF, selector, SECOND } from "./small-autoscaling.ts";

const NO_GATES = new Map<string, boolean>();
const RULES = controllerRules(DEFAULT_SETTINGS, VERSION_BEHAVIOUR["1.36"], NO_GATES);

describe("the target", () => {
  it("is told by group and kind, whatever the version", () => {
    const scaleTargetRef = { apiVersion: "apps/v9", kind: "Deployment", name: "web" };
    expect(targetOf({ scaleTargetRef }, "shop")).toEqual({
      group: "apps",
      kind: "Deployment",
      namespace: "shop",
      name: "web",
    });
    expect(targetOf({ scaleTargetRef: { ...scaleTargetRef, apiVersion: "v1" } }, "shop")).toMatchObject({ group: "" });
    expect(targetOf({ scaleTargetRef: { kind: "Node", name: "web" } }, "shop")).toMatchObject({ group: "" });
  });

  it("cannot be told by a version of three parts", () => {
    const scaleTargetRef = { apiVersion: "a/b/c", kind: "Deployment", name: "web" };
    expect(targetOf({ scaleTargetRef }, "shop")).toBe("unexpected GroupVersion string: a/b/c");
  });
});

describe("the aims", () => {
  it("have the controller's window where the behavior has none", () => {
    const spec = autoscaler({ behavior: {} }).spec!;
    expect(aimsOf(spec, "shop", RULES)).toMatchObject({
      minReplicas: 1,
      maxReplicas: 10,
      behavior: { scaleUp: { windowUs: 0 }, scaleDown: { windowUs: 300 * SECOND } },
      hasObjectOrExternal: false,
      reference: "Deployment/shop/web",
    });
    expect(aimsOf(autoscaler().spec!, "shop", RULES).behavior).toBeUndefined();
  });
});

describe("the rules", () => {
  it("are those of the version and its gates", () => {
    const gates = new Map([
      ["HPAScaleToZero", true],
      ["PodLevelResources", false],
    ]);
    expect(controllerRules(DEFAULT_SETTINGS, VERSION_BEHAVIOUR["1.36"], gates)).toMatchObject({
      remembersZero: true,
      calculation: { countsPodLevel: false },
    });
    expect(controllerRules(DEFAULT_SETTINGS, VERSION_BEHAVIOUR["1.33"], gates)).toMatchObject({
      remembersZero: false,
      hasOwnTolerances: false,
      retriesConflicts: false,
    });
  });
});

describe("the metrics", () => {
  it("are of five types, and of no other", () => {
    const metrics = [
      CPU_HALF,
      {
        type: "ContainerResource",
        containerResource: { name: "cpu", container: "main", target: { averageValue: "1" } },
      },
      { type: "Pods", pods: { metric: { name: "rate" }, target: { averageValue: "1" } } },
      { type: "Object", object: { metric: { name: "rate" }, target: { type: "Value", value: "1" } } },
      { type: "External", external: { metric: { name: "queue" }, target: { value: "1" } } },
      { type: "Moon" },
    ];
    const prepared = preparedMetrics({ metrics }, selector("app=web"), "shop", RULES);
    expect(prepared.map(({ query }) => query?.kind)).toEqual([
      "pod-usage",
      "pod-usage",
      "pods-metric",
      "object-metric",
      "external-metric",
      undefined,
    ]);
    expect(prepared.filter((metric) => metric.isAgeing())).toEqual([]);
  });
});
