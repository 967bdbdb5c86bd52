// What is wrong with autoscalers as a whole.

import { expect, it } from "vitest";

import type { HorizontalPodAutoscalerSpec } from "../../../../src/model/api/types/autoscaling-v2.ts";
import {
  validateHorizontalPodAutoscaler,
  validateHorizontalPodAutoscalerUpdate,
} from "../../../../src/model/api/validation/horizontal-pod-autoscaler.ts";
import { errorLines } from "../error-lines.ts";

const METADATA = { name: "a", namespace: "b", resourceVersion: "1" };
const SPEC = {
  minReplicas: 1,
  maxReplicas: 3,
  scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "a" },
};

it.each<[HorizontalPodAutoscalerSpec, readonly string[]]>([
  [{}, []],
  [{ scaleTargetRef: { kind: "ReplicationController", name: "a" } }, []],
  [{ minReplicas: 5 }, ["spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`"]],
  [
    { maxReplicas: -1 },
    [
      "spec.maxReplicas: Invalid value: -1: must be greater than or equal to 1",
      "spec.maxReplicas: Invalid value: -1: must be greater than or equal to `minReplicas`",
    ],
  ],
  [{ minReplicas: -1 }, ["spec.minReplicas: Invalid value: -1: must be greater than or equal to 1"]],
  [
    { scaleTargetRef: { apiVersion: "v1", kind: "Deployment", name: "a" } },
    ['spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group'],
  ],
  [
    { scaleTargetRef: { apiVersion: "a/b/c", kind: "Deployment" } },
    [
      'spec.scaleTargetRef.apiVersion: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c',
      "spec.scaleTargetRef.name: Required value",
    ],
  ],
])("judges %j", (spec, lines) => {
  expect(errorLines(validateHorizontalPodAutoscaler({ metadata: METADATA, spec: { ...SPEC, ...spec } }))).toEqual(
    lines,
  );
});

it("lets an update keep a wrong version of its target", () => {
  const scaleTargetRef = { apiVersion: "v1", kind: "Deployment", name: "a" };
  const old = { metadata: METADATA, spec: { ...SPEC, scaleTargetRef } };
  const renamed = { metadata: METADATA, spec: { ...SPEC, scaleTargetRef: { ...scaleTargetRef, name: "b" } } };
  expect(validateHorizontalPodAutoscalerUpdate(renamed, old)).toEqual([]);
  const other = { metadata: METADATA, spec: { ...SPEC, scaleTargetRef: { ...scaleTargetRef, kind: "ReplicaSet" } } };
  expect(errorLines(validateHorizontalPodAutoscalerUpdate(other, old))).toEqual([
    'spec.scaleTargetRef.apiVersion: Invalid value: "v1": apiVersion must specify API group',
  ]);
});
