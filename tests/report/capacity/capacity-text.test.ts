// A capacity result at a terminal.

import { describe, expect, it } from "vitest";

import { capacityText } from "../../../src/report/capacity/capacity-text.ts";
import { madeCapacity, POINT } from "./made-capacity.ts";

describe("the text of a capacity result", () => {
  it("begins with the answer, and has its tables below", () => {
    const text = capacityText(madeCapacity());
    expect(text.split("\n")[0]).toBe("ANSWER  1,024 more pods of deployment/web fit; after losing any one node 17");
    expect(text.match(/^[A-Z]+ {2}/gm)?.map((title) => title.trim())).toEqual([
      "ANSWER",
      "RESOURCE",
      "POOL",
      "ZONE",
      "LOST",
    ]);
    expect(text.endsWith("nobody is preempted\n")).toBe(true);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it("sets several policies side by side, then tells each", () => {
    const text = capacityText(
      madeCapacity([
        { ...POINT, label: "spread" },
        { ...POINT, label: "packed" },
      ]),
    );
    expect(text.split("\n")[0]).toBe("ANSWER  2 policies for more of deployment/web: it requests cpu 500m, memory 1Gi");
    expect(text).toContain("POLICY  spread\n        1,024 more pods");
    expect(text).toContain("POLICY  packed\n        1,024 more pods");
  });

  it("shows no escape of a terminal, whatever things are called", () => {
    const red = "\u001B[31mred";
    const text = capacityText(
      madeCapacity([{ ...POINT, now: { ...POINT.now, byZone: [{ name: red, nodes: 1, more: 1 }] } }]),
    );
    expect(text).not.toContain("\u001B");
  });
});
