// A report on disk: all of it or nothing. A list in the directory says which files are ours; no other file is ever
// replaced or removed.

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { LIST_FILE, listedFiles, listText } from "./report-list.ts";
import type { PendingReport } from "./report-writing.ts";
import { codeOf } from "./error-code.ts";
import { DirectoryRefusal, entryAt, existingDirectory, StagedDirectory } from "./staged-directory.ts";

/**
 * Begins a report that is to stand at `path`, in place of an older one. Whatever fails, in opening, writing or
 * publishing, what stood at `path` is left as it was. Errors of the system are passed on; so that callers need not tell
 * them apart, a DirectoryRefusal looks like one.
 */
export async function openReport(path: string): Promise<PendingReport> {
  const absolute = resolve(path);
  const staged = new StagedDirectory(absolute, await existingDirectory(absolute));
  return {
    write: (name, content) => staged.write(name, content),
    discard: () => staged.discard(),
    publish: async () => {
      await staged.writeOwn(LIST_FILE, listText(staged.files));
      await staged.publish(staged.target === undefined ? [] : await olderFiles(staged.target, staged.files));
    },
  };
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
    throw new DirectoryRefusal(`plimsoll would have to replace what it did not write: ${inTheWay.join(", ")}`);
  }
  return present;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "EISDIR"].includes(codeOf(error) ?? "")) return undefined;
    throw error;
  }
}
