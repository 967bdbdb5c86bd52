// Values over time as steps.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { combineSteps, keptSteps } from "../../src/simulation/steps.ts";

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe("steps that are combined", () => {
  it("change where one of them does, and are nothing before their first moment", () => {
    const all = [
      { atSeconds: [0, 10, 30], value: [1, 2, 3] },
      { atSeconds: [5, 30], value: [10, 20] },
    ];
    expect(combineSteps(all, sum)).toEqual({ atSeconds: [0, 5, 10, 30], value: [1, 11, 12, 23] });
  });

  it("have at each moment what each of them has then", () => {
    const steps = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9 })), {
        selector: ([moment]) => moment,
        minLength: 1,
        maxLength: 8,
      })
      .map((pairs) => pairs.toSorted(([one], [other]) => one - other))
      .map((pairs) => ({ atSeconds: pairs.map(([at]) => at), value: pairs.map(([, value]) => value) }));
    const at = ({ atSeconds, value }: { atSeconds: readonly number[]; value: readonly number[] }, moment: number) =>
      value[atSeconds.findLastIndex((one) => one <= moment)] ?? 0;
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), (all) => {
        const { atSeconds, value } = combineSteps(all, sum);
        expect(atSeconds).toEqual([...new Set(atSeconds)].toSorted((one, other) => one - other));
        for (const [place, moment] of atSeconds.entries()) {
          expect(value[place]).toBe(sum(all.map((one) => at(one, moment))));
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

it("steps that change nothing are left out, and the last one holds to the end", () => {
  const steps = { atSeconds: [0, 10, 20, 30], value: [1, 1, 2, 2] };
  expect(keptSteps(steps, 60)).toEqual({ atSeconds: [0, 20, 60], value: [1, 2, 2] });
  expect(keptSteps({ atSeconds: [0, 60], value: [1, 2] }, 60)).toEqual({ atSeconds: [0, 60], value: [1, 2] });
  expect(keptSteps({ atSeconds: [], value: [] }, 60)).toEqual({ atSeconds: [], value: [] });
});
