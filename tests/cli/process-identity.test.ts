// Processes that are there, that are gone, and that have another one's number.

import { spawnSync } from "node:child_process";

import { describe, expect, it } from "vitest";

import { mayBeAlive, ownIdentity } from "../../src/cli/process-identity.ts";

describe("a process", () => {
  const own = ownIdentity();

  it("knows when it began, always in the same words", () => {
    expect(ownIdentity()).toEqual(own);
    expect(own.pid).toBe(process.pid);
  });

  it("is there while it runs", () => {
    expect(mayBeAlive(own)).toBe(true);
    expect(mayBeAlive({ ...own, began: "" })).toBe(true);
    expect(mayBeAlive({ ...own, pid: 1, began: "" })).toBe(true);
  });

  it("is gone once it has ended, or if its number now belongs to one that began at another time", () => {
    expect(mayBeAlive({ ...own, pid: spawnSync(process.execPath, ["-e", ""]).pid })).toBe(false);
    expect(mayBeAlive({ ...own, began: "another time" })).toBe(false);
  });

  it("on another machine cannot be seen, and may be there", () => {
    expect(mayBeAlive({ pid: 1, host: `not-${own.host}`, began: "never" })).toBe(true);
  });
});
