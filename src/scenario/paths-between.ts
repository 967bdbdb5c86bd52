// Paths of files as scenarios write them: relative to the directory of the file in which they stand.

import { dirname, join, relative } from "node:path";

import { STANDARD_INPUT } from "./file-reader.ts";

/** The directory of a file; of standard input the working directory. */
export function directoryOf(path: string): string {
  return path === STANDARD_INPUT ? "." : dirname(path);
}

/** A file in the directory. */
export function fileIn(directory: string, name: string): string {
  return join(directory, name);
}

/** What a scenario in the directory writes for the file at `path`. */
export function pathFrom(directory: string, path: string): string {
  if (path === STANDARD_INPUT) return path;
  const found = relative(directory, path);
  return found === "" ? "." : found;
}
