// Refusing statuses by number.

import { describe, expect, it } from "vitest";

import { RefusalTable } from "../../../src/scheduling/columnar/refusal-table.ts";
import { unresolvable, unschedulable } from "../../../src/scheduling/framework/status.ts";

describe("the table of refusals", () => {
  it("numbers statuses from 0 in the order in which they are first met, and gives them back", () => {
    const table = new RefusalTable();
    const first = { ...unschedulable("Insufficient cpu"), plugin: "Fit" };
    const second = { ...unresolvable("Insufficient cpu"), plugin: "Fit" };
    expect([table.intern(first), table.intern(second)]).toEqual([0, 1]);
    expect([table.get(0), table.get(1)]).toEqual([first, second]);
  });

  it("knows an equal status again", () => {
    const table = new RefusalTable();
    const number = table.intern({ ...unschedulable("a", "b"), plugin: "Fit" });
    expect(table.intern({ ...unschedulable("a", "b"), plugin: "Fit" })).toBe(number);
  });

  it("tells statuses apart by plugin, code, reasons and their order", () => {
    const table = new RefusalTable();
    const numbers = [
      { ...unschedulable("a", "b"), plugin: "Fit" },
      { ...unschedulable("b", "a"), plugin: "Fit" },
      { ...unschedulable("a, b"), plugin: "Fit" },
      { ...unschedulable("a"), plugin: "Fit" },
      { ...unschedulable(), plugin: "Fit" },
      { ...unresolvable("a", "b"), plugin: "Fit" },
      { ...unschedulable("a", "b"), plugin: "Ports" },
    ].map((status) => table.intern(status));
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
