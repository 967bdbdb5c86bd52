// Security contexts of pods, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSecurityContext, PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validatePodSecurityContext } from "../../../../src/model/api/validation/pod-security-context.ts";
import { errorLines } from "../error-lines.ts";

const path = FieldPath.root("context");
const RANGE = "must be between 0 and 2147483647, inclusive";

function mistakes(securityContext: PodSecurityContext, spec: PodSpec = {}): readonly string[] {
  return errorLines(validatePodSecurityContext({ ...spec, securityContext }, undefined, path));
}

it.each<[string, PodSecurityContext, readonly string[]]>([
  ["empty", {}, []],
  ["of numbers", { runAsUser: 0, runAsGroup: 1, fsGroup: 2, supplementalGroups: [3] }, []],
  [
    "of bad numbers",
    { runAsUser: -1, runAsGroup: -1, fsGroup: 2 ** 31, supplementalGroups: [0, -3] },
    [
      `context.fsGroup: Invalid value: 2147483648: ${RANGE}`,
      `context.runAsGroup: Invalid value: -1: ${RANGE}`,
      `context.runAsUser: Invalid value: -1: ${RANGE}`,
      `context.supplementalGroups[1]: Invalid value: -3: ${RANGE}`,
    ],
  ],
  [
    "of unknown policies",
    { fsGroupChangePolicy: "x", supplementalGroupsPolicy: "y", seLinuxChangePolicy: "MountOption" },
    [
      'context.fsGroupChangePolicy: Unsupported value: "x": supported values: "Always", "OnRootMismatch"',
      'context.seLinuxChangePolicy: Unsupported value: "MountOption": supported values: "Recursive"',
      'context.supplementalGroupsPolicy: Unsupported value: "y": supported values: "Merge", "Strict"',
    ],
  ],
  [
    "of bad profiles",
    { seccompProfile: {}, appArmorProfile: {}, windowsOptions: { runAsUserName: "" }, sysctls: [{}] },
    [
      "context.appArmorProfile.type: Required value: type is required when appArmorProfile is set",
      "context.seccompProfile.type: Required value: type is required when seccompProfile is set",
      "context.sysctls[0].name: Required value",
      'context.windowsOptions.runAsUserName: Invalid value: "": runAsUserName cannot be an empty string',
    ],
  ],
])("a context %s", (_what, context, lines) => {
  expect(mistakes(context)).toEqual(lines);
});

it("shares processes among containers or with the host", () => {
  expect(mistakes({}, { shareProcessNamespace: true, hostPID: true })).toEqual([
    "context.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled",
  ]);
});

it("lets an old policy become another", () => {
  const old = { securityContext: { seLinuxChangePolicy: "Recursive" } };
  const spec = { securityContext: { seLinuxChangePolicy: "MountOption" } };
  expect(validatePodSecurityContext(spec, old, path)).toEqual([]);
});
