// Lines of input files, to show with mistakes.

import { showableText } from "../scenario/decode-text.ts";
import type { FileReader } from "../scenario/file-reader.ts";
import { MAX_FILE_BYTES } from "../scenario/input-limits.ts";

import type { TextOf } from "./print-diagnostics.ts";

/** The text of each file as far as it can be read, read once. */
export function textReader(files: FileReader): TextOf {
  const texts = new Map<string, string | undefined>();
  return (path) => {
    if (!texts.has(path)) {
      const content = files.read(path, MAX_FILE_BYTES);
      texts.set(path, content.kind === "bytes" ? showableText(content.bytes) : undefined);
    }
    return texts.get(path);
  };
}
