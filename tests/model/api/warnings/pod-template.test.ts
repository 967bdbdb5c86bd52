// Warnings of templates.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { podTemplateWarnings } from "../../../../src/model/api/warnings/pod-template.ts";

const TEMPLATE = FieldPath.root("spec").child("template");
const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/a";
const INSTEAD = `spec.template.metadata.annotations[${ANNOTATION}]: deprecated since v1.30; use the "appArmorProfile" field instead`;

function warnings(annotation: string, spec: PodSpec): readonly string[] {
  return podTemplateWarnings({ metadata: { annotations: { [ANNOTATION]: annotation } }, spec }, TEMPLATE);
}

const DEFAULT = { appArmorProfile: { type: "RuntimeDefault" } };

it("minds profiles in annotations", () => {
  expect(warnings("runtime/default", { containers: [{ name: "a" }] })).toEqual([INSTEAD]);
  expect(warnings("odd", { securityContext: DEFAULT, containers: [{ name: "a" }] })).toEqual([INSTEAD]);
});

it("takes them beside the field of the container, or where they say what the pod says", () => {
  expect(warnings("unconfined", { containers: [{ name: "a", securityContext: DEFAULT }] })).toEqual([]);
  expect(warnings("runtime/default", { securityContext: DEFAULT, containers: [{ name: "a" }] })).toEqual([]);
});

it("names places below the template", () => {
  expect(podTemplateWarnings({ spec: { terminationGracePeriodSeconds: -1 } }, TEMPLATE)).toEqual([
    "spec.template.spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1",
  ]);
});
