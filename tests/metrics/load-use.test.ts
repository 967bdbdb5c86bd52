// CPU that the load used, told of some seconds late.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { LoadUse } from "../../src/metrics/load-use.ts";

const SEED = 60_311;
const both = (): readonly number[] => [0, 1];
const whole = (): readonly number[] => [0];

describe("what the load used", () => {
  it("holds from the moment of which it is told until the next one", () => {
    const use = new LoadUse();
    use.record(7, 500, 0, both);
    use.record(7, 1500, 10e6, both);
    use.record(8, 1000, 10e6, whole);
    use.record(7, 0, 20e6, both);
    expect(use.meanCores(0, moment(40e6))).toBe((5 + 15 + 30) / 40);
    expect(use.meanCores(1, moment(40e6))).toBe((5 + 15) / 40);
    expect(use.meanCores(2, moment(40e6))).toBe(0);
  });

  it("is asked for its groups when a container begins to use something only", () => {
    const use = new LoadUse();
    use.record(7, 500, 0, both);
    use.record(7, 900, 10e6, () => {
      throw new Error("asked again");
    });
    expect(use.meanCores(1, moment(20e6))).toBe((5 + 9) / 20);
  });

  it("forgets what was before a later beginning, and goes on with what is used then", () => {
    const use = new LoadUse();
    use.record(7, 500, 0, both);
    use.beginAt(moment(10e6));
    use.record(7, 1000, 15e6, both);
    expect(use.meanCores(0, moment(20e6))).toBe((2.5 + 5) / 10);
    expect(use.meanCores(0, moment(10e6))).toBe(0);
  });

  it("is not known where nobody used anything", () => {
    const use = new LoadUse();
    expect(use.isKnown).toBe(false);
    use.record(7, 500, 0, both);
    expect(use.isKnown).toBe(true);
  });

  it("is the same after it was taken out and put into another, wherever that is", () => {
    const step = fc.record({ container: fc.nat(3), milli: fc.nat(2000), wait: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(30), (steps, place) => {
        const [one, other] = [new LoadUse(), new LoadUse()];
        let [us, current] = [0, one];
        const through = new LoadUse();
        for (const [number, { container, milli, wait }] of steps.entries()) {
          us += wait * 1e6;
          if (number === place) {
            other.restore(one.snapshot());
            current = other;
          }
          const groups = container % 2 === 0 ? both : whole;
          current.record(container, milli, us, groups);
          through.record(container, milli, us, groups);
        }
        for (const group of [0, 1]) {
          expect(current.meanCores(group, moment(us + 1e6))).toBe(through.meanCores(group, moment(us + 1e6)));
        }
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});
