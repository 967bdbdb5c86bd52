// Which series are meant, and how Go prints that.

import { expect, it } from "vitest";

import { SELECTS_EVERYTHING } from "../../../../src/model/label-selector.ts";
import {
  metricSelectorOf,
  selectorWords,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/metric-selector.ts";

it("means all series where no selector is given", () => {
  expect(metricSelectorOf(undefined)).toBe(SELECTS_EVERYTHING);
  expect(metricSelectorOf({ matchLabels: { a: "b" } })).toMatchObject({ kind: "requirements" });
  expect(metricSelectorOf({ matchExpressions: [{ key: "a", operator: "Near" }] }).kind).toBe("invalid");
});

it("is printed as Go prints the structure", () => {
  expect(selectorWords(undefined)).toBe("nil");
  expect(selectorWords({ matchLabels: { verb: "GET", code: "200" } })).toBe(
    "&LabelSelector{MatchLabels:map[string]string{code: 200,verb: GET,},MatchExpressions:[]LabelSelectorRequirement{},}",
  );
  expect(selectorWords({ matchExpressions: [{ key: "verb", operator: "In", values: ["GET", "PUT"] }] })).toBe(
    "&LabelSelector{MatchLabels:map[string]string{},MatchExpressions:[]LabelSelectorRequirement{LabelSelectorRequirement{Key:verb,Operator:In,Values:[GET PUT],},},}",
  );
});
