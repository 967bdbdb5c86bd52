// DaemonSets that the API server refuses, in its words.

import { expect, it } from "vitest";

import type { DaemonSet, DaemonSetSpec } from "../../../../src/model/api/types/workload.ts";
import { validateDaemonSet, validateDaemonSetUpdate } from "../../../../src/model/api/validation/daemon-set.ts";
import { errorLines } from "../error-lines.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

const rollingUpdate = (maxUnavailable: number | string, maxSurge: number | string): DaemonSetSpec => ({
  updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable, maxSurge } },
});

function daemonSet(spec: DaemonSetSpec, templateGeneration = "1"): DaemonSet {
  const annotations = { "deprecated.daemonset.template.generation": templateGeneration };
  return {
    metadata: { name: "web", namespace: "default", resourceVersion: "1", annotations },
    spec: { selector: GOOD_SELECTOR, template: goodTemplate(), ...rollingUpdate(1, 0), ...spec },
  };
}

const { selector: _selector, ...UNSELECTIVE } = daemonSet({}).spec!;
const UPDATE = "spec.updateStrategy.rollingUpdate";

it.each<[string, DaemonSetSpec, readonly string[]]>([
  ["good", {}, []],
  ["that is updated by hand", { updateStrategy: { type: "OnDelete" } }, []],
  [
    "that selects everything",
    { selector: {} },
    ["spec.selector: Invalid value: {}: empty selector is invalid for daemonset"],
  ],
  [
    "that neither takes down nor adds pods",
    rollingUpdate(0, "0%"),
    [`${UPDATE}.maxUnavailable: Required value: cannot be 0 when maxSurge is 0`],
  ],
  [
    "that does both",
    rollingUpdate(1, 1),
    [`${UPDATE}.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero`],
  ],
  [
    "that adds more than all pods",
    rollingUpdate(0, "101%"),
    [`${UPDATE}.maxSurge: Invalid value: "101%": must not be greater than 100%`],
  ],
  ["without parameters", { updateStrategy: { type: "RollingUpdate" } }, [`${UPDATE}: Required value`]],
  [
    "of an unknown strategy",
    { updateStrategy: { type: "Bad" } },
    ['spec.updateStrategy: Unsupported value: {"type":"Bad"}: supported values: "RollingUpdate", "OnDelete"'],
  ],
])("judges a DaemonSet %s", (_, spec, lines) => {
  expect(errorLines(validateDaemonSet(daemonSet(spec)))).toEqual(lines);
});

it("says of a missing selector only that it selects nothing", () => {
  const { metadata } = daemonSet({});
  expect(errorLines(validateDaemonSet({ ...(metadata && { metadata }), spec: UNSELECTIVE }))).toEqual([
    'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
  ]);
});

it("counts the generations of its template in an annotation", () => {
  expect(errorLines(validateDaemonSet(daemonSet({}, "-5")))).toEqual([
    "spec.templateGeneration: Invalid value: -5: must be greater than or equal to 0",
  ]);
  expect(errorLines(validateDaemonSetUpdate(daemonSet({}, "1"), daemonSet({}, "2")))).toEqual([
    "spec.templateGeneration: Invalid value: 1: must not be decremented",
  ]);
});
