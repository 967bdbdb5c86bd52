// What the API server completes of a template.

import { expect, it } from "vitest";

import { applyPodTemplateDefaults } from "../../../../src/model/api/defaults/pod-template.ts";
import type { PodTemplateSpec } from "../../../../src/model/api/types/pod.ts";
import { draftOf } from "../draft-of.ts";

function completed(template: PodTemplateSpec): PodTemplateSpec {
  const copy = draftOf(template);
  applyPodTemplateDefaults(copy);
  return copy;
}

it("gives a template a spec", () => {
  expect(completed({}).spec).toMatchObject({ restartPolicy: "Always" });
});

it("leaves to the pods what only pods get", () => {
  const resources = { limits: { cpu: "1" } };
  const { spec } = completed({
    spec: {
      hostNetwork: true,
      terminationGracePeriodSeconds: -5,
      containers: [{ ports: [{ containerPort: 80 }], resources }],
    },
  });
  expect(spec?.containers?.[0]).toMatchObject({ ports: [{ containerPort: 80, protocol: "TCP" }], resources });
  expect(spec?.containers?.[0]?.ports?.[0]).not.toHaveProperty("hostPort");
  expect(spec?.terminationGracePeriodSeconds).toBe(-5);
  expect(spec).not.toHaveProperty("enableServiceLinks");
});

it("takes away the first form of init containers", () => {
  const metadata = { annotations: { "pod.beta.kubernetes.io/init-containers": "[]" } };
  expect(completed({ metadata }).metadata).toEqual({ annotations: {} });
});
