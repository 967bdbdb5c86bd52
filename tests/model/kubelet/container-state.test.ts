// Which init containers stay.

import { describe, expect, it } from "vitest";

import { isSidecar } from "../../../src/model/kubelet/container-state.ts";

describe("a sidecar", () => {
  it("is an init container that is always restarted", () => {
    expect(isSidecar({ restartPolicy: "Always" })).toBe(true);
    expect(isSidecar({ restartPolicy: "OnFailure" })).toBe(false);
    expect(isSidecar({})).toBe(false);
  });
});
