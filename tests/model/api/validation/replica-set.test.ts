// ReplicaSets that the API server refuses, in its words.

import { expect, it } from "vitest";

import type { ReplicaSet, ReplicaSetSpec } from "../../../../src/model/api/types/workload.ts";
import { validateReplicaSet, validateReplicaSetUpdate } from "../../../../src/model/api/validation/replica-set.ts";
import { errorLines } from "../error-lines.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

function replicaSet(spec: ReplicaSetSpec): ReplicaSet {
  const metadata = { name: "web", namespace: "default", resourceVersion: "1" };
  return { metadata, spec: { replicas: 1, selector: GOOD_SELECTOR, template: goodTemplate(), ...spec } };
}

it.each<[string, ReplicaSetSpec, readonly string[]]>([
  ["good", {}, []],
  ["of fewer than no pods", { replicas: -1 }, ["spec.replicas: Invalid value: -1: must be greater than or equal to 0"]],
  [
    "with an empty selector",
    { selector: {} },
    ["spec.selector: Invalid value: {}: empty selector is invalid for deployment"],
  ],
  [
    "whose pods end",
    { template: goodTemplate("Never") },
    ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
  ],
])("judges a ReplicaSet %s", (_, spec, lines) => {
  expect(errorLines(validateReplicaSet(replicaSet(spec)))).toEqual(lines);
});

it("keeps the selector", () => {
  const old = replicaSet({ selector: { matchLabels: { app: "db" } } });
  expect(errorLines(validateReplicaSetUpdate(replicaSet({}), old))).toEqual([
    'spec.selector: Invalid value: {"matchLabels":{"app":"web"}}: field is immutable',
  ]);
});
