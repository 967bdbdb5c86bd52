// Refusing statuses by number.

import { describe, expect, it } from "vitest";

import { RefusalTable } from "../../../src/scheduling/columnar/refusal-table.ts";
import { unresolvable, unschedulable } from "../../../src/scheduling/framework/status.ts";

describe("the table of refusals", () => {
  it("numbers statuses from 0 in the order in which they are first met, and gives them back with their plugin", () => {
    const table = new RefusalTable();
    expect([table.intern("Fit", unschedulable("no cpu")), table.intern("Fit", unresolvable("no cpu"))]).toEqual([0, 1]);
    expect([table.get(0), table.get(1)]).toEqual([
      { plugin: "Fit", code: "Unschedulable", reasons: ["no cpu"] },
      { plugin: "Fit", code: "UnschedulableAndUnresolvable", reasons: ["no cpu"] },
    ]);
  });

  it("knows an equal status again, and the same one too", () => {
    const table = new RefusalTable();
    const status = unschedulable("a", "b");
    const number = table.intern("Fit", status);
    expect([table.intern("Fit", status), table.intern("Fit", unschedulable("a", "b"))]).toEqual([number, number]);
  });

  it("tells statuses apart by plugin, code, reasons and their order", () => {
    const table = new RefusalTable();
    const shared = unschedulable("a", "b");
    const numbers = [
      table.intern("Fit", shared),
      table.intern("Fit", unschedulable("b", "a")),
      table.intern("Fit", unschedulable("a, b")),
      table.intern("Fit", unschedulable("a")),
      table.intern("Fit", unschedulable()),
      table.intern("Fit", unresolvable("a", "b")),
      table.intern("Ports", shared),
    ];
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(table.intern("Fit", shared)).toBe(numbers[0]);
  });
});
