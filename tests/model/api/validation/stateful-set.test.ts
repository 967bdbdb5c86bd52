// StatefulSets that the API server refuses, in its words.

import { expect, it } from "vitest";

import type { StatefulSet, StatefulSetSpec } from "../../../../src/model/api/types/workload.ts";
import { validateStatefulSet, validateStatefulSetUpdate } from "../../../../src/model/api/validation/stateful-set.ts";
import { errorLines } from "../error-lines.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

const GOOD: StatefulSetSpec = {
  podManagementPolicy: "OrderedReady",
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
  selector: GOOD_SELECTOR,
  serviceName: "web",
  template: goodTemplate(),
};

function statefulSet(spec: StatefulSetSpec): StatefulSet {
  return { metadata: { name: "web", namespace: "default", resourceVersion: "1" }, spec: { ...GOOD, ...spec } };
}

const rollingUpdate = (maxUnavailable: number | string): StatefulSetSpec => ({
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable } },
});
const UNAVAILABLE = "spec.updateStrategy.rollingUpdate.maxUnavailable";

it.each<[string, StatefulSetSpec, readonly string[]]>([
  ["good", {}, []],
  [
    "of an unknown management policy",
    { podManagementPolicy: "Bad" },
    ["spec.podManagementPolicy: Invalid value: \"Bad\": must be 'OrderedReady' or 'Parallel'"],
  ],
  [
    "of an unknown strategy",
    { updateStrategy: { type: "Bad" } },
    ["spec.updateStrategy: Invalid value: {\"type\":\"Bad\"}: must be 'RollingUpdate' or 'OnDelete'"],
  ],
  [
    "with parameters of another strategy",
    { updateStrategy: { type: "OnDelete", rollingUpdate: { partition: 1 } } },
    [
      "spec.updateStrategy.rollingUpdate: Invalid value: {\"partition\":1}: only allowed for updateStrategy 'RollingUpdate'",
    ],
  ],
  ["that takes down no pod", rollingUpdate(0), [`${UNAVAILABLE}: Invalid value: 0: cannot be 0`]],
  [
    "that takes down more than all",
    rollingUpdate("101%"),
    [`${UNAVAILABLE}: Invalid value: "101%": must not be greater than 100%`],
  ],
  [
    "that begins below zero",
    { ordinals: { start: -1 } },
    ["spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0"],
  ],
  [
    "with unknown retention",
    { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Bad" } },
    [
      'spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "Bad": supported values: "Retain", "Delete"',
      'spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: "": supported values: "Retain", "Delete"',
    ],
  ],
])("judges a StatefulSet %s", (_, spec, lines) => {
  expect(errorLines(validateStatefulSet(statefulSet(spec)))).toEqual(lines);
});

const ONLY_SOME =
  "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', " +
  "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

it.each<[string, StatefulSetSpec, readonly string[]]>([
  ["nothing", {}, []],
  ["its size", { replicas: 3, minReadySeconds: 5, revisionHistoryLimit: 1, ordinals: { start: 2 } }, []],
  ["its service", { serviceName: "Bad" }, [ONLY_SOME]],
  ["its claims", { volumeClaimTemplates: [{ metadata: { name: "data" } }] }, [ONLY_SOME]],
])("judges an update that changes %s", (_, spec, lines) => {
  expect(errorLines(validateStatefulSetUpdate(statefulSet(spec), statefulSet({})))).toEqual(lines);
});

it("lets a template keep the mistakes with which it was stored", () => {
  const template = { ...goodTemplate(), spec: { ...goodTemplate().spec, containers: [] } };
  const bad = statefulSet({ template });
  expect(errorLines(validateStatefulSet(bad))).toEqual(["spec.template.spec.containers: Required value"]);
  expect(validateStatefulSetUpdate(bad, bad)).toEqual([]);
});
