// The real file system behind the scenario's port. Opens only regular files and never waits for one: a pipe, a
// device or a directory in place of a file is said, not read.

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync, type Stats } from "node:fs";

import type { DirectoryEntry, FileContent, FileFailure, FileReader } from "../scenario/file-reader.ts";

const CHUNK_BYTES = 1024 * 1024;

/** Opening returns at once and takes no terminal. Windows has neither flag, and `|` takes undefined for 0. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Reads from disk; paths are relative to the working directory. */
export const NODE_FILES: FileReader = Object.freeze({ read: readBytes, list: listDirectory });

function readBytes(path: string, maxBytes: number): FileContent {
  try {
    // Before opening, too: merely opening some devices does something.
    const refusal = refuse(path, statSync(path), maxBytes);
    return refusal ?? readOpened(path, maxBytes);
  } catch (error) {
    return failureOf(error, path);
  }
}

function readOpened(path: string, maxBytes: number): FileContent {
  const descriptor = openSync(path, OPEN_FLAGS);
  try {
    const refusal = refuse(path, fstatSync(descriptor), maxBytes);
    if (refusal !== undefined) return refusal;
    const bytes = readUpTo(descriptor, maxBytes);
    return bytes === undefined ? tooLarge(path, maxBytes) : { kind: "bytes", bytes };
  } finally {
    closeSync(descriptor);
  }
}

function refuse(path: string, stats: Stats, maxBytes: number): FileFailure | undefined {
  if (stats.isDirectory()) return { kind: "directory", detail: `${path} is a directory` };
  if (!stats.isFile()) return { kind: "not-a-file", detail: `${path} is ${kindOf(stats)}, not a file` };
  return stats.size > maxBytes ? tooLarge(path, maxBytes) : undefined;
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return "a named pipe";
  if (stats.isSocket()) return "a socket";
  return "a device";
}

function tooLarge(path: string, maxBytes: number): FileFailure {
  const mebibytes = maxBytes / (1024 * 1024);
  return { kind: "too-large", detail: `${path} is larger than ${mebibytes} MiB, the most that is read` };
}

/** All bytes, or undefined if there are more than `maxBytes`: files can grow, and some tell no size. */
function readUpTo(descriptor: number, maxBytes: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const count = readSync(descriptor, chunk, 0, CHUNK_BYTES, null);
    if (count === 0) return Buffer.concat(chunks, total);
    total += count;
    if (total > maxBytes) return undefined;
    chunks.push(chunk.subarray(0, count));
  }
}

/** What the system said, in words; anything that is no error of the system is ours. */
function failureOf(error: unknown, path: string): FileFailure {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
  switch (error.code) {
    case "ENOENT":
    case "ENOTDIR":
      return { kind: "missing", detail: `there is no file ${path}` };
    case "EACCES":
    case "EPERM":
      return { kind: "no-permission", detail: `${path} may not be read: no permission` };
    case "EISDIR":
      return { kind: "directory", detail: `${path} is a directory` };
    case "ENXIO":
      return { kind: "not-a-file", detail: `${path} is a socket or a device, not a file` };
    case "ELOOP":
      return { kind: "unreadable", detail: `${path} is a link that leads to itself` };
    default:
      return { kind: "unreadable", detail: `${path} cannot be read (${error.code})` };
  }
}

function listDirectory(directory: string): readonly DirectoryEntry[] | undefined {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries
      .map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // A directory that cannot be listed has nothing to offer; the path itself is told when it is read.
    return undefined;
  }
}
