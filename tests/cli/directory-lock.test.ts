// Who works in a directory: one process, also after others were killed there.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { LOCK_FILE, lockDirectory, type DirectoryLock } from "../../src/cli/directory-lock.ts";
import { ownIdentity } from "../../src/cli/process-identity.ts";

const top = mkdtempSync(join(tmpdir(), "plimsoll-lock-"));
afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

let directories = 0;

/** A new directory, with a lock file of this content in it if one is given. */
function directoryWith(content?: unknown): string {
  const directory = mkdtempSync(join(top, `${(directories += 1)}-`));
  if (content !== undefined) {
    writeFileSync(join(directory, LOCK_FILE), typeof content === "string" ? content : JSON.stringify(content));
  }
  return directory;
}

function expectLocked(directory: string): DirectoryLock {
  const attempt = lockDirectory(directory);
  if (attempt.kind !== "locked") throw new Error(`held by ${attempt.holder.pid}`);
  return attempt.lock;
}

/** The number of a process that is gone. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

describe("a directory", () => {
  it("is taken by one, and free again when it is given back", () => {
    const directory = directoryWith();
    const lock = expectLocked(directory);
    expect(lockDirectory(directory)).toMatchObject({ kind: "held", holder: { pid: process.pid, host: hostname() } });
    lock.release();
    expect(readdirSync(directory)).toEqual([]);
    expectLocked(directory).release();
  });

  it("is taken over from a process that is gone", () => {
    const directory = directoryWith({ pid: deadPid(), host: hostname(), began: "123 of some boot" });
    expectLocked(directory);
    expect(readdirSync(directory)).toEqual([LOCK_FILE]);
  });

  it("is taken over from a process whose number another one has now", () => {
    expectLocked(directoryWith({ ...ownIdentity(), began: "some other time" }));
    expectLocked(directoryWith({ pid: process.ppid, host: hostname(), began: "some other time" }));
  });

  it("stays with a living process, and with one on another machine", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      const { pid } = child;
      expect(lockDirectory(directoryWith({ pid, host: hostname(), began: "" }))).toMatchObject({ holder: { pid } });
    } finally {
      child.kill("SIGKILL");
      await once(child, "close");
    }
    const elsewhere = { pid: deadPid(), host: `not-${hostname()}`, began: "1" };
    expect(lockDirectory(directoryWith(elsewhere))).toEqual({ kind: "held", holder: elsewhere });
  });

  it.each(["", '{"pid":"1"}'])("is taken over from whoever was killed while writing %j", (content) => {
    expectLocked(directoryWith(content));
  });

  it("is not given back by somebody who has lost it", () => {
    const directory = directoryWith();
    const lock = expectLocked(directory);
    writeFileSync(join(directory, LOCK_FILE), JSON.stringify(ownIdentity()));
    lock.release();
    expect(readdirSync(directory)).toEqual([LOCK_FILE]);
  });

  it("that is not there cannot be taken", () => {
    expect(() => lockDirectory(join(top, "nowhere"))).toThrow("ENOENT");
  });
});
