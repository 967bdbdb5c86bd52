// ReplicationControllers that the API server refuses, in its words.

import { expect, it } from "vitest";

import type { ReplicationController, ReplicationControllerSpec } from "../../../../src/model/api/types/workload.ts";
import {
  validateReplicationController,
  validateReplicationControllerUpdate,
} from "../../../../src/model/api/validation/replication-controller.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

const METADATA = { name: "web", namespace: "default", resourceVersion: "1" };

function controller(spec: ReplicationControllerSpec): ReplicationController {
  return { metadata: METADATA, spec: { replicas: 1, selector: { app: "web" }, template: goodTemplate(), ...spec } };
}

it.each<[string, ReplicationControllerSpec, readonly string[]]>([
  ["good", {}, []],
  ["that selects nothing", { selector: {} }, ["spec.selector: Required value"]],
  [
    "that selects other pods",
    { selector: { app: "db" } },
    ['spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`'],
  ],
  ["of fewer than no pods", { replicas: -1 }, ["spec.replicas: Invalid value: -1: must be greater than or equal to 0"]],
  [
    "whose pods end",
    { template: goodTemplate("Never") },
    ['spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"'],
  ],
])("judges a controller %s", (_, spec, lines) => {
  expect(errorLines(validateReplicationController(controller(spec)))).toEqual(lines);
});

it("wants a template and a number of replicas", () => {
  expect(errorLines(validateReplicationController({ metadata: METADATA, spec: { selector: { a: "b" } } }))).toEqual([
    "spec.replicas: Required value",
    "spec.template: Required value",
  ]);
});

it("expects names to be generated before it sees them", () => {
  const { spec = {} } = controller({});
  const metadata = { generateName: "Web-", namespace: "default" };
  expect(errorLines(validateReplicationController({ metadata, spec }))).toEqual([
    'metadata.name: Internal error: generateName was specified ("Web-"), but no name was generated',
    "metadata.name: Required value: name or generateName is required",
  ]);
});

it("keeps a selector that was written in another version of the API", () => {
  const annotations = {
    "non-convertible.kubernetes.io/selector": "x",
    "non-convertible.kubernetes.io/other": "y",
    "non-convertible.kubernetes.io": "z",
  };
  const old = { ...controller({ selector: { app: "db" } }), metadata: { ...METADATA, annotations } };
  expect(errorLines(validateReplicationControllerUpdate(controller({}), old))).toEqual([
    'other: Not found: "y": unknown non-convertible field',
    'spec.selector: Invalid value: {"app":"web"}: cannot update non-convertible selector',
  ]);
});
