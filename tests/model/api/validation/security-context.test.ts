// Security contexts of containers.

import { expect, it } from "vitest";

import { forbidden } from "../../../../src/model/api/field-error.ts";
import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { SecurityContext } from "../../../../src/model/api/types/container.ts";
import {
  isRefusedByPolicy,
  validateOwnerId,
  validateSecurityContext,
} from "../../../../src/model/api/validation/security-context.ts";
import { errorLines } from "../error-lines.ts";
import { POD } from "./a-pod-context.ts";

const PATH = FieldPath.root("s");

function told(context: SecurityContext): readonly string[] {
  return errorLines(validateSecurityContext(context, POD, PATH));
}

it.each<SecurityContext>([
  {},
  { runAsUser: 0, runAsGroup: 2_147_483_647, procMount: "Default" },
  { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } },
  { allowPrivilegeEscalation: true, capabilities: { add: ["CAP_SYS_ADMIN"] } },
])("accepts %j", (context) => {
  expect(told(context)).toEqual([]);
});

it("refuses privileged containers, as a server does that was not told to allow them", () => {
  const [error] = validateSecurityContext({ privileged: true }, POD, PATH);
  expect(errorLines([error!])).toEqual(["s.privileged: Forbidden: disallowed by cluster policy"]);
  expect(isRefusedByPolicy(error!)).toBe(true);
  expect(isRefusedByPolicy(forbidden(PATH, "hostProcess containers are disallowed by cluster policy"))).toBe(true);
  expect(isRefusedByPolicy(validateOwnerId(-1, PATH)[0]!)).toBe(false);
});

it("judges users and groups", () => {
  expect(told({ runAsUser: -1, runAsGroup: 2_147_483_648 })).toEqual([
    "s.runAsGroup: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive",
    "s.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive",
  ]);
});

it("shows all of /proc only to users of the pod's own", () => {
  expect(validateSecurityContext({ procMount: "Unmasked" }, { ...POD, hostUsers: false }, PATH)).toEqual([]);
  expect(told({ procMount: "Unmasked" })).toEqual([
    's.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`',
  ]);
  expect(told({ procMount: "All" })).toEqual([
    's.procMount: Unsupported value: "All": supported values: "Default", "Unmasked"',
  ]);
});

it("keeps nobody from gaining privileges who has them all", () => {
  const lines = told({ allowPrivilegeEscalation: false, privileged: true, capabilities: { add: ["CAP_SYS_ADMIN"] } });
  expect(lines.map((line) => line.replace(/\{.*\}/, "{…}"))).toEqual([
    "s.privileged: Forbidden: disallowed by cluster policy",
    "s: Invalid value: {…}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN",
    "s: Invalid value: {…}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true",
  ]);
});

it("looks into profiles and options", () => {
  expect(told({ seccompProfile: {}, appArmorProfile: {}, windowsOptions: { runAsUserName: "" } })).toEqual([
    "s.appArmorProfile.type: Required value: type is required when appArmorProfile is set",
    "s.seccompProfile.type: Required value: type is required when seccompProfile is set",
    's.windowsOptions.runAsUserName: Invalid value: "": runAsUserName cannot be an empty string',
  ]);
});
