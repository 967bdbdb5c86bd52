// What orders of deletion read from an object.

import { describe, expect, it } from "vitest";

import { deletablePodOf, deletionCostOf, rankedPodOf, restartsOf } from "../../../src/model/ranking/deletable-pod.ts";

describe("a deletion cost", () => {
  it.each([
    ["5", 5],
    ["-5", -5],
    ["0", 0],
    ["-05", -5],
    ["2147483647", 2_147_483_647],
    ["-2147483648", -2_147_483_648],
    ["2147483648", 0],
    ["99999999999999999999", 0],
    ["+5", 0],
    ["05", 0],
    ["-", 0],
    ["", 0],
    ["1e3", 0],
    ["abc", 0],
  ])("`%s` is %d", (text, cost) => {
    expect(deletionCostOf({ "controller.kubernetes.io/pod-deletion-cost": text })).toBe(cost);
  });

  it("is 0 without the annotation", () => {
    expect([undefined, {}, { other: "5" }].map(deletionCostOf)).toEqual([0, 0, 0]);
  });
});

describe("restarts", () => {
  it("are the most of one container and of one sidecar", () => {
    const restarts = restartsOf({
      spec: { initContainers: [{ name: "once" }, { name: "side", restartPolicy: "Always" }] },
      status: {
        containerStatuses: [{ restartCount: 1 }, { restartCount: 3 }, {}],
        initContainerStatuses: [
          { name: "once", restartCount: 9 },
          { name: "side", restartCount: 2 },
        ],
      },
    });
    expect(restarts).toEqual({ containers: 3, sidecars: 2 });
    expect(restartsOf({})).toEqual({ containers: 0, sidecars: 0 });
  });
});

describe("a pod", () => {
  const momentUs = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

  it("is read with its neighbours", () => {
    const pod = {
      metadata: { uid: "u", creationTimestamp: "7", annotations: {} },
      spec: { nodeName: "n1" },
      status: { phase: "Running" },
    };
    expect(rankedPodOf(pod, 2, momentUs)).toEqual({
      uid: "u",
      nodeName: "n1",
      phase: "Running",
      readiness: { isReady: false, changedAtUs: undefined },
      restarts: { containers: 0, sidecars: 0 },
      createdAtUs: 7,
      deletionCost: 0,
      neighbours: 2,
    });
  });

  it("may lack everything", () => {
    expect(deletablePodOf({}, momentUs)).toMatchObject({ nodeName: "", phase: "", createdAtUs: undefined });
  });
});
