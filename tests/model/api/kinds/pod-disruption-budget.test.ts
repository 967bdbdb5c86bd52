// Pod disruption budgets on their way into the API server.

import { expect, it } from "vitest";

import { POD_DISRUPTION_BUDGET_KIND } from "../../../../src/model/api/kinds/pod-disruption-budget.ts";
import { create, created, update } from "../kind-outcomes.ts";

const OLD_KEY = "pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match";
const SPEC = { minAvailable: 1, selector: { matchLabels: { app: "a" } } };

it("stores a budget without the status that was written", () => {
  expect(create(POD_DISRUPTION_BUDGET_KIND, { spec: SPEC, status: { currentHealthy: 3 } })).toMatchObject({
    object: { metadata: { generation: 1 }, spec: SPEC, status: { currentHealthy: 0 } },
    warnings: [],
  });
});

it.each([
  [
    "drops the key of the old version beside others",
    ["Exists", "app"],
    { matchExpressions: [{ key: "app", operator: "Exists" }] },
  ],
  ["drops it where it is denied", ["DoesNotExist"], {}],
  [
    "keeps it where it means that no pod is selected",
    ["Exists"],
    { matchExpressions: [{ key: OLD_KEY, operator: "Exists" }] },
  ],
])("%s", (_, [operator, other], expected) => {
  const own = { key: OLD_KEY, operator };
  const matchExpressions = other === undefined ? [own] : [own, { key: other, operator: "Exists" }];
  const { spec } = created(POD_DISRUPTION_BUDGET_KIND, { spec: { selector: { matchExpressions } } });
  expect(spec).toEqual({ selector: expected });
});

it("counts changes of the spec only", () => {
  const again = update(POD_DISRUPTION_BUDGET_KIND, { spec: SPEC }, { metadata: { labels: { b: "c" } }, spec: SPEC });
  expect(again).toMatchObject({ object: { metadata: { generation: 1, labels: { b: "c" } } } });
  const changed = update(POD_DISRUPTION_BUDGET_KIND, { spec: SPEC }, { spec: { ...SPEC, minAvailable: 2 } });
  expect(changed).toMatchObject({ object: { metadata: { generation: 2 }, spec: { minAvailable: 2 } } });
});
