// Deployments that the API server refuses, in its words.

import { expect, it } from "vitest";

import type { Deployment, DeploymentSpec } from "../../../../src/model/api/types/workload.ts";
import { validateDeployment, validateDeploymentUpdate } from "../../../../src/model/api/validation/deployment.ts";
import { errorLines } from "../error-lines.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

const rollingUpdate = (maxUnavailable: number | string, maxSurge: number | string): DeploymentSpec => ({
  strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable, maxSurge } },
});

function deployment(spec: DeploymentSpec): Deployment {
  const good = { replicas: 1, selector: GOOD_SELECTOR, template: goodTemplate(), ...rollingUpdate("25%", "25%") };
  const metadata = { name: "web", namespace: "default", resourceVersion: "1" };
  return { metadata, spec: { ...good, progressDeadlineSeconds: 600, ...spec } };
}

const UNAVAILABLE = "spec.strategy.rollingUpdate.maxUnavailable";

it.each<[string, DeploymentSpec, readonly string[]]>([
  ["good", {}, []],
  ["of fewer than no pods", { replicas: -1 }, ["spec.replicas: Invalid value: -1: must be greater than or equal to 0"]],
  [
    "with a ready time below zero",
    { minReadySeconds: -1 },
    ["spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0"],
  ],
  [
    "with fewer than no revisions",
    { revisionHistoryLimit: -1 },
    ["spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0"],
  ],
  [
    "whose deadline comes before its pods are ready",
    { minReadySeconds: 600 },
    ["spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds"],
  ],
  [
    "that selects no pod of its template",
    { selector: { matchLabels: { app: "db" } } },
    ['spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`'],
  ],
  [
    "whose selector cannot be used",
    { selector: { matchExpressions: [{ key: "app", operator: "Bad" }] } },
    [
      'spec.selector.matchExpressions[0].operator: Invalid value: "Bad": not a valid selector operator',
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"Bad"}]}: invalid label selector',
    ],
  ],
  [
    "that neither takes down nor adds pods",
    rollingUpdate("0%", 0),
    [`${UNAVAILABLE}: Invalid value: "0%": may not be 0 when \`maxSurge\` is 0`],
  ],
  [
    "that takes down more than all pods",
    rollingUpdate("150%", 0),
    [`${UNAVAILABLE}: Invalid value: "150%": must not be greater than 100%`],
  ],
  ["that adds more than all pods", rollingUpdate(0, "150%"), []],
  [
    "with parameters of another strategy",
    { strategy: { type: "Recreate", rollingUpdate: {} } },
    ["spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'"],
  ],
  [
    "of an unknown strategy",
    { strategy: { type: "Bad" } },
    ['spec.strategy: Unsupported value: {"type":"Bad"}: supported values: "Recreate", "RollingUpdate"'],
  ],
])("judges a Deployment %s", (_, spec, lines) => {
  expect(errorLines(validateDeployment(deployment(spec)))).toEqual(lines);
});

it("judges the revision to go back to where it was a field once", () => {
  const { metadata, ...rest } = deployment({});
  const annotations = { "deprecated.deployment.rollback.to": "-3" };
  expect(errorLines(validateDeployment({ ...rest, metadata: { ...metadata, annotations } }))).toEqual([
    "spec.rollback.version: Invalid value: -3: must be greater than or equal to 0",
  ]);
});

it("keeps the selector", () => {
  const template = { ...goodTemplate(), metadata: { labels: { app: "web", tier: "a" } } };
  const changed = deployment({ selector: { matchLabels: { tier: "a" } }, template });
  expect(errorLines(validateDeploymentUpdate(changed, deployment({})))).toEqual([
    'spec.selector: Invalid value: {"matchLabels":{"tier":"a"}}: field is immutable',
  ]);
});
