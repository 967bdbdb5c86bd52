// The context in which containers are judged.

import { describe, expect, test } from "vitest";

import { podContext } from "../../../../src/model/api/validation/pod-context.ts";

describe("the context of a pod's containers", () => {
  test("an empty spec shares the host's users and claims nothing", () => {
    expect(podContext({}, new Map())).toEqual({
      volumes: new Map(),
      claimNames: new Set(),
      osName: undefined,
      restartPolicy: "",
      gracePeriodSeconds: undefined,
      hostUsers: true,
    });
  });

  test("claims without a name do not count", () => {
    expect(podContext({ resourceClaims: [{}, { name: "gpu" }] }, new Map()).claimNames).toEqual(new Set(["gpu"]));
  });

  test("an operating system without a name is not the absence of one", () => {
    expect(podContext({ os: {} }, new Map()).osName).toBe("");
    expect(podContext({ os: { name: "windows" } }, new Map()).osName).toBe("windows");
  });

  test("only a pod that says so has users of its own", () => {
    expect(podContext({ hostUsers: false }, new Map()).hostUsers).toBe(false);
    expect(podContext({ hostUsers: true }, new Map()).hostUsers).toBe(true);
  });
});
