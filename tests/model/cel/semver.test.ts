// Versions of devices.

import { expect, it } from "vitest";

import { compareSemver, parseSemver } from "../../../src/model/cel/semver.ts";

it("are three numbers, with a pre-release and a build", () => {
  expect(parseSemver("1.2.3-rc.1+build.5")).toEqual({ major: 1n, minor: 2n, patch: 3n, preRelease: ["rc", 1n] });
});

it.each(["", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "1.2.3-", "1.2.3-01", "1.2.3+", "v1.2.3"])("are not %j", (text) => {
  expect(parseSemver(text)).toBeUndefined();
});

it("come in this order", () => {
  const texts = ["0.9.9", "1.0.0-1", "1.0.0-2", "1.0.0-a", "1.0.0-a.1", "1.0.0-b", "1.0.0", "1.0.1", "1.1.0", "2.0.0"];
  const versions = texts.map((text) => parseSemver(text)!);
  for (const [index, left] of versions.entries()) {
    for (const [other, right] of versions.entries()) {
      expect(compareSemver(left, right)).toBe(Math.sign(index - other));
    }
  }
});
