// Requests and limits of pods as a whole, against the library's answers.

import { describe, expect, it } from "vitest";

import {
  containersTogether,
  effectiveLimits,
  effectiveRequests,
  WRITTEN_LIMITS,
  WRITTEN_REQUESTS,
} from "../../src/model/container-amounts.ts";
import type { Pod, QuantityMap } from "../../src/model/objects.ts";
import {
  effectivePodLevelLimits,
  effectivePodLevelRequests,
  effectivePodLimits,
  effectivePodRequests,
  limitsTogether,
  NO_POD_LEVEL,
  podLevelLimits,
  podLevelRequests,
  podLimits,
  podRequests,
  requestsTogether,
  withoutOverhead,
} from "../../src/model/pod-resources.ts";
import { writtenResourceList } from "../../src/model/resource-list.ts";
import { container, pod, podAsking } from "./build-objects.ts";
import { recordedCalls } from "./recorded-calls.ts";

describe("requests of the pod as a whole", () => {
  it("replace those of its containers, even by less, and have overhead on top", () => {
    const spec = { resources: { requests: { cpu: "2" } }, overhead: { cpu: "250m", memory: "1Mi" } };
    expect(writtenResourceList(podRequests(podAsking({ cpu: "3", memory: "1Mi" }, spec)))).toEqual({
      cpu: "2250m",
      memory: "2Mi",
    });
  });

  it("are those of CPU, memory and huge pages", () => {
    const amounts = { cpu: "1", "hugepages-2Mi": "4Mi", "ephemeral-storage": "1Gi", "example.com/gpu": 1 };
    const { spec } = pod({ resources: { requests: amounts, limits: amounts } });
    expect(writtenResourceList(podLevelRequests(spec))).toEqual({ cpu: "1", "hugepages-2Mi": "4Mi" });
    expect(writtenResourceList(podLevelLimits(spec))).toEqual({ cpu: "1", "hugepages-2Mi": "4Mi" });
  });

  it("follow a resize, which adds no names and leaves nothing of what it lacks", () => {
    const amounts = { cpu: "2", memory: "1Gi" };
    const whole: Pod = {
      ...pod({ resources: { requests: amounts, limits: amounts } }),
      status: {
        resources: { requests: { cpu: "1", "hugepages-2Mi": "2Mi" }, limits: { cpu: "3" } },
        allocatedResources: { cpu: "1500m" },
      },
    };
    expect(writtenResourceList(effectivePodLevelRequests(whole))).toEqual({ cpu: "2", memory: "1Gi" });
    expect(writtenResourceList(effectivePodLevelLimits(whole))).toEqual({ cpu: "3", memory: "1Gi" });
    const conditions = [{ type: "PodResizePending", status: "True", reason: "Infeasible" }];
    const infeasible: Pod = { ...whole, status: { ...whole.status, conditions } };
    expect(writtenResourceList(effectivePodRequests(infeasible))).toEqual({ cpu: "1500m", memory: "0" });
    expect(writtenResourceList(effectivePodLimits(infeasible))).toEqual({ cpu: "3", memory: "0" });
  });

  it("are as written without a status", () => {
    const whole = pod({ resources: { requests: { cpu: "2" }, limits: { cpu: "2" } } });
    expect(writtenResourceList(effectivePodRequests(whole))).toEqual({ cpu: "2" });
    expect(writtenResourceList(effectivePodLimits(whole))).toEqual({ cpu: "2" });
  });
});

describe("limits", () => {
  it("have overhead only where there is a limit", () => {
    const limits = { cpu: "1", "example.com/a": 0 };
    const spec = {
      containers: [{ name: "main", resources: { limits } }],
      overhead: { cpu: "250m", memory: "1Mi", "example.com/a": 1 },
    };
    expect(writtenResourceList(podLimits(pod(spec)))).toEqual({ cpu: "1250m", "example.com/a": "0" });
  });

  it("of one container stand for all where others have none", () => {
    const spec = { containers: [{ name: "a", resources: { limits: { cpu: "1" } } }, container({ cpu: "5" })] };
    expect(writtenResourceList(podLimits(pod(spec)))).toEqual({ cpu: "1" });
    expect(writtenResourceList(withoutOverhead(pod(spec).spec, WRITTEN_LIMITS, NO_POD_LEVEL))).toEqual({ cpu: "1" });
  });
});

type Answered =
  | "aggregatedContainerRequests"
  | "podRequests"
  | "podRequestsFromStatus"
  | "podRequestsFromStatusPodLevel"
  | "podRequestsWithoutPodLevel"
  | "podLimits"
  | "podLimitsFromStatus";

describe("the library", () => {
  const calls = recordedCalls<{ op: string; pod: Omit<Pod, "metadata"> }, Readonly<Record<Answered, QuantityMap>>>(
    "requests",
  );

  it.each(calls.filter(({ input }) => input.op === "podResources"))("agrees in $case", ({ input, expected }) => {
    const asked: Pod = { metadata: { name: "pod" }, ...input.pod };
    const { spec, status = {} } = asked;
    const podLevel = podLevelRequests(spec);
    const answers = {
      aggregatedContainerRequests: containersTogether(spec, WRITTEN_REQUESTS),
      podRequests: podRequests(asked),
      podRequestsFromStatus: requestsTogether(spec, effectiveRequests(status), podLevel),
      podRequestsFromStatusPodLevel: effectivePodRequests(asked),
      podRequestsWithoutPodLevel: requestsTogether(spec, WRITTEN_REQUESTS, NO_POD_LEVEL),
      podLimits: podLimits(asked),
      podLimitsFromStatus: limitsTogether(spec, effectiveLimits(status), podLevelLimits(spec)),
    };
    const written = Object.entries(answers).map(([name, list]) => [name, writtenResourceList(list)]);
    expect(expected).toMatchObject(Object.fromEntries(written));
  });
});
