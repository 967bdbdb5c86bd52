// Changes of pods that wait for their gates, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { NodeSelectorTerm } from "../../../../src/model/api/types/affinity.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validateGatedChanges, withGatedChangesUndone } from "../../../../src/model/api/validation/pod-gated-update.ts";
import { errorLines } from "../error-lines.ts";

function mistakes(old: PodSpec, spec: PodSpec): readonly string[] {
  return errorLines(validateGatedChanges(spec, old, FieldPath.root("spec")));
}

const terms = (...nodeSelectorTerms: readonly NodeSelectorTerm[]): PodSpec => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});

const ZONE = { key: "zone", operator: "Exists" };
const DISK = { key: "disk", operator: "Exists" };
const TERMS = "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";
const ONLY_ADDITIONS = "only additions are allowed (no mutations or deletions)";

it.each<[string, PodSpec, PodSpec, readonly string[]]>([
  ["a selector", {}, { nodeSelector: { a: "1" } }, []],
  ["more of a selector", { nodeSelector: { a: "1" } }, { nodeSelector: { a: "1", b: "2" } }, []],
  [
    "requirements",
    terms({ matchExpressions: [ZONE] }),
    terms({ matchExpressions: [ZONE, DISK], matchFields: [ZONE] }),
    [],
  ],
  ["terms where there were none", {}, terms({ matchExpressions: [ZONE] }), []],
])("takes %s", (_what, old, spec, lines) => {
  expect(mistakes(old, spec)).toEqual(lines);
});

it.each<[string, PodSpec, PodSpec, readonly string[]]>([
  [
    "another selector",
    { nodeSelector: { a: "1" } },
    { nodeSelector: { a: "2" } },
    [
      'spec.nodeSelector: Invalid value: {"a":"2"}: ' +
        "only additions to spec.nodeSelector are allowed (no mutations or deletions)",
    ],
  ],
  [
    "more terms",
    terms({ matchExpressions: [ZONE] }),
    terms({ matchExpressions: [ZONE] }, {}),
    [
      `${TERMS}: Invalid value: [{"matchExpressions":[{"key":"zone","operator":"Exists"}]},{}]: ` +
        "no additions/deletions to non-empty NodeSelectorTerms list are allowed",
    ],
  ],
  [
    "other requirements",
    terms({ matchExpressions: [ZONE] }),
    terms({ matchExpressions: [DISK, ZONE] }),
    [
      `${TERMS}[0]: Invalid value: ` +
        `{"matchExpressions":[{"key":"disk","operator":"Exists"},{"key":"zone","operator":"Exists"}]}: ${ONLY_ADDITIONS}`,
    ],
  ],
  [
    "requirements in a term that matches nothing",
    terms({}),
    terms({ matchFields: [ZONE] }),
    [`${TERMS}[0]: Invalid value: {"matchFields":[{"key":"zone","operator":"Exists"}]}: ${ONLY_ADDITIONS}`],
  ],
])("refuses %s", (_what, old, spec, lines) => {
  expect(mistakes(old, spec)).toEqual(lines);
});

it("takes the changes back, so that others can be found", () => {
  const old = terms({ matchExpressions: [ZONE] });
  const podAffinity = {};
  expect(withGatedChangesUndone({ nodeName: "n", nodeSelector: { a: "1" } }, old)).toEqual({
    nodeName: "n",
    nodeSelector: {},
    affinity: old.affinity,
  });
  expect(withGatedChangesUndone(old, {}).affinity).toBeUndefined();
  expect(withGatedChangesUndone({ affinity: { ...old.affinity, podAffinity } }, {}).affinity).toEqual({ podAffinity });
  expect(withGatedChangesUndone(terms({}), { affinity: { podAffinity } }).affinity).toEqual({});
});
