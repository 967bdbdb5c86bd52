// Who is let in at a node.

import { describe, expect, it } from "vitest";

import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import { admissionAtNode } from "../../../src/components/kubelet/node-admission.ts";
import { podAsking } from "../../model/build-objects.ts";

describe("a pod at its node", () => {
  it("is let in where all is well, and where only something else is said of the node", () => {
    const conditions = [{ type: "Ready", status: "False" }];
    expect(admissionAtNode(podAsking({}), HEALTHY_KUBELET).kind).toBe("admitted");
    expect(admissionAtNode(podAsking({}), { ...HEALTHY_KUBELET, conditions }).kind).toBe("admitted");
  });

  it("is turned away while the machine goes down, and under pressure", () => {
    const isShuttingDown = { ...HEALTHY_KUBELET, isShuttingDown: true };
    expect(admissionAtNode(podAsking({}), isShuttingDown)).toMatchObject({ reason: "NodeShutdown" });
    const conditions = [{ type: "DiskPressure", status: "True" }];
    expect(admissionAtNode(podAsking({}), { ...HEALTHY_KUBELET, conditions })).toMatchObject({ reason: "Evicted" });
  });
});
