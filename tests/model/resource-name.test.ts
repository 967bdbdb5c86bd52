// What kind of resource a name stands for.

import { describe, expect, it } from "vitest";

import {
  isAttachableVolumes,
  isExtendedResource,
  isHugePages,
  isNativeResource,
  isOvercommitAllowed,
  isPodLevelResource,
  isPrefixedNativeResource,
  isScalarResource,
} from "../../src/model/resource-name.ts";
import { recordedCalls } from "./recorded-calls.ts";

describe("a resource name", () => {
  it.each([
    ["cpu", "is not scalar", false, false],
    ["ephemeral-storage", "is not scalar", false, false],
    ["storage", "is unknown and counts nowhere", false, false],
    ["pods", "is not scalar", false, false],
    ["nvidia.com/gpu", "is extended", true, true],
    ["example.com/gpu.v2_x", "is extended", true, true],
    ["hugepages-2Mi", "is scalar, though not extended", false, true],
    ["attachable-volumes-aws-ebs", "is scalar, though not extended", false, true],
    ["gpu.kubernetes.io/x", "is native with a prefix: scalar, not extended", false, true],
    ["requests.nvidia.com/gpu", "is the quota's name of a resource and none itself", false, false],
    ["/gpu", "has an empty prefix and is none", false, false],
    ["exämple.com/gpu", "has a prefix that is no domain and is none", false, false],
    ["example.com/-gpu", "is no name", false, false],
    [`example.com/${"x".repeat(64)}`, "is too long", false, false],
    ["a/b/c", "has two slashes and is none", false, false],
  ])("%s %s", (name, _sentence, extended, scalar) => {
    expect(isExtendedResource(name)).toBe(extended);
    expect(isScalarResource(name)).toBe(scalar);
  });
});

const BY_KIND = {
  attachableVolume: isAttachableVolumes,
  extended: isExtendedResource,
  hugePage: isHugePages,
  native: isNativeResource,
  overcommitAllowed: isOvercommitAllowed,
  podLevel: isPodLevelResource,
  prefixedNative: isPrefixedNativeResource,
  scalar: isScalarResource,
};

describe("the library", () => {
  const calls = recordedCalls<{ op: string; name: string }, Readonly<Record<keyof typeof BY_KIND, boolean>>>(
    "requests",
  );

  it.each(calls.filter(({ input }) => input.op === "resourceName"))("agrees in $case", ({ input, expected }) => {
    const kinds = Object.entries(BY_KIND).map(([kind, holds]) => [kind, holds(input.name)]);
    expect(Object.fromEntries(kinds)).toEqual(expected);
  });
});
