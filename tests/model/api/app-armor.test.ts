// AppArmor profiles in annotations.

import { expect, it } from "vitest";

import {
  annotatedAppArmorProfile,
  appArmorAnnotation,
  areEqualAppArmorProfiles,
} from "../../../src/model/api/app-armor.ts";

it("finds the annotation of a container by its name", () => {
  const metadata = { annotations: { "container.apparmor.security.beta.kubernetes.io/a": "unconfined" } };
  expect(appArmorAnnotation(metadata, "a")).toBe("unconfined");
  expect(appArmorAnnotation(metadata, "b")).toBeUndefined();
  expect(appArmorAnnotation(undefined, "a")).toBeUndefined();
});

it.each([
  ["unconfined", { type: "Unconfined" }],
  ["runtime/default", { type: "RuntimeDefault" }],
  ["localhost/a/b", { type: "Localhost", localhostProfile: "a/b" }],
  ["localhost/", undefined],
  ["", undefined],
  ["docker/default", undefined],
])("reads %j", (annotation, profile) => {
  expect(annotatedAppArmorProfile(annotation)).toEqual(profile);
});

it("compares profiles by type and file", () => {
  const local = { type: "Localhost", localhostProfile: "a" };
  expect(areEqualAppArmorProfiles(local, { ...local })).toBe(true);
  expect(areEqualAppArmorProfiles(local, { ...local, localhostProfile: "b" })).toBe(false);
  expect(areEqualAppArmorProfiles(local, undefined)).toBe(false);
});
