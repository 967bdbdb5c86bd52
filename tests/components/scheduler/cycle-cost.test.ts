// The cost of a scheduling cycle against the mean cycles of a real scheduler, one pod at a time: from the measurements of a
// quiet control plane (kube-scheduler v1.36.3 on 2 cores, files sq-*.metrics.json and b-m*.metrics.json), µs.

import { expect, it } from "vitest";

import { COEFFICIENTS } from "../../../src/components/scheduler/coefficients.ts";
import { cycleCost } from "../../../src/components/scheduler/cycle-cost.ts";

const cost = cycleCost(COEFFICIENTS);
const alone = { isSelected: false, isConstrained: false, isBackToBack: false } as const;
const selected = { ...alone, isSelected: true } as const;
const constrained = { ...selected, isConstrained: true } as const;

it.each([
  { measured: 553, facts: { ...alone, evaluated: 100, nodes: 100 } },
  { measured: 2274, facts: { ...alone, evaluated: 420, nodes: 1000 } },
  { measured: 2366, facts: { ...alone, evaluated: 500, nodes: 5000 } },
  { measured: 7344, facts: { ...selected, evaluated: 420, nodes: 1000 } },
  { measured: 11_104, facts: { ...selected, evaluated: 500, nodes: 5000 } },
  { measured: 9890, facts: { ...selected, evaluated: 630, nodes: 1000 } },
  { measured: 8758, facts: { ...constrained, evaluated: 420, nodes: 1000 } },
  { measured: 20_960, facts: { ...constrained, evaluated: 502, nodes: 5000 } },
  { measured: 21_519, facts: { ...constrained, evaluated: 919, nodes: 5000 } },
])("is within 30 % of $measured µs", ({ measured, facts }) => {
  expect(Math.abs(cost(facts) / measured - 1)).toBeLessThan(0.3);
});

it("is a third where cycles follow one another at once", () => {
  const facts = { ...selected, evaluated: 420, nodes: 1000 };
  expect(cost({ ...facts, isBackToBack: true })).toBeCloseTo(cost(facts) * 0.31);
});
