// What calls cost by the coefficients.

import { describe, expect, it } from "vitest";

import { callCosts } from "../../../src/components/api-server/call-costs.ts";
import { COEFFICIENTS } from "../../../src/components/api-server/coefficients.ts";

describe("the costs of calls", () => {
  it("are those that were measured for the call", () => {
    const bind = callCosts(COEFFICIENTS).get("create pods/binding")!;
    expect(bind.latencyUs.at(0.5)).toBeCloseTo(2650, 0);
    expect(bind.cpuUs).toBe(750);
  });

  it("follow the coefficients in force", () => {
    const replaced = COEFFICIENTS.map((one) => (one.name === "apiServer.bindCpuUs" ? { ...one, value: 5 } : one));
    expect(callCosts(replaced).get("create pods/binding")!.cpuUs).toBe(5);
  });

  it("are there for every call", () => {
    expect(callCosts(COEFFICIENTS).size).toBe(11);
  });
});
