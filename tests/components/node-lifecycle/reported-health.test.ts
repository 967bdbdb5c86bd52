// What dumps say of kubelets: lost nodes stay lost, nodes under pressure stay under pressure.

import { describe, expect, it } from "vitest";

import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import { reportedHealth } from "../../../src/components/node-lifecycle/reported-health.ts";
import { HEALTHY_CONDITIONS, silentConditions } from "../../../src/model/node-conditions.ts";
import type { NodeCondition } from "../../../src/model/objects.ts";

function healthOf(conditions: readonly NodeCondition[]) {
  return reportedHealth({ metadata: { name: "n" }, status: { conditions } });
}

describe("the health that a node's object reports", () => {
  it("is that of a healthy node where nothing else is said", () => {
    expect(reportedHealth({ metadata: { name: "n" } })).toBeUndefined();
    expect(healthOf([...HEALTHY_CONDITIONS])).toBeUndefined();
    const network = { type: "NetworkUnavailable", status: "False" };
    expect(healthOf([...HEALTHY_CONDITIONS, network])).toBeUndefined();
  });

  it("is that of a lost node where nobody knows whether it is ready", () => {
    expect(healthOf(silentConditions(HEALTHY_CONDITIONS))).toMatchObject({ renewsLease: false, postsStatus: false });
  });

  it("has the conditions that a living kubelet posted", () => {
    const pressure = { type: "DiskPressure", status: "True", reason: "KubeletHasDiskPressure" };
    const conditions = [...HEALTHY_CONDITIONS.filter(({ type }) => type !== "DiskPressure"), pressure];
    expect(healthOf(conditions)).toEqual({ ...HEALTHY_KUBELET, conditions: [pressure] });
  });
});
