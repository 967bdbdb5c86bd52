// The files of this repository as git sees them: tracked ones, and new ones that are not ignored.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The top of the repository, with a slash at the end. */
export const TOP = fileURLToPath(new URL("../../", import.meta.url));

/** Paths from the top, with forward slashes, in the order of their letters. */
export function listFiles(): readonly string[] {
  const listed = git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).split("\0");
  return [...new Set(listed)].filter((path) => path !== "" && existsSync(TOP + path)).sort();
}

/** The text of one file; `path` is from the top. */
export function readText(path: string): string {
  return readFileSync(TOP + path, "utf8");
}

/**
 * Paths that differ from what others already have: from the upstream branch, or, where there is none, from the last
 * version tag. Empty if there is neither.
 */
export function changedPaths(): readonly string[] {
  for (const found of ["@{upstream}", "tag"]) {
    try {
      const base = found === "tag" ? git(["describe", "--tags", "--abbrev=0"]).trim() : found;
      return git(["diff", "--name-only", "-z", `${base}...HEAD`])
        .split("\0")
        .filter((path) => path !== "");
    } catch {
      // Neither an upstream nor a tag is a fault: a fresh clone of one branch has the first, a release the second.
    }
  }
  return [];
}

function git(args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd: TOP,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 26,
  });
}
