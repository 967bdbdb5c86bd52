// The option `--seed`.

import { expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { checkSeed } from "../../src/cli/seed-option.ts";

it("a seed may be anything but empty", () => {
  const sink = new DiagnosticSink();
  for (const seed of [undefined, "0", "a b"]) checkSeed(seed, sink);
  expect(sink.all).toEqual([]);
  checkSeed("", sink);
  expect(sink.all).toMatchObject([{ severity: "error", message: "--seed is empty" }]);
});
