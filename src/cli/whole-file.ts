// One file that a user named, written whole or not at all: beside its place under another name, synced, then renamed.

import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import { DirectoryRefusal, entryAt } from "./staged-directory.ts";

/** Puts `content` at `path`, in place of an older file. Errors of the system are passed on; a directory there is refused like one. */
export async function writeWholeFile(path: string, content: string): Promise<void> {
  const place = resolve(path);
  const there = await entryAt(place);
  if (there?.isDirectory() === true) throw new DirectoryRefusal("it is a directory");
  // What is no regular file, such as a pipe or a terminal, cannot be replaced: it is written to.
  if (there !== undefined && !there.isFile() && !there.isSymbolicLink()) {
    await writeInto(place, content, "w");
    return;
  }
  const staged = join(dirname(place), `.plimsoll-partial-${randomUUID()}`);
  try {
    await writeInto(staged, content, "wx");
    await rename(staged, place);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

async function writeInto(path: string, content: string, flags: "w" | "wx"): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.writeFile(content);
    if (flags === "wx") await file.sync();
  } finally {
    await file.close();
  }
}
