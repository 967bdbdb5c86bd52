// Warnings of specs.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { ObjectMeta } from "../../../../src/model/api/types/object-meta.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { podSpecWarnings } from "../../../../src/model/api/warnings/pod-spec.ts";

const ANNOTATIONS = FieldPath.root("metadata").child("annotations");

function warnings(spec: PodSpec, metadata?: ObjectMeta): readonly string[] {
  return podSpecWarnings(spec, metadata, FieldPath.root("spec"), ANNOTATIONS);
}

it("says nothing of a common pod", () => {
  const resources = { limits: { memory: "1Gi" }, requests: { memory: "1Gi" } };
  expect(warnings({ containers: [{ name: "a", image: "nginx", resources }] })).toEqual([]);
});

it("minds annotations that do nothing any more", () => {
  const annotations = {
    "scheduler.alpha.kubernetes.io/critical-pod": "",
    "security.alpha.kubernetes.io/sysctls": "a=b",
    "seccomp.security.alpha.kubernetes.io/pod": "unconfined",
    "container.seccomp.security.alpha.kubernetes.io/a": "unconfined",
  };
  const seccomp = 'non-functional in v1.27+; use the "seccompProfile" field instead';
  const spec = { containers: [{ name: "a" }] };
  expect(warnings(spec, { annotations })).toEqual([
    "metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: " +
      'non-functional in v1.16+; use the "priorityClassName" field instead',
    'metadata.annotations[security.alpha.kubernetes.io/sysctls]: non-functional in v1.11+; use the "sysctls" field instead',
    `metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: ${seccomp}`,
    `metadata.annotations[container.seccomp.security.alpha.kubernetes.io/a]: ${seccomp}`,
  ]);
});

it("takes seccomp annotations beside their fields", () => {
  const annotations = {
    "seccomp.security.alpha.kubernetes.io/pod": "unconfined",
    "container.seccomp.security.alpha.kubernetes.io/a": "unconfined",
  };
  const securityContext = { seccompProfile: { type: "Unconfined" } };
  expect(warnings({ securityContext, containers: [{ name: "a", securityContext }] }, { annotations })).toEqual([]);
});

it("minds what is named twice or not at all", () => {
  const spec = {
    hostAliases: [{ ip: "1.2.3.4" }, { ip: "1.2.3.4" }],
    imagePullSecrets: [{ name: "a" }, { name: "a" }, {}],
  };
  expect(warnings(spec)).toEqual([
    'spec.hostAliases[1].ip: duplicate ip "1.2.3.4"',
    'spec.imagePullSecrets[1].name: duplicate name "a"',
    'spec.imagePullSecrets[2].name: invalid empty name ""',
  ]);
});

it("minds parts of bytes in containers, and negative grace", () => {
  const resources = { limits: { memory: "100m" }, requests: { "ephemeral-storage": "1m" } };
  expect(warnings({ containers: [{ resources }], terminationGracePeriodSeconds: -1 })).toEqual([
    'spec.containers[0].resources.limits[memory]: fractional byte value "100m" is invalid, must be an integer',
    'spec.containers[0].resources.requests[ephemeral-storage]: fractional byte value "1m" is invalid, must be an integer',
    "spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1",
  ]);
});

it("minds addresses that are spelt oddly", () => {
  const lines = warnings({ dnsConfig: { nameservers: ["2001:DB8::1"] }, hostAliases: [{ ip: "2001:DB8::2" }] });
  expect(lines).toEqual([
    expect.stringMatching(/^spec\.dnsConfig\.nameservers\[0\]: /),
    expect.stringMatching(/^spec\.hostAliases\[0\]\.ip: /),
  ]);
});
