// Whom the kernel kills first: beside the records, the ends of the scale and sidecars.

import { describe, expect, it } from "vitest";

import { oomBadness, oomScoreAdjustment } from "../../../src/model/kubelet/oom-score.ts";

const GIBIBYTE = 1n << 30n;
const asking = (name: string, memory: string, more: object = {}) => ({
  name,
  resources: { requests: { memory } },
  ...more,
});

describe("the adjustment of a container's score", () => {
  it("is a thousandth less for each thousandth of the memory that is requested", () => {
    const container = asking("c", "256Mi");
    expect(oomScoreAdjustment({ spec: { containers: [container] } }, container, GIBIBYTE)).toBe(750);
  });

  it("is never that of a Guaranteed pod or of a BestEffort one", () => {
    const [large, small] = [asking("l", "1Gi"), asking("s", "1")];
    const pod = { spec: { containers: [large, small] } };
    expect(oomScoreAdjustment(pod, large, GIBIBYTE)).toBe(3);
    expect(oomScoreAdjustment(pod, small, GIBIBYTE)).toBe(999);
  });

  it("lets sidecars outlive the containers that they serve", () => {
    const sidecar = asking("proxy", "1Mi", { restartPolicy: "Always" });
    const pod = { spec: { containers: [asking("a", "512Mi"), asking("b", "256Mi")], initContainers: [sidecar] } };
    expect(oomScoreAdjustment(pod, sidecar, GIBIBYTE)).toBe(750);
  });

  it("shares out what is requested for the pod as a whole", () => {
    const [first, second] = [asking("a", "128Mi"), { name: "b" }];
    const pod = { spec: { containers: [first, second], resources: { requests: { memory: "384Mi" } } } };
    expect(oomScoreAdjustment(pod, first, GIBIBYTE)).toBe(750);
    expect(oomScoreAdjustment(pod, second, GIBIBYTE)).toBe(875);
  });

  // GetContainerOOMScoreAdjust of pkg/kubelet/qos/policy.go, v1.36.2: asked of the source itself.
  it("is beyond all bounds where less is requested for the pod as a whole than by its containers", () => {
    const [first, second] = [asking("a", "16Gi"), asking("b", "512Mi")];
    const pod = {
      spec: { containers: [first, second, { name: "c" }], resources: { requests: { memory: "128Mi" } } },
    };
    const capacity = 256n * GIBIBYTE;
    expect(oomScoreAdjustment(pod, first, capacity)).toBe(959);
    expect(oomScoreAdjustment(pod, second, capacity)).toBe(1019);
    expect(oomScoreAdjustment(pod, { name: "c" }, capacity)).toBe(1021);
  });

  it("spares the node's own pods", () => {
    const spec = { containers: [{ name: "c" }], priority: 2_000_001_000, priorityClassName: "system-node-critical" };
    expect(oomScoreAdjustment({ spec }, { name: "c" }, GIBIBYTE)).toBe(-997);
  });
});

describe("how much the kernel prefers a process", () => {
  it("is its pages, and as many thousandths of all as its adjustment says", () => {
    expect(oomBadness(8192, 0, 2 ** 30)).toBe(2);
    expect(oomBadness(8192, 1000, 2 ** 30)).toBe(2 + 262_000);
    expect(oomBadness(2 ** 30, -997, 2 ** 30)).toBe(262_144 - 997 * 262);
  });
});
