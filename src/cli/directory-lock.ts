// Which process works in a directory: a file there names it. A process that was killed leaves its file behind; whoever comes next
// sees that it is gone, and takes its place.

import { randomUUID } from "node:crypto";
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

import { mayBeAlive, ownIdentity, type ProcessIdentity } from "./process-identity.ts";
import { codeOf } from "./error-code.ts";

export const LOCK_FILE = ".plimsoll-lock.json";

/** Between making the file and filling it a process needs a moment; later an empty file is a leftover. */
const FILLING_TRIES = 8;
const FILLING_PAUSE_MS = 25;
/** How often another process may be quicker before it is believed to be at work. */
const TAKING_TRIES = 5;

export interface DirectoryLock {
  release(): void;
}

export type LockAttempt =
  | { readonly kind: "locked"; readonly lock: DirectoryLock }
  | { readonly kind: "held"; readonly holder: ProcessIdentity };

/** Takes the directory, or says who has it. Throws what the system says if nothing can be written there. */
export function lockDirectory(directory: string): LockAttempt {
  const path = join(directory, LOCK_FILE);
  const own = JSON.stringify({ ...ownIdentity(), token: randomUUID() });
  let holder: ProcessIdentity | undefined;
  for (let attempt = 0; attempt < TAKING_TRIES; attempt += 1) {
    if (createLock(path, own) && contentOf(path) === own) return { kind: "locked", lock: lockOf(path, own) };
    const found = filledContentOf(path);
    if (found === undefined) continue;
    holder = identityIn(found);
    if (holder !== undefined && mayBeAlive(holder)) return { kind: "held", holder };
    removeLeftover(path, found);
  }
  return { kind: "held", holder: holder ?? { pid: 0, host: "", began: "" } };
}

function lockOf(path: string, own: string): DirectoryLock {
  return {
    release: () => {
      if (contentOf(path) === own) rmSync(path, { force: true });
    },
  };
}

/** False if the file is there. */
function createLock(path: string, content: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, "wx");
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  try {
    writeSync(descriptor, content);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return true;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The content once it is whole, or what is there when nobody fills it any more. */
function filledContentOf(path: string): string | undefined {
  let content = contentOf(path);
  for (let tries = 0; tries < FILLING_TRIES && content !== undefined && identityIn(content) === undefined; tries += 1) {
    Atomics.wait(NEVER_WOKEN, 0, 0, FILLING_PAUSE_MS);
    content = contentOf(path);
  }
  return content;
}

const NEVER_WOKEN = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

function identityIn(content: string): ProcessIdentity | undefined {
  try {
    const found: unknown = JSON.parse(content);
    return isIdentity(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isIdentity(found: unknown): found is ProcessIdentity {
  if (typeof found !== "object" || found === null || !("pid" in found && "host" in found && "began" in found))
    return false;
  return typeof found.pid === "number" && typeof found.host === "string" && typeof found.began === "string";
}

/** Takes the file away, unless another process has meanwhile put its own there: that is given back. */
function removeLeftover(path: string, content: string): void {
  const aside = `${path}-${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if (contentOf(aside) === content) rmSync(aside, { force: true });
  else renameSync(aside, path);
}
