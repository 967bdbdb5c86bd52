// Classes of pods: whom the kubelet sacrifices first.

import { expect, it } from "vitest";

import { computedQualityOfService, podQualityOfService } from "../../../src/model/api/pod-quality-of-service.ts";
import type { PodSpec } from "../../../src/model/api/types/pod.ts";

const FULL = { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1000m", memory: "1024Mi" } };

it.each<[string, PodSpec, string]>([
  ["nothing", { containers: [{}] }, "BestEffort"],
  [
    "nothing that counts",
    { containers: [{ resources: { requests: { "ephemeral-storage": "1Gi", cpu: "0" } } }] },
    "BestEffort",
  ],
  ["what it is limited to", { containers: [{ resources: FULL }], initContainers: [{ resources: FULL }] }, "Guaranteed"],
  ["less than its limits", { containers: [{ resources: { ...FULL, requests: { cpu: "1" } } }] }, "Burstable"],
  ["something without limits", { containers: [{ resources: { requests: { cpu: "1" } } }] }, "Burstable"],
  ["all, beside a container without limits", { containers: [{ resources: FULL }, {}] }, "Burstable"],
  [
    "all, beside an init container without limits",
    { containers: [{ resources: FULL }], initContainers: [{}] },
    "Burstable",
  ],
  ["all as a whole", { resources: FULL, containers: [{}] }, "Guaranteed"],
  [
    "nothing as a whole, whatever its containers ask for",
    { resources: {}, containers: [{ resources: FULL }] },
    "BestEffort",
  ],
  ["a part as a whole", { resources: { limits: { cpu: "1" }, requests: { cpu: "1" } } }, "Burstable"],
])("a pod that asks for %s", (_what, spec, quality) => {
  expect(computedQualityOfService(spec)).toBe(quality);
});

it("is what the status says", () => {
  expect(podQualityOfService({ status: { qosClass: "Guaranteed" } })).toBe("Guaranteed");
  expect(podQualityOfService({})).toBe("BestEffort");
});
