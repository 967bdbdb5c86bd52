// The files of an experiment as they were when its first thread read them. Workers see these and nothing else: what changes on disk
// meanwhile changes no run, and standard input, which gives its bytes once, is there for all of them.

import type { DirectoryEntry, FileContent, FileReader, ModuleContent } from "../../scenario/file-reader.ts";

/** Plain data for other threads; the bytes are shared with them, not copied. */
export interface RecordedFiles {
  readonly contents: readonly (readonly [path: string, content: FileContent])[];
  readonly listings: readonly (readonly [directory: string, entries: readonly DirectoryEntry[] | undefined])[];
}

/** Reads on behalf of others and keeps everything that was read, and everything that was not there. */
export class RecordingFiles implements FileReader {
  readonly post?: NonNullable<FileReader["post"]>;
  readonly #files: FileReader;
  readonly #contents = new Map<string, FileContent>();
  readonly #listings = new Map<string, readonly DirectoryEntry[] | undefined>();

  constructor(files: FileReader) {
    this.#files = files;
    if (files.post !== undefined) this.post = files.post;
  }

  /** What the first reading gave; scenarios read all their files under the same limit. */
  read(path: string, maxBytes: number): FileContent {
    const known = this.#contents.get(path);
    if (known !== undefined) return known;
    const content = shared(this.#files.read(path, maxBytes));
    this.#contents.set(path, content);
    return content;
  }

  list(directory: string): readonly DirectoryEntry[] | undefined {
    if (!this.#listings.has(directory)) this.#listings.set(directory, this.#files.list(directory));
    return this.#listings.get(directory);
  }

  loadModule(path: string): ModuleContent {
    return this.#files.loadModule(path);
  }

  recorded(): RecordedFiles {
    return { contents: [...this.#contents], listings: [...this.#listings] };
  }
}

function shared(content: FileContent): FileContent {
  if (content.kind !== "bytes") return content;
  const bytes = sharedCopy(content.bytes);
  return content.stored === undefined
    ? { kind: "bytes", bytes }
    : { ...content, bytes, stored: sharedCopy(content.stored) };
}

function sharedCopy(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/**
 * The recorded files. Modules are code and cannot be recorded: they are loaded from disk, where they must still be as they were.
 */
export class ReplayedFiles implements FileReader {
  readonly post?: NonNullable<FileReader["post"]>;
  readonly #disk: FileReader;
  readonly #contents: ReadonlyMap<string, FileContent>;
  readonly #listings: ReadonlyMap<string, readonly DirectoryEntry[] | undefined>;

  /** `disk` loads modules, and asks the network where that is allowed. */
  constructor({ contents, listings }: RecordedFiles, disk: FileReader) {
    this.#disk = disk;
    this.#contents = new Map(contents);
    this.#listings = new Map(listings);
    if (disk.post !== undefined) this.post = disk.post;
  }

  read(path: string): FileContent {
    return this.#contents.get(path) ?? { kind: "missing", detail: `${path} was not read when the experiment began` };
  }

  list(directory: string): readonly DirectoryEntry[] | undefined {
    return this.#listings.get(directory);
  }

  loadModule(path: string): ModuleContent {
    const before = this.read(path);
    const now = before.kind === "bytes" ? this.#disk.read(path, before.bytes.length) : before;
    if (before.kind !== "bytes" || now.kind !== "bytes" || !areEqual(before.bytes, now.bytes)) {
      return { kind: "broken", detail: "it has changed since the experiment began" };
    }
    return this.#disk.loadModule(path);
  }
}

function areEqual(first: Uint8Array, second: Uint8Array): boolean {
  return first.length === second.length && first.every((byte, index) => byte === second[index]);
}
