// Templates of pods, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodTemplateSpec } from "../../../../src/model/api/types/pod.ts";
import { validatePodTemplateSpec } from "../../../../src/model/api/validation/pod-template.ts";
import { errorLines } from "../error-lines.ts";
import { goodTemplate } from "../pod-templates.ts";

const GOOD = goodTemplate();
const path = FieldPath.root("t");

function mistakes(template: PodTemplateSpec): readonly string[] {
  return errorLines(validatePodTemplateSpec(template, path));
}

it("needs no name", () => {
  expect(mistakes(GOOD)).toEqual([]);
});

it("has labels and annotations, which stand beside the spec in its words", () => {
  const metadata = {
    labels: { "a b": "c" },
    annotations: { "d e": "f", "controller.kubernetes.io/pod-deletion-cost": "x" },
  };
  expect(mistakes({ ...GOOD, metadata })).toEqual([
    expect.stringContaining('t.annotations: Invalid value: "d e": name part must consist of'),
    't.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "x": must be a 32bit integer',
    expect.stringContaining('t.labels: Invalid value: "a b": name part must consist of'),
  ]);
});

it("has no containers that are added later", () => {
  const [container] = GOOD.spec!.containers!;
  const spec = { ...GOOD.spec, ephemeralContainers: [{ ...container, name: "b" }] };
  expect(mistakes({ ...GOOD, spec })).toEqual([
    "t.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template",
  ]);
});

it("leaves ports of the host to its pods", () => {
  const [container] = GOOD.spec!.containers!;
  const ports = [{ containerPort: 80, protocol: "TCP" }];
  const spec = { ...GOOD.spec, hostNetwork: true, containers: [{ ...container, ports }] };
  expect(mistakes({ ...GOOD, spec })).toEqual([]);
});

it("may keep a policy that a new one may not have", () => {
  const of = (seLinuxChangePolicy: string): PodTemplateSpec => ({
    spec: { ...GOOD.spec, securityContext: { seLinuxChangePolicy } },
  });
  expect(mistakes(of("MountOption")).length).toBe(1);
  expect(validatePodTemplateSpec(of("MountOption"), path, of("Recursive"))).toEqual([]);
});
