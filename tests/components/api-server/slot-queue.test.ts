// A line of numbers against an array, beyond its first room and around its end.

import fc from "fast-check";
import { expect, it } from "vitest";

import { SlotQueue } from "../../../src/components/api-server/slot-queue.ts";

it("gives numbers out in the order in which they came, as an array does", () => {
  const steps = fc.array(fc.option(fc.integer({ min: -5, max: 500 }), { nil: "take" as const }), { maxLength: 400 });
  fc.assert(
    fc.property(steps, (tried) => {
      const line = new SlotQueue();
      const plain: number[] = [];
      for (const step of tried) {
        if (step !== "take") {
          line.push(step);
          plain.push(step);
        } else if (plain.length > 0) expect(line.take()).toBe(plain.shift());
        expect(line.size).toBe(plain.length);
      }
      expect(line.entries()).toEqual(plain);
    }),
    { seed: 7_041, numRuns: 60 },
  );
});
