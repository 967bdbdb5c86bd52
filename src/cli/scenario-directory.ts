// A new scenario on disk: all of its files or none. What a user has in the directory is replaced only if that is wanted.

import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";

import type { PendingReport } from "./report-writing.ts";
import { DirectoryRefusal, entryAt, existingDirectory, StagedDirectory } from "./staged-directory.ts";

/** What an earlier `init` may have left: a file that is not written again would belong to another scenario. */
const FILES_OF_A_SCENARIO = ["scenario.yaml", "cluster.yaml", "workloads.yaml", "scenario.schema.json"];

/** `fresh`: the directory must be empty or absent; `replace`: files of the same names give way. */
export type DirectoryMode = "fresh" | "replace";

/** Files that are to appear together at a path. */
export type PendingDirectory = PendingReport;

/** Begins the files of a directory. Refuses, as the system would, where there is something that would be lost. */
export async function openScenarioDirectory(path: string, mode: DirectoryMode): Promise<PendingDirectory> {
  const absolute = resolve(path);
  const target = await existingDirectory(absolute);
  if (mode === "fresh" && target !== undefined) refuseFiles(await readdir(target));
  const staged = new StagedDirectory(absolute, target);
  return {
    write: (name, content) => staged.write(name, content),
    discard: () => staged.discard(),
    publish: async () => {
      const names = [...new Set([...staged.files, ...FILES_OF_A_SCENARIO])];
      const inTheWay = target === undefined ? [] : await presentFiles(target, names);
      if (mode === "fresh") refuseFiles(inTheWay);
      await staged.publish(inTheWay);
    },
  };
}

function refuseFiles(names: readonly string[]): void {
  const [first] = names;
  if (first === undefined) return;
  const more = names.length === 1 ? "" : ` and ${names.length - 1} more`;
  throw new DirectoryRefusal(`it is not empty (${first}${more}); --force replaces files of the same names`);
}

async function presentFiles(target: string, names: readonly string[]): Promise<readonly string[]> {
  const present: string[] = [];
  for (const name of names) {
    const found = await entryAt(join(target, name));
    if (found === undefined) continue;
    if (found.isDirectory()) throw new DirectoryRefusal(`${name} is a directory there`);
    present.push(name);
  }
  return present;
}
