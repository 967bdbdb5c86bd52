// A directory with all that it stands in. Node's own recursive mkdir does not come back where the system says of a new name in a
// directory that is there that it does not exist, as it does under /proc.

import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

import { codeOf } from "./error-code.ts";

/** `path` is absolute. Gives the topmost directory that was made; rejects with what the system says of the first that cannot be. */
export async function makeDirectory(path: string): Promise<string | undefined> {
  const kind = await kindOf(path);
  if (kind === "directory") return undefined;
  const parent = dirname(path);
  const top = kind === "nothing" && parent !== path ? await makeDirectory(parent) : undefined;
  await mkdir(path);
  return top ?? path;
}

async function kindOf(path: string): Promise<"directory" | "something" | "nothing"> {
  return stat(path).then(
    (stats) => (stats.isDirectory() ? "directory" : "something"),
    // Other refusals than that it is not there, a file in the way among them, mkdir tells better.
    (error: unknown) => (codeOf(error) === "ENOENT" ? "nothing" : "something"),
  );
}
