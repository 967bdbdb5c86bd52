// The text of one input file, and where in it an offset lies. Knows neither YAML nor Kubernetes.

import type { SourcePosition } from "../../base/diagnostic.ts";

/** A decoded input file under the path that the user is told. */
export class SourceText {
  readonly path: string;
  readonly text: string;
  /** Offset at which each line begins; made when the first position is asked for. */
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Line and column, from 1, of an offset into the text; a column is one UTF-16 unit. What lies behind the end is there. */
  positionAt(where: number): SourcePosition {
    const offset = Math.min(where, this.text.length);
    const lineStarts = (this.#lineStarts ??= findLineStarts(this.text));
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.path, line: low + 1, column: offset - lineStarts[low]! + 1 };
  }
}

/** Lines end with `\n`, `\r\n` or a lone `\r`, as YAML counts them. */
function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  const lineEnds = text.includes("\r") ? /\r\n?|\n/g : /\n/g;
  while (lineEnds.test(text)) starts.push(lineEnds.lastIndex);
  return starts;
}
