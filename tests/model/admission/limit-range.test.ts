// What a LimitRange gives to pods and wants of pods and claims.

import { describe, expect, it } from "vitest";

import {
  claimLimitProblems,
  LIMIT_RANGER_ANNOTATION,
  podLimitProblems,
  withLimitRangeDefaults,
} from "../../../src/model/admission/limit-range.ts";
import type { LimitRange, LimitRangeItem } from "../../../src/model/api/types/quota.ts";
import { container, pod } from "../build-objects.ts";

function limitRange(...limits: readonly LimitRangeItem[]): LimitRange {
  return { metadata: { name: "bounds" }, spec: { limits } };
}

describe("defaults of a LimitRange", () => {
  const usual = limitRange({
    type: "Container",
    default: { memory: "256Mi", cpu: "500m" },
    defaultRequest: { cpu: "100m" },
  });

  it("are given to containers and init containers that name no amount, and told in an annotation", () => {
    const given = withLimitRangeDefaults(
      pod({
        containers: [container({ cpu: "250m" }, { name: "a" })],
        initContainers: [{ name: "i", resources: { limits: { cpu: "1" } } }],
      }),
      usual,
    );
    expect(given.spec.containers[0]?.resources).toEqual({
      requests: { cpu: "250m" },
      limits: { cpu: "500m", memory: "256Mi" },
    });
    expect(given.spec.initContainers?.[0]?.resources).toEqual({
      requests: { cpu: "100m" },
      limits: { cpu: "1", memory: "256Mi" },
    });
    expect(given.metadata.annotations?.[LIMIT_RANGER_ANNOTATION]).toBe(
      "LimitRanger plugin set: cpu, memory limit for container a; cpu request for init container i; " +
        "memory limit for init container i",
    );
  });

  it("leave a pod alone that lacks nothing", () => {
    const complete = pod({
      containers: [{ name: "a", resources: { requests: { cpu: "1" }, limits: { cpu: "1", memory: "1Gi" } } }],
    });
    expect(withLimitRangeDefaults(complete, usual)).toBe(complete);
    expect(withLimitRangeDefaults(complete, limitRange({ type: "Pod", max: { cpu: "2" } }))).toBe(complete);
  });

  it("of a later item go before those of an earlier one", () => {
    const range = limitRange(
      { type: "Container", defaultRequest: { cpu: "1", memory: "1Gi" } },
      { type: "Container", defaultRequest: { cpu: "2" } },
    );
    const given = withLimitRangeDefaults(pod(), range);
    expect(given.spec.containers[0]?.resources?.requests).toEqual({ cpu: "2", memory: "1Gi" });
  });
});

describe("bounds of a LimitRange", () => {
  it("on containers are asked of every container and init container", () => {
    const range = limitRange({ type: "Container", min: { cpu: "100m" }, max: { cpu: "1" } });
    const wrong = pod({
      containers: [{ name: "a", resources: { requests: { cpu: "2" }, limits: { cpu: "2" } } }],
      initContainers: [{ name: "i", resources: { requests: { cpu: "50m" }, limits: { cpu: "1" } } }],
    });
    expect(podLimitProblems(wrong, range)).toEqual([
      "maximum cpu usage per Container is 1, but limit is 2",
      "minimum cpu usage per Container is 100m, but request is 50m",
    ]);
  });

  it("on pods are asked of all containers together, without overhead", () => {
    const range = limitRange({ type: "Pod", min: { cpu: "3" }, maxLimitRequestRatio: { memory: "1" } });
    const two = pod({
      containers: [container({ cpu: "1", memory: "1Gi" }), container({ cpu: "1500m" })],
      overhead: { cpu: "1" },
    });
    expect(podLimitProblems(two, range)).toEqual([
      "minimum cpu usage per Pod is 3, but request is 2500m",
      "memory max limit to request ratio per Pod is 1, but no limit is specified or limit is 0",
    ]);
  });

  it("on pods see CPU and memory of the pod as a whole, and its huge pages not", () => {
    const range = limitRange({ type: "Pod", min: { cpu: "3", "hugepages-2Mi": "2Mi" } });
    const whole = pod({ resources: { requests: { cpu: "4", "hugepages-2Mi": "2Mi" } } });
    expect(podLimitProblems(whole, range)).toEqual([
      "minimum hugepages-2Mi usage per Pod is 2Mi.  No request is specified",
    ]);
  });

  it("on claims are asked of what a claim requests", () => {
    const range = limitRange(
      { type: "PersistentVolumeClaim", min: { storage: "2Gi" }, max: { storage: "10Gi" } },
      { type: "Pod", min: { cpu: "1" } },
    );
    const claim = (storage: string) => ({ spec: { resources: { requests: { storage }, limits: { storage: "1Gi" } } } });
    expect(claimLimitProblems(claim("5Gi"), range)).toEqual([]);
    expect(claimLimitProblems(claim("1Gi"), range)).toEqual([
      "minimum storage usage per PersistentVolumeClaim is 2Gi, but request is 1Gi",
    ]);
    expect(claimLimitProblems(claim("20Gi"), range)).toEqual([
      "maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 20Gi",
    ]);
    expect(claimLimitProblems({}, range)).toHaveLength(2);
  });
});
