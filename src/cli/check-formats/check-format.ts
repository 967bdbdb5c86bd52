// The contract of a way to print what `plimsoll check` found. The list of them is `check-formats.ts`.

import type { CheckedFiles } from "../../scenario/check-files.ts";

import type { TextOf } from "../print-diagnostics.ts";
import type { Terminal } from "../terminal.ts";

/** What a format may show beside the finding itself. */
export interface CheckView {
  readonly paint: Terminal["paintOut"];
  /** Lines of the files, to show with mistakes. */
  readonly textOf: TextOf;
  /** Mistakes only. */
  readonly quiet: boolean;
}

export interface CheckFormat {
  /** As `-o` has it. */
  readonly name: string;
  /** The whole output, with a line end. */
  render(checked: CheckedFiles, view: CheckView): string;
}
