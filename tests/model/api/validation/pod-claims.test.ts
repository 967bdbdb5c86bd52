// Resource claims of pods, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodResourceClaim } from "../../../../src/model/api/types/pod.ts";
import { validatePodResourceClaims, validateSchedulingGroup } from "../../../../src/model/api/validation/pod-claims.ts";
import { errorLines } from "../error-lines.ts";

const path = FieldPath.root("claims");

function mistakes(...claims: readonly PodResourceClaim[]): readonly string[] {
  return errorLines(validatePodResourceClaims(claims, undefined, path));
}

it("takes claims by name and by template", () => {
  expect(mistakes({ name: "a", resourceClaimName: "x" }, { name: "b", resourceClaimTemplateName: "y" })).toEqual([]);
});

it("needs one source of each claim", () => {
  expect(mistakes({ name: "a" }, { name: "b", resourceClaimName: "x", resourceClaimTemplateName: "y" })).toEqual([
    'claims[0]: Invalid value: {"name":"a"}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`',
    'claims[1]: Invalid value: {"name":"b","resourceClaimName":"x","resourceClaimTemplateName":"y"}: ' +
      "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified",
  ]);
});

it("needs names, each once", () => {
  const source = { resourceClaimName: "x" };
  expect(mistakes({ name: "a", ...source }, { name: "a", ...source }, source)).toEqual([
    'claims[1].name: Duplicate value: "a"',
    "claims[2].name: Required value",
  ]);
  expect(mistakes({ name: "A.b", resourceClaimName: "X", resourceClaimTemplateName: "Y" }).length).toBe(4);
});

it("has nothing for pods of a kubelet's own", () => {
  const metadata = { annotations: { "kubernetes.io/config.mirror": "x" } };
  expect(errorLines(validatePodResourceClaims([{ name: "a" }], metadata, path))).toEqual([
    "[]: Forbidden: static pods do not support resource claims",
  ]);
});

it("wants the name of a group", () => {
  expect(errorLines(validateSchedulingGroup({}, FieldPath.root("group")))).toEqual([
    "group.podGroupName: Invalid value: null: must specify one of: `podGroupName`",
  ]);
  expect(validateSchedulingGroup({ podGroupName: "g" }, path)).toEqual([]);
});
