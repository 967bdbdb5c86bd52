// Files that were read, by the hash of what is on disk.

import { createHash } from "node:crypto";

import { expect, it } from "vitest";

import { recordedInputs } from "../../src/cli/recorded-inputs.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

it("hashes what was stored, in the order of reading, and leaves out what was not there", () => {
  const files = {
    contents: [
      ["s.yaml", { kind: "bytes", bytes: bytes("scenario") }],
      ["gone.yaml", { kind: "missing", detail: "gone" }],
      ["a.gz", { kind: "bytes", bytes: bytes("text"), stored: bytes("packed") }],
    ],
    listings: [],
  } as const;
  expect(recordedInputs(files)).toEqual([
    { path: "s.yaml", sha256: hashOf("scenario") },
    { path: "a.gz", sha256: hashOf("packed") },
  ]);
});
