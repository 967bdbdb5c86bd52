// Profiles in annotations beside their fields, as the API server compares them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { SeccompProfile } from "../../../../src/model/api/types/container.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validateAnnotatedProfiles } from "../../../../src/model/api/validation/pod-annotation-profiles.ts";
import { errorLines } from "../error-lines.ts";

function mistakes(name: string, value: string, spec: PodSpec): readonly string[] {
  return errorLines(validateAnnotatedProfiles({ annotations: { [name]: value } }, spec, FieldPath.root("spec")));
}

const LOCAL: SeccompProfile = { type: "Localhost", localhostProfile: "a" };
const PROFILE = "spec.containers[0].securityContext";

it.each<[string, SeccompProfile, string, string | undefined]>([
  ["runtime/default", { type: "RuntimeDefault" }, "seccomp", undefined],
  ["docker/default", { type: "RuntimeDefault" }, "seccomp", undefined],
  ["localhost/a", LOCAL, "seccomp", undefined],
  [
    "unconfined",
    { type: "RuntimeDefault" },
    "seccomp",
    "type: Forbidden: seccomp type in annotation and field must match",
  ],
  ["localhost/b", LOCAL, "seccomp", "localhostProfile: Forbidden: seccomp profile in annotation and field must match"],
  ["unconfined", LOCAL, "seccomp", "type: Forbidden: seccomp type in annotation and field must match"],
  ["x", { type: "Odd" }, "seccomp", undefined],
  ["runtime/default", { type: "RuntimeDefault" }, "appArmor", undefined],
  [
    "docker/default",
    { type: "RuntimeDefault" },
    "appArmor",
    "type: Forbidden: apparmor type in annotation and field must match",
  ],
  [
    "localhost/b",
    LOCAL,
    "appArmor",
    "localhostProfile: Forbidden: apparmor profile in annotation and field must match",
  ],
])("%s beside %j of %s", (annotation, profile, what, mistake) => {
  const field = `${what}Profile`;
  const name = what === "seccomp" ? "container.seccomp.security.alpha" : "container.apparmor.security.beta";
  const spec = { containers: [{ name: "web", securityContext: { [field]: profile } }] };
  const lines = mistake === undefined ? [] : [`${PROFILE}.${field}.${mistake}`];
  expect(mistakes(`${name}.kubernetes.io/web`, annotation, spec)).toEqual(lines);
});

it("compares the seccomp profile of the pod with its own annotation", () => {
  const spec = { securityContext: { seccompProfile: LOCAL }, containers: [{ name: "web" }] };
  expect(mistakes("seccomp.security.alpha.kubernetes.io/pod", "unconfined", spec)).toEqual([
    "spec.securityContext.seccompProfile.type: Forbidden: seccomp type in annotation and field must match",
  ]);
});

it("compares the AppArmor profile of the pod with those of its containers, but for Windows", () => {
  const spec = { securityContext: { appArmorProfile: LOCAL }, containers: [{ name: "web" }] };
  const name = "container.apparmor.security.beta.kubernetes.io/web";
  expect(mistakes(name, "unconfined", spec)).toEqual([
    `${PROFILE}.appArmorProfile.type: Forbidden: apparmor type in annotation and field must match`,
  ]);
  expect(mistakes(name, "unconfined", { ...spec, os: { name: "windows" } })).toEqual([]);
});
