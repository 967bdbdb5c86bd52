// Warnings of new pods.

import { expect, it } from "vitest";

import type { Pod } from "../../../../src/model/api/types/pod.ts";
import { podProfileWarnings, podWarnings } from "../../../../src/model/api/warnings/pod.ts";

it("recommends names that can be those of hosts", () => {
  expect(podWarnings({ metadata: { name: "a-b" } })).toEqual([]);
  expect(podWarnings({ metadata: { name: "a.b" } })).toEqual([
    expect.stringMatching(
      /^metadata\.name: this is used in the Pod's hostname, which can result in surprising behavior/,
    ),
  ]);
});

it("names places at the top", () => {
  expect(podWarnings({ metadata: { name: "a" }, spec: { imagePullSecrets: [{}] } })).toEqual([
    'spec.imagePullSecrets[0].name: invalid empty name ""',
  ]);
});

const ANNOTATION = "container.apparmor.security.beta.kubernetes.io/a";

function annotated(annotation: string, spec: Pod["spec"] = {}): Pod {
  return { metadata: { annotations: { [ANNOTATION]: annotation } }, spec: { containers: [{ name: "a" }], ...spec } };
}

it("minds profiles that are about to be copied, and those that cannot be", () => {
  const line = `metadata.annotations[${ANNOTATION}]: deprecated since v1.30; use the "appArmorProfile" field instead`;
  expect(podProfileWarnings(annotated("unconfined"))).toEqual([line]);
  expect(podProfileWarnings(annotated("odd"))).toEqual([line]);
});

it("does not mind profiles that say what the pod says, nor those of Windows", () => {
  const securityContext = { appArmorProfile: { type: "Unconfined" } };
  expect(podProfileWarnings(annotated("unconfined", { securityContext }))).toEqual([]);
  expect(podProfileWarnings(annotated("unconfined", { os: { name: "windows" } }))).toEqual([]);
  expect(podProfileWarnings({ spec: { containers: [{ name: "a" }] } })).toEqual([]);
});
