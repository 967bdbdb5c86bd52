// What pods ask for.

import { describe, expect, it } from "vitest";

import type { Pod, PodSpec } from "../../../../src/model/objects.ts";
import { requestOf } from "../../../../src/components/controllers/horizontal-pod-autoscaler/requests.ts";

const RULES = { countsPodLevel: true, needsContainer: true };

function made(spec: PodSpec): Pod {
  return { metadata: { name: "web" }, spec };
}

const TWO = made({
  containers: [
    { name: "main", resources: { requests: { cpu: "200m" } } },
    { name: "proxy", resources: { requests: { cpu: "50m" } } },
  ],
  initContainers: [
    { name: "sidecar", restartPolicy: "Always", resources: { requests: { cpu: "5m" } } },
    { name: "setup", resources: { requests: { cpu: "2" } } },
  ],
});

describe("a pod's request", () => {
  it("is the sum of its containers and sidecars, or that of one", () => {
    expect(requestOf(TWO, "cpu", "", RULES)).toEqual({ kind: "request", milli: 255 });
    expect(requestOf(TWO, "cpu", "proxy", RULES)).toEqual({ kind: "request", milli: 50 });
  });

  it("is what the pod asks for as a whole where that counts", () => {
    const whole = made({ ...TWO.spec, resources: { requests: { cpu: "1" } } });
    expect(requestOf(whole, "cpu", "", RULES)).toEqual({ kind: "request", milli: 1000 });
    expect(requestOf(whole, "cpu", "", { ...RULES, countsPodLevel: false })).toEqual({ kind: "request", milli: 255 });
    const other = made({ containers: [{ name: "main" }], resources: { requests: { memory: "1Gi" } } });
    expect(requestOf(other, "cpu", "", RULES)).toEqual({
      kind: "missing",
      message: "missing pod-level request for cpu in Pod ",
    });
  });

  it("is missing where a container has none, or is none", () => {
    expect(requestOf(TWO, "memory", "", RULES)).toEqual({
      kind: "missing",
      message: "missing request for memory in container main of Pod ",
    });
    expect(requestOf(TWO, "cpu", "absent", RULES)).toEqual({
      kind: "missing",
      message: "container absent not found in Pod ",
    });
    expect(requestOf(TWO, "cpu", "absent", { ...RULES, needsContainer: false })).toEqual({ kind: "request", milli: 0 });
  });

  it("is not found among what every object has", () => {
    expect(requestOf(TWO, "constructor", "main", RULES).kind).toBe("missing");
  });
});
