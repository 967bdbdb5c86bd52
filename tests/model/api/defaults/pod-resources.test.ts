// Requests and limits that follow from others, of containers and of pods as a whole.

import { expect, it } from "vitest";

import { applyPodLevelDefaults, applyRequestDefaults } from "../../../../src/model/api/defaults/pod-resources.ts";
import type { ResourceRequirements } from "../../../../src/model/api/types/container.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { draftOf } from "../draft-of.ts";

it("requests what is limited, where nothing else is requested", () => {
  const container = { resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "100m" } } };
  applyRequestDefaults(container);
  expect(container.resources.requests).toEqual({ cpu: "100m", memory: "1Gi" });
});

it("requests nothing without limits", () => {
  const container = { resources: { requests: { cpu: "1" } } };
  applyRequestDefaults(container);
  expect(container).toEqual({ resources: { requests: { cpu: "1" } } });
});

function podLevel(resources: ResourceRequirements, spec: PodSpec): ResourceRequirements | undefined {
  const pod = draftOf({ ...spec, resources });
  applyPodLevelDefaults(pod);
  return pod.resources;
}

const TWO: PodSpec = {
  containers: [
    { resources: { requests: { cpu: "300m", "example.com/gpu": "1" }, limits: { "hugepages-2Mi": "4Mi" } } },
    { resources: { requests: { cpu: "200m" } } },
  ],
};

it.each<[string, ResourceRequirements, PodSpec, ResourceRequirements]>([
  [
    "limits alone, for containers that ask for nothing",
    { limits: { cpu: "2" } },
    {},
    { limits: { cpu: "2" }, requests: { cpu: "2" } },
  ],
  [
    "limits, for containers that ask",
    { limits: { cpu: "2", memory: "1Gi" } },
    TWO,
    {
      limits: { cpu: "2", memory: "1Gi", "hugepages-2Mi": "4Mi" },
      requests: { cpu: "500m", memory: "1Gi", "hugepages-2Mi": "4Mi" },
    },
  ],
  [
    "requests, which stay",
    { limits: { cpu: "2" }, requests: { cpu: "1" } },
    TWO,
    { limits: { cpu: "2", "hugepages-2Mi": "4Mi" }, requests: { cpu: "1", "hugepages-2Mi": "4Mi" } },
  ],
  [
    "requests of huge pages, which then have no limit",
    { requests: { "hugepages-2Mi": "2Mi" } },
    TWO,
    { requests: { "hugepages-2Mi": "2Mi" } },
  ],
  ["nothing", {}, TWO, {}],
])("a pod that writes %s", (_what, written, spec, stored) => {
  expect(podLevel(written, spec)).toEqual(stored);
});

it("says nothing of the pod where the pod says nothing", () => {
  const spec = draftOf(TWO);
  applyPodLevelDefaults(spec);
  expect(spec).toEqual(TWO);
});
