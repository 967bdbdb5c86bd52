// A report on disk: all of it or nothing. Files are written and synced beside their place under another name, then
// renamed. A list in the directory says which files are ours; no other file is ever replaced or removed.

import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { lstat, mkdir, open, readFile, realpath, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { isPlainFileName, LIST_FILE, listedFiles, listText } from "./report-list.ts";
import type { PendingReport } from "./report-writing.ts";

/**
 * Begins a report that is to stand at `path`, in place of an older one. Whatever fails, in opening, writing or
 * publishing, what stood at `path` is left as it was. Errors of the system are passed on; so that callers need not tell
 * them apart, a ReportRefusal looks like one.
 */
export async function openReport(path: string): Promise<PendingReport> {
  const absolute = resolve(path);
  return new StagedReport(absolute, await existingDirectory(absolute));
}

/** Why a report cannot stand where it should, found before anything was touched. */
class ReportRefusal extends Error {
  override readonly name = "ReportRefusal";
  readonly code = "REPORT_REFUSED";
  readonly syscall = "rename";
}

/** Files that wait beside their place. */
class StagedReport implements PendingReport {
  readonly #path: string;
  /** The existing directory that takes the files; undefined while there is none. */
  readonly #target: string | undefined;
  readonly #files: string[] = [];
  #staging: string | undefined;
  /** The topmost directory that had to be made for the report's parent. */
  #madeParent: string | undefined;

  constructor(path: string, target: string | undefined) {
    this.#path = path;
    this.#target = target;
  }

  async write(path: string, content: string): Promise<void> {
    if (!isPlainFileName(path)) throw new RangeError(`${path} is no plain file name`);
    await writeSynced(join(await this.#stage(), path), content);
    this.#files.push(path);
  }

  async publish(): Promise<void> {
    const staging = await this.#stage();
    await writeSynced(join(staging, LIST_FILE), listText(this.#files));
    await syncDirectory(staging);
    if (this.#target === undefined) {
      await rename(staging, this.#path);
      await syncDirectory(dirname(this.#path));
    } else {
      await exchange(staging, this.#target, [...this.#files, LIST_FILE]);
      await this.discard();
    }
  }

  async discard(): Promise<void> {
    try {
      if (this.#staging !== undefined) await rm(this.#staging, { recursive: true, force: true });
      if (this.#madeParent !== undefined) await removeEmpty(dirname(this.#path), this.#madeParent);
    } catch {
      // What made the report fail may keep it from being removed; the first failure is the one to tell.
    }
  }

  /** Made as late as possible, so that an interrupted run leaves nothing while its charts are drawn. */
  async #stage(): Promise<string> {
    if (this.#staging !== undefined) return this.#staging;
    // Inside an existing directory: its parent may be another file system, or closed to us.
    const parent = this.#target ?? dirname(this.#path);
    this.#madeParent = await mkdir(parent, { recursive: true });
    const staging = join(parent, `.plimsoll-partial-${randomUUID()}`);
    await mkdir(staging);
    this.#staging = staging;
    return staging;
  }
}

/** The directory at `path`, links followed, or undefined if nothing is there. */
async function existingDirectory(path: string): Promise<string | undefined> {
  try {
    const target = await realpath(path);
    if ((await stat(target)).isDirectory()) return target;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    if ((await entryAt(path)) !== undefined) throw new ReportRefusal(`${path} is a link that leads nowhere`);
    return undefined;
  }
  throw new ReportRefusal(`${path} is not a directory`);
}

/** Swaps the older report's files for the staged ones; if a step fails, all steps before it are taken back. */
async function exchange(staging: string, target: string, files: readonly string[]): Promise<void> {
  const older = await olderFiles(target, files);
  const aside = join(staging, ".older");
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

/** Files of an older report that still stand in `target`; refuses if a file that is not ours is in the way. */
async function olderFiles(target: string, files: readonly string[]): Promise<readonly string[]> {
  const listed = listedFiles(await readIfThere(join(target, LIST_FILE)));
  const ours = [...new Set([...listed, LIST_FILE])];
  const present: string[] = [];
  const foreign: string[] = [];
  for (const file of new Set([...ours, ...files])) {
    const found = await entryAt(join(target, file));
    if (found === undefined) continue;
    const isOurs = ours.includes(file) && !found.isDirectory();
    (isOurs ? present : foreign).push(file);
  }
  const inTheWay = foreign.filter((file) => files.includes(file));
  if (inTheWay.length > 0) {
    throw new ReportRefusal(`plimsoll would have to replace what it did not write: ${inTheWay.join(", ")}`);
  }
  return present;
}

async function writeSynced(path: string, content: string): Promise<void> {
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

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "EISDIR"].includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}

async function entryAt(path: string): Promise<Stats | undefined> {
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

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
