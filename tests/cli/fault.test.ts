// Faults of our own, told to a user.

import { describe, expect, it } from "vitest";

import { InvariantViolation } from "../../src/base/invariant.ts";

import { describeFault } from "../../src/cli/fault.ts";

describe("a fault", () => {
  const fault = new InvariantViolation("two is two", { found: 3 });

  it("is told with the command that repeats it, and without a stack", () => {
    const text = describeFault(fault, "plimsoll run a.yaml --seed 7", false);
    expect(text).toContain("has a fault: expected that two is two (found: 3)");
    expect(text).toContain("  plimsoll run a.yaml --seed 7\n");
    expect(text).toContain("PLIMSOLL_DEBUG=1");
    expect(text).not.toMatch(/^\s+at /m);
  });

  it("shows its stack to whoever asks for it", () => {
    expect(describeFault(fault, undefined, true)).toMatch(/\n {4}at .*fault\.test\.ts/);
  });

  it("may be anything that was thrown", () => {
    expect(describeFault("text", undefined, false)).toContain("has a fault: text");
  });
});
