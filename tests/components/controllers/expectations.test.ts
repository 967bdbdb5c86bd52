// What a controller waits to see.

import { describe, expect, it } from "vitest";

import { Expectations } from "../../../src/components/controllers/expectations.ts";

const KEY = "default/web";

describe("expectations", () => {
  it("are satisfied where there are none", () => {
    expect(new Expectations().isSatisfied(KEY, 0)).toBe(true);
  });

  it("are satisfied when as many creations were seen", () => {
    const expectations = new Expectations();
    expectations.expectCreations(KEY, 2, 0);
    expectations.creationObserved(KEY);
    expect(expectations.isSatisfied(KEY, 0)).toBe(false);
    expectations.creationObserved(KEY);
    expect(expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("are satisfied when each deletion was seen, however often", () => {
    const expectations = new Expectations();
    expectations.expectDeletions(KEY, ["default/a", "default/b"], 0);
    expectations.deletionObserved(KEY, "default/a");
    expectations.deletionObserved(KEY, "default/a");
    expectations.deletionObserved(KEY, "default/c");
    expect(expectations.isSatisfied(KEY, 0)).toBe(false);
    expectations.deletionObserved(KEY, "default/b");
    expect(expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("wait for both kinds where both are expected", () => {
    const expectations = new Expectations();
    expectations.expect(KEY, 1, ["default/a"], 0);
    expectations.creationObserved(KEY);
    expect(expectations.isSatisfied(KEY, 0)).toBe(false);
    expectations.deletionObserved(KEY, "default/a");
    expect(expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("are given up after five minutes", () => {
    const expectations = new Expectations();
    expectations.expectCreations(KEY, 1, 1_000);
    expect(expectations.isSatisfied(KEY, 300_001_000)).toBe(false);
    expect(expectations.isSatisfied(KEY, 300_001_001)).toBe(true);
  });

  it("are forgotten with their object", () => {
    const expectations = new Expectations();
    expectations.expectCreations(KEY, 1, 0);
    expectations.forget(KEY);
    expect(expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("come back from a snapshot", () => {
    const expectations = new Expectations();
    expectations.expect(KEY, 1, ["default/a"], 7);
    const copy = new Expectations();
    copy.restore(expectations.snapshot());
    copy.creationObserved(KEY);
    expect(copy.isSatisfied(KEY, 7)).toBe(false);
    copy.deletionObserved(KEY, "default/a");
    expect(copy.isSatisfied(KEY, 7)).toBe(true);
    expect(expectations.isSatisfied(KEY, 7)).toBe(false);
  });
});
