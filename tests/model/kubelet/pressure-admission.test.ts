// Whom a node under pressure lets in.

import { describe, expect, it } from "vitest";

import { admissionUnderPressure, type PodUnderPressure } from "../../../src/model/kubelet/pressure-admission.ts";

const BEST_EFFORT: PodUnderPressure = { spec: { containers: [{ name: "c" }] } };
const BURSTABLE: PodUnderPressure = {
  spec: { containers: [{ name: "c", resources: { requests: { memory: "1Mi" } } }] },
};

describe("a node under pressure", () => {
  it("lets everybody in as long as there is none", () => {
    expect(admissionUnderPressure(BEST_EFFORT, [])).toEqual({ kind: "admitted" });
  });

  it("of memory turns away who asks for nothing and puts up with nothing", () => {
    const tolerant = {
      spec: { ...BEST_EFFORT.spec, tolerations: [{ key: "node.kubernetes.io/memory-pressure", operator: "Exists" }] },
    };
    expect(admissionUnderPressure(BURSTABLE, ["MemoryPressure"]).kind).toBe("admitted");
    expect(admissionUnderPressure(tolerant, ["MemoryPressure"]).kind).toBe("admitted");
    expect(admissionUnderPressure(BEST_EFFORT, ["MemoryPressure"])).toEqual({
      kind: "refused",
      reason: "Evicted",
      message: "The node had condition: [MemoryPressure]. ",
    });
  });

  it("of anything else turns away all but critical pods", () => {
    const critical = { spec: { ...BEST_EFFORT.spec, priority: 2_000_000_000 } };
    expect(admissionUnderPressure(BURSTABLE, ["DiskPressure"]).kind).toBe("refused");
    expect(admissionUnderPressure(BURSTABLE, ["MemoryPressure", "PIDPressure"]).kind).toBe("refused");
    expect(admissionUnderPressure(critical, ["DiskPressure"]).kind).toBe("admitted");
  });
});
