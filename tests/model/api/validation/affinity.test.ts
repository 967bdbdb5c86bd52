// All sorts of affinity, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateAffinity } from "../../../../src/model/api/validation/affinity.ts";
import { errorLines } from "../error-lines.ts";

it("judges each by its own rules", () => {
  const preferred = { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { topologyKey: "zone" } }] };
  const weight =
    "preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100";
  const affinity = {
    nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{}] },
    podAffinity: preferred,
    podAntiAffinity: preferred,
  };
  expect(errorLines(validateAffinity(affinity, FieldPath.root("spec").child("affinity")))).toEqual([
    `spec.affinity.nodeAffinity.${weight}`,
    `spec.affinity.podAffinity.${weight}`,
    `spec.affinity.podAntiAffinity.${weight}`,
  ]);
});

it("asks for none", () => {
  expect(validateAffinity({}, FieldPath.root("affinity"))).toEqual([]);
});
