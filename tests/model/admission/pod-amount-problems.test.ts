// Amounts judged anew, with their places.

import { describe, expect, it } from "vitest";

import { podAmountProblems } from "../../../src/model/admission/pod-amount-problems.ts";

describe("amounts of a pod", () => {
  it("that fit together give no problem, in numbers or in texts", () => {
    const resources = { requests: { cpu: 1, memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } };
    expect(podAmountProblems({ containers: [{ name: "a", resources }], initContainers: [{ name: "i" }] })).toEqual([]);
  });

  it("are wrong where a request exceeds its limit, in any container", () => {
    const resources = { requests: { cpu: "2" }, limits: { cpu: "500m" } };
    const containers = [{ name: "a" }, { name: "b", resources }];
    expect(podAmountProblems({ containers, initContainers: [{ name: "i", resources }] })).toEqual([
      'spec.containers[1].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 500m',
      'spec.initContainers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 500m',
    ]);
  });

  it("are wrong where all containers together exceed those of the pod as a whole", () => {
    const containers = [{ name: "a", resources: { requests: { cpu: "2" } } }];
    expect(podAmountProblems({ containers, resources: { requests: { cpu: "1" } } })).toEqual([
      'spec.resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2',
    ]);
  });
});
