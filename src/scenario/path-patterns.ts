// What paths may stand for: patterns (`*` and `?` within a name, `**` for any number of directories, hidden names only
// if asked for), and directories, of whose files kubectl reads those that it knows by their names.
// Imitates k8s.io/cli-runtime pkg/resource (ExpandPathsToFileVisitors), v1.36.

import { join } from "node:path";

import type { FileReader } from "./file-reader.ts";

/** A pattern that matches more files than this is surely a mistake (`**` from the root of a disk). */
export const MAX_MATCHES = 10_000;

/** Directories visited for one pattern. */
const MAX_DIRECTORIES = 10_000;

/** By their ends kubectl knows the files of a directory that it reads; compressed ones count here, too. */
const MANIFEST_NAME = /\.(?:json|yaml|yml)(?:\.gz)?$/;

/**
 * The manifests in a directory, sorted, none from directories below: as `kubectl -f` reads it. Undefined if there is
 * no such directory.
 */
export function manifestsIn(directory: string, files: FileReader): readonly string[] | undefined {
  return files
    .list(directory)
    ?.filter(({ name, isDirectory }) => !isDirectory && MANIFEST_NAME.test(name))
    .map(({ name }) => join(directory, name));
}

export function isPattern(path: string): boolean {
  return /[*?]/.test(path);
}

/**
 * The files under `base` that match, sorted, each once; undefined if there are too many. Names are compared with
 * their case. A `**` at the end means the manifests in all directories there, as `kubectl -R` reads them.
 */
export function matchingFiles(base: string, pattern: string, files: FileReader): readonly string[] | undefined {
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".");
  const wantsManifests = parts.at(-1) === "**";
  const matcher = new Matcher(files);
  matcher.descend(base, wantsManifests ? [...parts, "*"] : parts);
  if (matcher.exhausted) return undefined;
  const found = [...matcher.found].sort();
  return wantsManifests ? found.filter((path) => MANIFEST_NAME.test(path)) : found;
}

class Matcher {
  readonly found = new Set<string>();
  exhausted = false;
  #visited = 0;
  readonly #files: FileReader;

  constructor(files: FileReader) {
    this.#files = files;
  }

  descend(directory: string, parts: readonly string[]): void {
    const [part, ...rest] = parts;
    if (part === undefined || this.exhausted) return;
    if (part === "..") {
      this.descend(join(directory, ".."), rest);
      return;
    }
    this.#visited += 1;
    const expression = part === "**" ? undefined : nameExpression(part);
    if (expression === undefined) this.descend(directory, rest);
    for (const entry of this.#files.list(directory) ?? []) {
      const path = join(directory, entry.name);
      if (expression === undefined) {
        if (entry.isDirectory && !entry.name.startsWith(".")) this.descend(path, parts);
      } else if (expression.test(entry.name)) {
        if (rest.length > 0) this.descend(path, rest);
        else if (!entry.isDirectory) this.found.add(path);
      }
    }
    this.exhausted ||= this.found.size > MAX_MATCHES || this.#visited > MAX_DIRECTORIES;
  }
}

function nameExpression(part: string): RegExp {
  const hidden = part.startsWith(".") ? "" : "(?!\\.)";
  const body = part
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${hidden}${body}$`, "s");
}
