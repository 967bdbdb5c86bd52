// What a killed process left in a directory of reports: an exchange of files that was not finished is taken back, and the rest is
// removed. Only for whoever holds the directory's lock.

import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { LOCK_FILE } from "./directory-lock.ts";
import { LIST_FILE, listedFiles } from "./report-list.ts";
import { codeOf } from "./error-code.ts";
import { entryAt, OLDER_FILES, STAGING_PREFIX } from "./staged-directory.ts";

/** Afterwards the directory holds the last report that was published whole, or none. */
export async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.startsWith(STAGING_PREFIX)) await takeBack(directory, path);
    else if (name.startsWith(`${LOCK_FILE}-`)) await rm(path, { force: true });
  }
}

/** The list moves last: while it waits in the staging directory, the exchange was not finished. Can itself be broken off. */
async function takeBack(directory: string, staging: string): Promise<void> {
  const list = await readIfThere(join(staging, LIST_FILE));
  const older = await namesIn(join(staging, OLDER_FILES));
  if (list !== undefined && older !== undefined) {
    for (const file of listedFiles(list)) {
      const isMoved = (await entryAt(join(staging, file))) === undefined;
      if (isMoved && (await entryAt(join(directory, file))) !== undefined) {
        await rename(join(directory, file), join(staging, file));
      }
    }
    for (const file of older) await rename(join(staging, OLDER_FILES, file), join(directory, file));
  }
  await rm(staging, { recursive: true, force: true });
}

async function namesIn(directory: string): Promise<readonly string[] | undefined> {
  return (await entryAt(directory)) === undefined ? undefined : readdir(directory);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
