// Requests, limits and claims.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { ResourceRequirements } from "../../../../src/model/api/types/container.ts";
import {
  validateContainerResources,
  validatePodLevelResources,
} from "../../../../src/model/api/validation/resource-requirements.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("r");
const GPU = "example.com/gpu";

function told(resources: ResourceRequirements): readonly string[] {
  return errorLines(validateContainerResources(resources, new Set(["disk", "gpu"]), PATH));
}

describe("requests and limits", () => {
  it.each<ResourceRequirements>([
    {},
    { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1000m" } },
    { requests: { [GPU]: "2" }, limits: { [GPU]: "2" } },
    { limits: { "hugepages-2Mi": "4Mi", memory: "1Gi" } },
  ])("accepts %j", (resources) => {
    expect(told(resources)).toEqual([]);
  });

  it("keeps requests within limits, and tells it of the list", () => {
    expect(told({ requests: { cpu: "2" }, limits: { cpu: "1" } })).toEqual([
      'r.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ]);
  });

  it("lets nothing be promised twice that cannot be shared", () => {
    expect(told({ requests: { [GPU]: "1" } })).toEqual([
      "r.limits: Required value: Limit must be set for non overcommitable resources",
    ]);
    expect(told({ requests: { [GPU]: "1" }, limits: { [GPU]: "2" } })).toEqual([
      `r.requests: Invalid value: "1": must be equal to ${GPU} limit of 2`,
    ]);
  });

  it("asks for whole huge pages, and for something beside them", () => {
    expect(told({ limits: { "hugepages-2Mi": "3Mi" } })).toEqual([
      'r.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi',
      "r: Forbidden: HugePages require cpu or memory",
    ]);
    expect(told({ limits: { "hugepages-x": "1", cpu: "1" } })).toEqual([
      'r.limits[hugepages-x]: Invalid value: "1": 1 is not positive integer multiple of hugepages-x',
    ]);
  });

  it("names the key where a name or an amount is wrong", () => {
    expect(told({ limits: { cpu: "-1" }, requests: { pods: "1" } })).toEqual([
      'r.limits[cpu]: Invalid value: "-1": must be greater than or equal to 0',
      'r.requests[pods]: Invalid value: "pods": must be a standard resource for containers',
    ]);
  });

  it("knows fewer resources of a pod as a whole", () => {
    expect(errorLines(validatePodLevelResources({ limits: { "ephemeral-storage": "1" } }, new Set(), PATH))).toEqual([
      'r.limits[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugepages-", "memory"',
    ]);
  });

  it("is not led astray by names that every object has", () => {
    expect(told({ requests: { constructor: "1" } })).toContain(
      'r.requests[constructor]: Invalid value: "constructor": must be a standard resource for containers',
    );
  });
});

describe("claims", () => {
  it("accepts each claim once, or several requests of it", () => {
    expect(told({ claims: [{ name: "disk" }, { name: "gpu", request: "a" }, { name: "gpu", request: "b" }] })).toEqual(
      [],
    );
  });

  it("tells claims that are used twice", () => {
    expect(told({ claims: [{ name: "gpu" }, { name: "gpu", request: "a" }] })).toEqual([
      'r.claims[1]: Duplicate value: "gpu"',
    ]);
    const overlapping = [{ name: "gpu", request: "a" }, { name: "gpu", request: "b" }, { name: "gpu" }];
    expect(told({ claims: overlapping })).toEqual([
      'r.claims[2]: Duplicate value: "gpu"',
      'r.claims[2]: Duplicate value: "gpu"',
    ]);
    expect(
      told({
        claims: [
          { name: "gpu", request: "a" },
          { name: "gpu", request: "a" },
        ],
      }),
    ).toEqual(['r.claims[1]: Duplicate value: "gpu/a"']);
  });

  it("looks claims up among those of the pod", () => {
    expect(told({ claims: [{}, { name: "fpga" }] })).toEqual([
      "r.claims[0]: Required value",
      'r.claims[1]: Not found: "fpga": must be one of the names in pod.spec.resourceClaims: disk, gpu',
    ]);
    expect(errorLines(validateContainerResources({ claims: [{ name: "a" }] }, new Set(), PATH))).toEqual([
      'r.claims[0]: Not found: "a": must be one of the names in pod.spec.resourceClaims which is empty',
    ]);
  });
});
