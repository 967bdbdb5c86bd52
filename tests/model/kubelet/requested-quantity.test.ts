// How much of a resource a kubelet takes a pod to have asked for.

import { describe, expect, it } from "vitest";

import { requestedUnits } from "../../../src/model/kubelet/requested-quantity.ts";

const container = (requests: Readonly<Record<string, string>>, restartPolicy?: string) => ({
  name: "c",
  resources: { requests },
  ...(restartPolicy === undefined ? {} : { restartPolicy }),
});

describe("what a pod has asked for", () => {
  it("is its containers' sum in the units that are counted in, and one pod", () => {
    const spec = { containers: [container({ cpu: "100m", memory: "1Ki" }), container({ cpu: "1" })] };
    expect(["cpu", "memory", "ephemeral-storage", "pods"].map((name) => requestedUnits(spec, name))).toEqual([
      1100, 1024, 0, 1,
    ]);
  });

  // GetResourceRequestQuantity, v1.36: PodRequests with sidecars, no longer the largest init container.
  it("has sidecars in it, and init containers as a floor beside the sidecars before them", () => {
    const containers = [container({ memory: "100" })];
    const sidecar = container({ memory: "30" }, "Always");
    expect(requestedUnits({ containers, initContainers: [sidecar] }, "memory")).toBe(130);
    expect(requestedUnits({ containers, initContainers: [sidecar, container({ memory: "120" })] }, "memory")).toBe(150);
    expect(requestedUnits({ containers, initContainers: [container({ memory: "120" }), sidecar] }, "memory")).toBe(130);
  });

  it("is what is requested for the pod as a whole where anything is requested or limited so", () => {
    const containers = [container({ cpu: "1", memory: "100", "ephemeral-storage": "7" })];
    const requested = { containers, resources: { requests: { memory: "500" } } };
    expect(["cpu", "memory", "ephemeral-storage"].map((name) => requestedUnits(requested, name))).toEqual([0, 500, 0]);
    expect(requestedUnits({ containers, resources: { limits: { cpu: "2" } } }, "memory")).toBe(0);
    expect(requestedUnits({ containers, resources: { limits: { "example.com/dev": "2" } } }, "memory")).toBe(100);
  });

  it("has overhead besides where anything is requested", () => {
    const overhead = { memory: "20" };
    expect(requestedUnits({ containers: [container({ memory: "100" })], overhead }, "memory")).toBe(120);
    expect(requestedUnits({ containers: [container({ cpu: "1" })], overhead }, "memory")).toBe(0);
  });
});
