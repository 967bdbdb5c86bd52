// Profiles of seccomp and AppArmor.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validateAppArmorProfile,
  validateSeccompProfile,
} from "../../../../src/model/api/validation/security-profiles.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("p");
const TYPES = 'supported values: "Localhost", "RuntimeDefault", "Unconfined"';

it.each([{ type: "RuntimeDefault" }, { type: "Unconfined" }, { type: "Localhost", localhostProfile: "a/b.json" }])(
  "accepts %j of either",
  (profile) => {
    expect(validateSeccompProfile(profile, PATH)).toEqual([]);
    expect(validateAppArmorProfile(profile, PATH)).toEqual([]);
  },
);

it("asks for a type that there is", () => {
  expect(errorLines(validateSeccompProfile({}, PATH))).toEqual([
    "p.type: Required value: type is required when seccompProfile is set",
  ]);
  expect(errorLines(validateAppArmorProfile({}, PATH))).toEqual([
    "p.type: Required value: type is required when appArmorProfile is set",
  ]);
  expect(errorLines(validateSeccompProfile({ type: "None" }, PATH))).toEqual([
    `p.type: Unsupported value: "None": ${TYPES}`,
  ]);
  expect(errorLines(validateAppArmorProfile({ type: "None", localhostProfile: "a" }, PATH))).toEqual([
    `p.type: Unsupported value: "None": ${TYPES}`,
  ]);
});

it("takes the name of a profile with its type only", () => {
  expect(errorLines(validateSeccompProfile({ type: "Localhost" }, PATH))).toEqual([
    "p.localhostProfile: Required value: must be set when seccomp type is Localhost",
  ]);
  expect(errorLines(validateSeccompProfile({ type: "Unconfined", localhostProfile: "a" }, PATH))).toEqual([
    'p.localhostProfile: Invalid value: {"type":"Unconfined","localhostProfile":"a"}: ' +
      "can only be set when seccomp type is Localhost",
  ]);
  expect(errorLines(validateAppArmorProfile({ type: "Unconfined", localhostProfile: "a" }, PATH))).toEqual([
    'p.localhostProfile: Invalid value: "a": can only be set when AppArmor type is Localhost',
  ]);
});

it("keeps a seccomp profile within its folder", () => {
  expect(errorLines(validateSeccompProfile({ type: "Localhost", localhostProfile: "/a" }, PATH))).toEqual([
    'p.localhostProfile: Invalid value: "/a": must be a relative path',
  ]);
});

it.each([
  [undefined, "Required value: must be set when AppArmor type is Localhost"],
  ["", "Required value: must be set when AppArmor type is Localhost"],
  [" a", 'Invalid value: " a": must not be padded with whitespace'],
  ["a".repeat(4096), "Too long: may not be more than 4095 bytes"],
])("says of the AppArmor profile %j what is wrong", (localhostProfile, message) => {
  const profile = { type: "Localhost", ...(localhostProfile === undefined ? {} : { localhostProfile }) };
  expect(errorLines(validateAppArmorProfile(profile, PATH))).toEqual([`p.localhostProfile: ${message}`]);
});
