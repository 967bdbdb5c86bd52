// What all metrics have in common: how amounts are written, and metrics that fail whatever is measured.

import fc from "fast-check";
import { expect, it } from "vitest";

import { canonicalText } from "../../../../src/model/quantity/canonical-text.ts";
import { quantityOfMilli } from "../../../../src/model/quantity/quantity.ts";
import {
  brokenMetric,
  quantityText,
  type MetricLook,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/metric-proposal.ts";

it("writes amounts as quantities are written", () => {
  const amounts = fc.oneof(
    fc.maxSafeInteger(),
    fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 0, max: 4 })).map(([mantissa, thousands]) => {
      let amount = mantissa;
      for (let power = 0; power < thousands; power += 1) amount *= 1000;
      return amount;
    }),
  );
  fc.assert(
    fc.property(amounts, (milli) => {
      expect(quantityText(milli)).toBe(canonicalText(quantityOfMilli(BigInt(milli), "DecimalSI")));
    }),
    { seed: 3, numRuns: 500 },
  );
});

it("writes memory in powers of 1024, and decimal where that is no whole number of them", () => {
  expect(quantityText(67_108_864_000, "BinarySI")).toBe("64Mi");
  expect(quantityText(126_118_000_000, "BinarySI")).toBe("126118k");
  expect(quantityText(1_500, "BinarySI")).toBe("1500m");
});

it("has metrics that say the same whatever is measured", () => {
  const broken = brokenMetric("Reason", "message", "error");
  expect(broken.query).toBeUndefined();
  expect(broken.propose({} as MetricLook)).toEqual({
    kind: "failed",
    reason: "Reason",
    message: "message",
    error: "error",
  });
});
