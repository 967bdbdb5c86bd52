// A pool's KubeletConfiguration: what it comes to, and what can be wrong with it.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

/** A pool whose kubelets have these lines of settings, from line 11 on. */
function loaded(...lines: readonly string[]) {
  const pool = ["    nodePools:", "    - name: m", "      count: 1", "      allocatable: { cpu: 4, memory: 8Gi }"];
  const kubelet = lines.map((line) => `        ${line}`);
  return load({ "s.yaml": scenario("", [...pool, "      kubelet:", ...kubelet, ""].join("\n")) });
}

/** Code and line of what is told. */
function told(...lines: readonly string[]) {
  return loaded(...lines).told.map(({ code, position, severity }) => `${severity} ${code} ${position?.line}`);
}

describe("the configuration of a pool's kubelets", () => {
  it("comes to settings in the units of a run", () => {
    const { plan, errors } = loaded(
      "apiVersion: kubelet.config.k8s.io/v1beta1",
      "kind: KubeletConfiguration",
      'evictionHard: { memory.available: 200Mi, nodefs.available: "0%" }',
      "evictionSoft: { memory.available: 5% }",
      "evictionSoftGracePeriod: { memory.available: 1m30s }",
      "evictionMinimumReclaim: { memory.available: 50Mi }",
      "evictionMaxPodGracePeriod: 60",
      "evictionPressureTransitionPeriod: 30s",
      "serializeImagePulls: false",
      "maxParallelImagePulls: 3",
      "imageGCHighThresholdPercent: 70",
      "imageGCLowThresholdPercent: 60",
      "shutdownGracePeriod: 30s",
      "shutdownGracePeriodCriticalPods: 10s",
    );
    expect(errors).toEqual([]);
    const [{ settings }] = plan!.kubelets as [(typeof plan & object)["kubelets"][number]];
    expect(settings.thresholds).toMatchObject([
      { signal: "memory.available", value: { kind: "amount" }, graceUs: 0, minimumReclaim: { kind: "amount" } },
      { signal: "memory.available", value: { kind: "share" }, graceUs: 90e6 },
    ]);
    expect(settings).toMatchObject({ longestEvictionGraceSeconds: 60, pressureTransitionUs: 30e6, pullsAtOnce: 3 });
    expect(settings.images).toEqual({
      highThresholdPercent: 70,
      lowThresholdPercent: 60,
      minimumAgeUs: 120e6,
      maximumAgeUs: 0,
    });
    expect(settings.shutdown).toEqual([
      { priority: 0, graceSeconds: 20 },
      { priority: 2_000_000_000, graceSeconds: 10 },
    ]);
  });

  it("pulls all images at once that are asked for, where nothing bounds it", () => {
    expect(loaded("serializeImagePulls: false").plan?.kubelets[0]?.settings.pullsAtOnce).toBe(Infinity);
    expect(loaded("maxPods: 50").plan?.nodes[0]?.node.status?.allocatable?.["pods"]).toBe(50);
  });

  it("names what runs do not heed, and tells of what no kubelet has", () => {
    expect(told("cpuManagerPolicy: static", "evictionHard: { pid.available: 5% }", "maxPod: 5")).toEqual([
      "not-simulated not-simulated 11",
      "error unknown-field 13",
      "not-simulated not-simulated 12",
    ]);
    expect(loaded("maxPod: 5").errors[0]).toMatchObject({ suggestion: "maxPods" });
    expect(told("kubeReserved: { pid: 100 }")).toContain("not-simulated not-simulated 11");
  });

  it.each([
    [["evictionHard: { memory.availabel: 5% }"], "error unknown-name 11"],
    [["evictionHard: { memory.available: much }"], "error wrong-value 11"],
    [["evictionSoft: { memory.available: 1Gi }"], "error missing-field 11"],
    [
      ["evictionSoft: { memory.available: 1Gi }", "evictionSoftGracePeriod: { memory.available: soon }"],
      "error bad-duration 12",
    ],
    [["maxParallelImagePulls: 5"], "error wrong-value 11"],
    [["maxPods: 50", "imageGCLowThresholdPercent: 90"], "error out-of-range 11"],
    [["shutdownGracePeriodCriticalPods: 10s"], "error out-of-range 11"],
    [["systemReserved: { memory: 1GB }"], "error bad-quantity 11"],
    [["maxPods: many"], "error wrong-type 11"],
    [["imageMinimumGCAge: 5"], "error wrong-type 11"],
  ])("is refused at its line: %j", (lines, wanted) => {
    expect(told(...lines)).toContain(wanted);
  });
});
