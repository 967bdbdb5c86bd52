// Files that exist only for an experiment, in front of those on disk: scenarios and manifests that a command makes.

import type { FileContent, FileReader, ModuleContent } from "../../scenario/file-reader.ts";

export class MadeFiles implements FileReader {
  readonly post?: NonNullable<FileReader["post"]>;
  readonly #files: FileReader;
  readonly #made = new Map<string, Uint8Array>();

  constructor(files: FileReader) {
    this.#files = files;
    if (files.post !== undefined) this.post = files.post;
  }

  /** A file in the place of whatever lies at the path. */
  put(path: string, text: string): void {
    this.#made.set(path, new TextEncoder().encode(text));
  }

  has(path: string): boolean {
    return this.#made.has(path);
  }

  read(path: string, maxBytes: number): FileContent {
    const bytes = this.#made.get(path);
    return bytes === undefined ? this.#files.read(path, maxBytes) : { kind: "bytes", bytes };
  }

  list(directory: string): ReturnType<FileReader["list"]> {
    return this.#files.list(directory);
  }

  loadModule(path: string): ModuleContent {
    return this.#files.loadModule(path);
  }
}
