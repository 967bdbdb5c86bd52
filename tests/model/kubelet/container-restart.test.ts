// Whether a container that has ended is started again.

import { describe, expect, it } from "vitest";

import { shouldRestart } from "../../../src/model/kubelet/container-restart.ts";

describe("a restart", () => {
  it.each([
    [undefined, 0, true],
    ["Always", 0, true],
    ["OnFailure", 0, false],
    ["OnFailure", 1, true],
    ["Never", 1, false],
  ])("under the pod's policy %s after exit code %i: %s", (policy, exitCode, restarts) => {
    expect(shouldRestart({}, policy, exitCode)).toBe(restarts);
  });

  it("follows the container's own policy before the pod's", () => {
    expect(shouldRestart({ restartPolicy: "Never" }, "Always", 1)).toBe(false);
    expect(shouldRestart({ restartPolicy: "Always" }, "Never", 0)).toBe(true);
  });

  it("follows rules about exit codes before all policies", () => {
    const rule = (operator: string, ...values: readonly number[]) => ({
      restartPolicy: "Never",
      restartPolicyRules: [{ action: "Restart", exitCodes: { operator, values } }],
    });
    expect(shouldRestart(rule("In", 42), "Never", 42)).toBe(true);
    expect(shouldRestart(rule("In", 42), "Never", 1)).toBe(false);
    expect(shouldRestart(rule("NotIn", 42), "Never", 1)).toBe(true);
    expect(shouldRestart(rule("NotIn", 42), "Never", 42)).toBe(false);
    expect(shouldRestart({ restartPolicy: "Never", restartPolicyRules: [{ action: "Restart" }] }, "Always", 1)).toBe(
      false,
    );
  });
});
