// The real file system behind the scenario's port. Opens only regular files and never waits for one: a pipe, a
// device or a directory in place of a file is said, not read. Only standard input is waited for, if it is asked for.

import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync, type Stats } from "node:fs";
import { gunzipSync } from "node:zlib";

import {
  STANDARD_INPUT,
  type DirectoryEntry,
  type FileContent,
  type FileFailure,
  type FileReader,
  type ModuleContent,
} from "../scenario/file-reader.ts";

import { loadModule } from "./load-module.ts";

const CHUNK_BYTES = 1024 * 1024;

/** Opening returns at once and takes no terminal. Windows has neither flag, and `|` takes undefined for 0. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

class NodeFiles implements FileReader {
  /** What standard input held: it gives that only once. */
  #standardInput: FileContent | undefined;

  read(path: string, maxBytes: number): FileContent {
    if (path !== STANDARD_INPUT) return unpack(readBytes(path, maxBytes), path, maxBytes);
    this.#standardInput ??= unpack(readStandardInput(maxBytes), INPUT_NAME, maxBytes);
    return this.#standardInput;
  }

  loadModule(path: string): ModuleContent {
    return loadModule(path);
  }

  list(directory: string): readonly DirectoryEntry[] | undefined {
    return listDirectory(directory);
  }
}

const INPUT_NAME = "standard input";
const INPUT_DESCRIPTOR = 0;

/** Reads from disk and from standard input; paths are relative to the working directory. */
export const NODE_FILES: FileReader = Object.freeze(new NodeFiles());

function readStandardInput(maxBytes: number): FileContent {
  try {
    const bytes = readUpTo(INPUT_DESCRIPTOR, maxBytes, CHUNK_BYTES);
    return bytes === undefined ? tooLarge(INPUT_NAME, maxBytes) : { kind: "bytes", bytes };
  } catch (error) {
    return failureOf(error, INPUT_NAME);
  }
}

/** What begins as gzip does is unpacked; all else stays. */
function unpack(content: FileContent, name: string, maxBytes: number): FileContent {
  if (content.kind !== "bytes" || content.bytes[0] !== 0x1f || content.bytes[1] !== 0x8b) return content;
  try {
    const bytes = gunzipSync(content.bytes, { maxOutputLength: maxBytes });
    return { kind: "bytes", bytes, stored: content.bytes };
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    if (error.code === "ERR_BUFFER_TOO_LARGE") return tooLarge(`${name}, unpacked,`, maxBytes);
    return { kind: "corrupt", detail: `${name} is compressed with gzip and damaged: ${error.message}` };
  }
}

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
    const stats = fstatSync(descriptor);
    const refusal = refuse(path, stats, maxBytes);
    if (refusal !== undefined) return refusal;
    // Room for one byte more, and a file that has not grown needs no second chunk.
    const bytes = readUpTo(descriptor, maxBytes, Math.max(CHUNK_BYTES, stats.size + 1));
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
function readUpTo(descriptor: number, maxBytes: number, chunkBytes: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const count = fill(descriptor, chunk);
    total += count;
    if (total > maxBytes) return undefined;
    chunks.push(chunk.subarray(0, count));
    if (count < chunkBytes) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, total);
  }
}

/** How many bytes were read: as many as there is room for, or fewer where the input ends. */
function fill(descriptor: number, chunk: Uint8Array): number {
  let filled = 0;
  while (filled < chunk.length) {
    const count = readSome(descriptor, chunk, filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

function readSome(descriptor: number, chunk: Uint8Array, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk, offset, chunk.length - offset, null);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // Windows says so where others give nothing.
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      // A pipe that does not block has nothing yet.
      Atomics.wait(NEVER_WOKEN, 0, 0, PAUSE_MS);
    }
  }
}

const PAUSE_MS = 5;
const NEVER_WOKEN = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

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
