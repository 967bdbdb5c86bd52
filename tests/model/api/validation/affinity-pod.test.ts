// Affinity to pods, as the API server judges it.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodAffinityTerm } from "../../../../src/model/api/types/affinity.ts";
import { validatePodAffinity } from "../../../../src/model/api/validation/affinity-pod.ts";
import { errorLines } from "../error-lines.ts";

const path = FieldPath.root("a");
const TERM = "a.requiredDuringSchedulingIgnoredDuringExecution[0]";

function ofTerm(term: PodAffinityTerm): readonly string[] {
  return errorLines(validatePodAffinity({ requiredDuringSchedulingIgnoredDuringExecution: [term] }, path));
}

it("takes a term with a topology", () => {
  expect(ofTerm({ topologyKey: "kubernetes.io/hostname", labelSelector: {}, namespaces: ["default"] })).toEqual([]);
});

it("needs a topology, and says so twice over", () => {
  expect(ofTerm({})).toEqual([
    expect.stringContaining(`${TERM}.topologyKey: Invalid value: "": name part must be non-empty`),
    expect.stringContaining(`${TERM}.topologyKey: Invalid value: "": name part must consist of`),
    `${TERM}.topologyKey: Required value: can not be empty`,
  ]);
});

it("judges namespaces and both selectors", () => {
  const selector = { matchExpressions: [{ key: "a", operator: "Bad" }] };
  const wrong = `matchExpressions[0].operator: Invalid value: "Bad": not a valid selector operator`;
  expect(
    ofTerm({ topologyKey: "zone", labelSelector: selector, namespaceSelector: selector, namespaces: ["A"] }),
  ).toEqual([
    `${TERM}.labelSelector.${wrong}`,
    expect.stringContaining(`${TERM}.namespace: Invalid value: "A": a lowercase RFC 1123 label must consist of`),
    `${TERM}.namespaceSelector.${wrong}`,
  ]);
});

it("judges preferences by their weight, too", () => {
  const preferred = [{ weight: 101, podAffinityTerm: { topologyKey: "zone", matchLabelKeys: ["app"] } }];
  const item = "a.preferredDuringSchedulingIgnoredDuringExecution[0]";
  expect(errorLines(validatePodAffinity({ preferredDuringSchedulingIgnoredDuringExecution: preferred }, path))).toEqual(
    [
      `${item}.podAffinityTerm.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set`,
      `${item}.weight: Invalid value: 101: must be in the range 1-100`,
    ],
  );
});
