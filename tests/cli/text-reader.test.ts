// Lines of files for messages.

import { expect, it } from "vitest";

import { textReader } from "../../src/cli/text-reader.ts";

import { MemoryFiles } from "../scenario/memory-files.ts";

it("reads each file once, and has nothing to show of what is not there", () => {
  let reads = 0;
  const files = new MemoryFiles({ "a.yaml": "a: 1\n" });
  const textOf = textReader({
    read: (path) => {
      reads += 1;
      return files.read(path);
    },
    loadModule: () => ({ kind: "broken", detail: "it is no module" }),
    list: () => undefined,
  });
  expect([textOf("a.yaml"), textOf("a.yaml"), textOf("b.yaml")]).toEqual(["a: 1\n", "a: 1\n", undefined]);
  expect(reads).toBe(2);
});
