// Reads what Kubernetes' library was asked and what it answered, from tests/model/data.

import { readFileSync } from "node:fs";

export interface RecordedCall<Input, Expected> {
  readonly case: string;
  readonly input: Input;
  readonly expected: Expected;
}

/** The calls of one file; `Input` and `Expected` are the shapes that data/README.md gives. */
export function recordedCalls<Input, Expected>(file: string): readonly RecordedCall<Input, Expected>[] {
  return readFileSync(new URL(`./data/${file}.jsonl`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedCall<Input, Expected>);
}
