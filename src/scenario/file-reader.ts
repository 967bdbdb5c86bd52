// The port through which scenarios see files; `src/cli/file-system.ts` implements it, tests bring their own.
// Reading never throws, and waits for nothing but standard input: what cannot be read is said as a value.

import type { Post } from "../scheduling/extenders/http-extender.ts";

/** The path that stands for standard input. */
export const STANDARD_INPUT = "-";

/** Why there are no bytes; `detail` is for the user. */
export interface FileFailure {
  readonly kind: "missing" | "directory" | "not-a-file" | "no-permission" | "too-large" | "corrupt" | "unreadable";
  readonly detail: string;
}

export interface FileBytes {
  readonly kind: "bytes";
  /** What is to be read. */
  readonly bytes: Uint8Array;
  /** What the file holds, if that is `bytes` compressed. */
  readonly stored?: Uint8Array;
}

export type FileContent = FileBytes | FileFailure;

/** A module, or why it is none: in words, with the place in its file where that is known (lines and columns from 1). */
export type ModuleContent =
  | { readonly kind: "module"; readonly exports: Readonly<Record<string, unknown>> }
  | {
      readonly kind: "broken";
      readonly detail: string;
      readonly place?: { readonly line: number; readonly column: number };
    };

export interface DirectoryEntry {
  readonly name: string;
  /** True for a directory itself, not for a link to one: patterns never follow links in a circle. */
  readonly isDirectory: boolean;
}

export interface FileReader {
  /**
   * The bytes of a regular file of at most `maxBytes`, or those of standard input, as often as they are asked for.
   * What is compressed with gzip, whatever its name, is unpacked, and is at most as large then.
   */
  read(path: string, maxBytes: number): FileContent;
  /** What the JavaScript module in a file exports; loading it runs it, once. */
  loadModule(path: string): ModuleContent;
  /** Asks somebody on the network, and waits; absent where that is not allowed. */
  readonly post?: Post;
  /** What a directory holds, sorted by name; undefined if it cannot be listed. */
  list(directory: string): readonly DirectoryEntry[] | undefined;
}
