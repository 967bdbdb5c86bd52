// Whether any pods are let in at a node.

import { describe, expect, it } from "vitest";

import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import { refusalAtShutdown, refusalUnderPressure } from "../../../src/components/kubelet/node-admission.ts";
import { podAsking } from "../../model/build-objects.ts";

describe("a pod at its node", () => {
  it("is let in where all is well, and where only something else is said of the node", () => {
    const conditions = [{ type: "Ready", status: "False" }];
    expect(refusalUnderPressure(podAsking({}), HEALTHY_KUBELET)).toBeUndefined();
    expect(refusalUnderPressure(podAsking({}), { ...HEALTHY_KUBELET, conditions })).toBeUndefined();
    expect(refusalAtShutdown(HEALTHY_KUBELET)).toBeUndefined();
  });

  it("is turned away while the machine goes down, and under pressure", () => {
    expect(refusalAtShutdown({ ...HEALTHY_KUBELET, isShuttingDown: true })).toMatchObject({ reason: "NodeShutdown" });
    const conditions = [{ type: "DiskPressure", status: "True" }];
    const underPressure = { ...HEALTHY_KUBELET, conditions };
    expect(refusalUnderPressure(podAsking({}), underPressure)).toMatchObject({ reason: "Evicted" });
  });
});
