// Record files: one recorded case per line. Finds them, names their family and theme, reads them.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

export interface RecordFile {
  readonly path: string;
  readonly family: string;
  /** File name without its ending: `fit`, `fit-1.35`. */
  readonly theme: string;
}

/** All `*.jsonl` files at or below the paths; the family is the name of the folder that holds them. */
export function findRecordFiles(paths: readonly string[]): readonly RecordFile[] {
  return paths.flatMap((path) => {
    if (!existsSync(path)) throw new Error(`there is no ${path}`);
    if (!statSync(path).isDirectory()) return [recordFile(path)];
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".jsonl"))
      .sort()
      .map((name) => recordFile(join(path, name)));
  });
}

function recordFile(path: string): RecordFile {
  return { path, family: basename(dirname(path)), theme: basename(path, ".jsonl") };
}

/** The lines of a file as values. */
export function readRecords(path: string): readonly unknown[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));
}
