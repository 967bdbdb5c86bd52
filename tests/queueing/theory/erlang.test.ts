// Erlang's formulas at values of published tables, and where naive sums would overflow.

import { describe, expect, it } from "vitest";

import { erlangB, erlangC } from "../../../src/queueing/theory/erlang.ts";

describe("Erlang's loss formula", () => {
  it.each([
    // Published traffic tables: offered load at a loss of one percent and of a tenth percent.
    { offered: 4.461, servers: 10, loss: 0.01 },
    { offered: 12.03, servers: 20, loss: 0.01 },
    { offered: 84.06, servers: 100, loss: 0.01 },
    { offered: 3.092, servers: 10, loss: 0.001 },
  ])("gives the loss of $loss at $offered erlangs and $servers servers", ({ offered, servers, loss }) => {
    expect(erlangB(offered, servers) / loss).toBeCloseTo(1, 2);
  });

  it("gives simple cases exactly", () => {
    expect(erlangB(2, 3)).toBeCloseTo(4 / 19, 14);
    expect(erlangB(0, 3)).toBe(0);
    expect(erlangB(5, 0)).toBe(1);
  });

  it("keeps its figures with ten thousand servers", () => {
    // At equal load and servers the loss falls as sqrt(2 / (pi c)).
    const servers = 10_000;
    const expected = Math.sqrt(2 / (Math.PI * servers));
    expect(erlangB(servers, servers) / expected).toBeCloseTo(1, 1);
    expect(erlangB(12_000, servers)).toBeCloseTo(1 - 10_000 / 12_000, 3);
  });
});

describe("Erlang's delay formula", () => {
  it("gives the values of tables", () => {
    expect(erlangC(3.2, 4)).toBeCloseTo(0.596432, 6);
    expect(erlangC(0.7, 1)).toBeCloseTo(0.7, 14);
    // M/M/2: 2 rho^2 / (1 + rho).
    expect(erlangC(1.6, 2)).toBeCloseTo((2 * 0.64) / 1.8, 14);
  });

  it("lets all wait from a full load on", () => {
    expect(erlangC(4, 4)).toBe(1);
    expect(erlangC(5, 4)).toBe(1);
    expect(erlangC(9_999, 10_000)).toBeGreaterThan(0.98);
  });
});
