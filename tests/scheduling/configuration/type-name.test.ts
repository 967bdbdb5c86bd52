// What a document says that it is.

import { describe, expect, it } from "vitest";

import {
  API_VERSION,
  findTypeName,
  GROUP,
  notRegistered,
  versionText,
  withDefaults,
} from "../../../src/scheduling/configuration/type-name.ts";

describe("kind and version", () => {
  it("are split at the slash, and empty where nothing is said", () => {
    expect(findTypeName({ apiVersion: API_VERSION, kind: "Foo" })).toEqual({
      kind: "found",
      type: { group: GROUP, version: "v1", kind: "Foo" },
    });
    expect(findTypeName({ apiVersion: "v1" })).toEqual({
      kind: "found",
      type: { group: "", version: "v1", kind: "" },
    });
    for (const nothing of [undefined, null, {}, { apiVersion: null, kind: null }, { apiVersion: "/" }]) {
      expect(findTypeName(nothing)).toEqual({ kind: "found", type: { group: "", version: "", kind: "" } });
    }
  });

  it.each([
    [["a"], "array"],
    ["text", "string"],
    [3, "number"],
    [true, "bool"],
  ])("cannot be found in %j", (value, found) => {
    expect(findTypeName(value)).toMatchObject({
      kind: "refused",
      place: [],
      message: expect.stringContaining(
        `couldn't get version/kind; json parse error: json: cannot unmarshal ${found} into Go value of type struct {`,
      ) as string,
    });
  });

  it("must be texts, and a version has one slash at most", () => {
    expect(findTypeName({ apiVersion: 1 })).toEqual({
      kind: "refused",
      place: ["apiVersion"],
      message:
        "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .apiVersion of type string",
    });
    expect(findTypeName({ kind: {} })).toMatchObject({ kind: "refused", place: ["kind"] });
    expect(findTypeName({ apiVersion: "a/b/c" })).toEqual({
      kind: "refused",
      place: ["apiVersion"],
      message: "unexpected GroupVersion string: a/b/c",
    });
  });
});

describe("defaults", () => {
  const otherwise = { group: GROUP, version: "v1", kind: "FooArgs" };

  it.each([
    [{ group: "", version: "", kind: "" }, otherwise],
    [
      { group: "", version: "", kind: "Bar" },
      { ...otherwise, kind: "Bar" },
    ],
    [{ group: GROUP, version: "", kind: "" }, otherwise],
    [
      { group: "", version: "v1", kind: "" },
      { group: "", version: "v1", kind: "FooArgs" },
    ],
    [
      { group: "other", version: "", kind: "" },
      { group: "other", version: "", kind: "FooArgs" },
    ],
  ])("complete %j", (type, complete) => {
    expect(withDefaults(type, otherwise)).toEqual(complete);
  });
});

describe("an unknown kind", () => {
  it("is told with its version", () => {
    expect(versionText({ group: "", version: "v1", kind: "Pod" })).toBe("v1");
    expect(notRegistered({ group: GROUP, version: "v1", kind: "Foo" })).toBe(
      'no kind "Foo" is registered for version "kubescheduler.config.k8s.io/v1" in scheme "pkg/runtime/scheme.go:111"',
    );
  });
});
