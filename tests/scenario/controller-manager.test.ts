// What kube-controller-manager is started with, as a scenario says it.

import { describe, expect, it } from "vitest";

import { DEFAULT_SETTINGS } from "../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";

import { load, POOL, scenario } from "./memory-files.ts";

const withOptions = (options: string, more = "") =>
  load({ "s.yaml": scenario(`  controllerManager: ${options}\n${more}`, POOL) });

describe("flags of the autoscalers' controller", () => {
  it("are absent where nothing is said", () => {
    const { plan } = load({ "s.yaml": scenario("  controllers: simulated\n", POOL) });
    expect(plan?.controlled).not.toHaveProperty("autoscalers");
    expect(withOptions("{}").plan?.controlled).not.toHaveProperty("autoscalers");
  });

  it("are read, each with what it replaces", () => {
    expect(withOptions("{ horizontalPodAutoscalerSyncPeriod: 30s }").plan?.controlled?.autoscalers).toEqual({
      ...DEFAULT_SETTINGS,
      syncPeriodUs: 30_000_000,
    });
    const all =
      "{ horizontalPodAutoscalerDownscaleStabilization: 0s, horizontalPodAutoscalerTolerance: 0, " +
      "horizontalPodAutoscalerCpuInitializationPeriod: 1m, horizontalPodAutoscalerInitialReadinessDelay: 5s }";
    expect(withOptions(all).plan?.controlled?.autoscalers).toEqual({
      syncPeriodUs: 15_000_000,
      downscaleStabilizationUs: 0,
      tolerance: 0,
      cpuInitializationPeriodUs: 60_000_000,
      initialReadinessDelayUs: 5_000_000,
    });
  });

  it.each([
    [
      "{ horizontalPodAutoscalerSyncPeriod: 0s }",
      "out-of-range",
      "horizontalPodAutoscalerSyncPeriod: 0s is out of range",
    ],
    ["{ horizontalPodAutoscalerTolerance: -0.1 }", "out-of-range", undefined],
    ["{ horizontalPodAutoscalerSyncPeriod: 15 }", "wrong-type", undefined],
    ["{ horizontalPodAutoscalerDownscaleStabilisation: 1m }", "unknown-field", undefined],
  ])("are told where they are wrong: %s", (options, code, message) => {
    const { errors } = withOptions(options);
    expect(errors).toMatchObject([{ code, ...(message === undefined ? {} : { message }) }]);
  });

  it("are for controllers that run", () => {
    expect(withOptions("{}", "  controllers: expanded\n").errors).toMatchObject([
      { code: "wrong-value", message: "controllerManager: no controllers run in this scenario" },
    ]);
  });
});

describe("feature gates", () => {
  it("are read by name", () => {
    const { plan } = withOptions("{ featureGates: { HPAScaleToZero: true } }");
    expect(plan?.controlled?.featureGates).toEqual(new Map([["HPAScaleToZero", true]]));
  });

  it("that the version does not know are told, with the nearest", () => {
    expect(withOptions("{ featureGates: { HpaScaleToZero: true } }").errors).toMatchObject([
      { code: "unknown-gate", message: "unrecognized feature gate: HpaScaleToZero", suggestion: "HPAScaleToZero" },
    ]);
    const gate = "MutableSchedulingDirectivesForSuspendedJobs";
    const old = withOptions(`{ featureGates: { ${gate}: false } }`, "  kubernetes: '1.34'\n");
    expect(old.errors).toMatchObject([{ code: "unknown-gate", message: `unrecognized feature gate: ${gate}` }]);
  });

  it.each([
    ["", ["invalid-value"]],
    ["  controllerManager: { featureGates: { HPAScaleToZero: true } }\n", []],
  ])("let autoscalers scale to nothing%s", (spec, codes) => {
    const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 0
  maxReplicas: 9
  metrics: [{ type: External, external: { metric: { name: queue }, target: { type: Value, value: 9 } } }]
`;
    const { errors } = load({
      "s.yaml": scenario(`  controllers: simulated\n  workloads:\n    - manifests: [hpa.yaml]\n${spec}`, POOL),
      "hpa.yaml": autoscaler,
    });
    expect(errors.map(({ code }) => code)).toEqual(codes);
  });
});
