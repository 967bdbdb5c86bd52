// Directories that appear whole or not at all: files are written and synced beside their place under another name, then
// renamed. Which files of an existing directory may be replaced, whoever begins one must say.

import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { lstat, mkdir, open, realpath, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { codeOf } from "./error-code.ts";
import { makeDirectory } from "./make-directory.ts";
import { isPlainFileName } from "./report-list.ts";

/** Files wait in a directory of such a name; older ones that they replace, in a directory in it. */
export const STAGING_PREFIX = ".plimsoll-partial-";
export const OLDER_FILES = ".older";

/** Why files cannot stand where they should, found before anything was touched. */
export class DirectoryRefusal extends Error {
  override readonly name = "DirectoryRefusal";
  readonly code = "DIRECTORY_REFUSED";
  readonly syscall = "rename";
}

/** Files that wait beside their place. */
export class StagedDirectory {
  readonly path: string;
  /** The existing directory that takes the files; undefined while there is none. */
  readonly target: string | undefined;
  readonly #files: string[] = [];
  #staging: string | undefined;
  /** The topmost directory that had to be made for the parent. */
  #madeParent: string | undefined;

  /** `path` is absolute; `target` is what existingDirectory says of it. */
  constructor(path: string, target: string | undefined) {
    this.path = path;
    this.target = target;
  }

  /** Names of the files that were written. */
  get files(): readonly string[] {
    return this.#files;
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    if (!isPlainFileName(name)) throw new RangeError(`${name} is no plain file name`);
    await this.writeOwn(name, content);
  }

  /** A file of any name. */
  async writeOwn(name: string, content: string | Uint8Array): Promise<void> {
    await writeSynced(join(await this.#stage(), name), content);
    this.#files.push(name);
  }

  /** Puts the files in their place; those of `older` in the existing directory are taken away in the same step. */
  async publish(older: readonly string[]): Promise<void> {
    const staging = await this.#stage();
    await syncDirectory(staging);
    if (this.target === undefined) {
      await rename(staging, this.path);
      await syncDirectory(dirname(this.path));
    } else {
      await exchange(staging, this.target, this.#files, older);
      await this.discard();
    }
  }

  async discard(): Promise<void> {
    try {
      if (this.#staging !== undefined) await rm(this.#staging, { recursive: true, force: true });
      if (this.#madeParent !== undefined) await removeEmpty(dirname(this.path), this.#madeParent);
    } catch {
      // What made the work fail may keep it from being removed; the first failure is the one to tell.
    }
  }

  /** Made as late as possible, so that an interrupted run leaves nothing while its charts are drawn. */
  async #stage(): Promise<string> {
    if (this.#staging !== undefined) return this.#staging;
    // Inside an existing directory: its parent may be another file system, or closed to us.
    const parent = this.target ?? dirname(this.path);
    this.#madeParent = await makeDirectory(resolve(parent));
    const staging = join(parent, `${STAGING_PREFIX}${randomUUID()}`);
    await mkdir(staging);
    this.#staging = staging;
    return staging;
  }
}

/** The directory at `path`, links followed, or undefined if nothing is there. */
export async function existingDirectory(path: string): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    if ((await stat(target)).isDirectory()) return target;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    if ((await entryAt(path)) !== undefined) throw new DirectoryRefusal(`${path} is a link that leads nowhere`);
    return undefined;
  }
  throw new DirectoryRefusal(`${path} is not a directory`);
}

/** Swaps older files for the staged ones; if a step fails, all steps before it are taken back. */
async function exchange(
  staging: string,
  target: string,
  files: readonly string[],
  older: readonly string[],
): Promise<void> {
  const aside = join(staging, OLDER_FILES);
  await mkdir(aside);
  const undo: (() => Promise<void>)[] = [];
  const move = async (from: string, to: string): Promise<void> => {
    await rename(from, to);
    undo.push(() => rename(to, from));
  };
  try {
    for (const file of older) await move(join(target, file), join(aside, file));
    for (const file of files) await move(join(staging, file), join(target, file));
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
  await syncDirectory(target);
}

async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the renames survive a power cut; systems that cannot open a directory do without. */
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    if (!["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"].includes(codeOf(error) ?? "")) throw error;
  }
}

/** What stands at a path, links not followed; undefined if nothing does. */
export async function entryAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Removes empty directories from `from` up to and including `top`. */
async function removeEmpty(from: string, top: string): Promise<void> {
  for (let directory = from; directory.startsWith(top); directory = dirname(directory)) {
    try {
      await rmdir(directory);
    } catch {
      // Somebody else put something there meanwhile: it stays.
      return;
    }
  }
}
