// The port through which scenarios see files; `src/cli/file-system.ts` implements it, tests bring their own.
// Reading never throws and never hangs: what cannot be read is said as a value.

/** Why there are no bytes; `detail` is for the user. */
export interface FileFailure {
  readonly kind: "missing" | "directory" | "not-a-file" | "no-permission" | "too-large" | "unreadable";
  readonly detail: string;
}

export type FileContent = { readonly kind: "bytes"; readonly bytes: Uint8Array } | FileFailure;

export interface DirectoryEntry {
  readonly name: string;
  /** True for a directory itself, not for a link to one: patterns never follow links in a circle. */
  readonly isDirectory: boolean;
}

export interface FileReader {
  /** The bytes of a regular file of at most `maxBytes`. */
  read(path: string, maxBytes: number): FileContent;
  /** What a directory holds, sorted by name; undefined if it cannot be listed. */
  list(directory: string): readonly DirectoryEntry[] | undefined;
}
