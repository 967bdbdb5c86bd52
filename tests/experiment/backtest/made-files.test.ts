// Files that exist only for an experiment.

import { expect, it } from "vitest";

import { MadeFiles } from "../../../src/experiment/backtest/made-files.ts";

import { MemoryFiles } from "../../scenario/memory-files.ts";

it("a made file stands in front of the one on disk, and others are as they are", () => {
  const made = new MadeFiles(new MemoryFiles({ "a.yaml": "disk", "b.yaml": "disk" }));
  made.put("a.yaml", "made");
  const text = (path: string) => {
    const content = made.read(path, 100);
    return content.kind === "bytes" ? new TextDecoder().decode(content.bytes) : content.kind;
  };
  expect(["a.yaml", "b.yaml", "c.yaml"].map(text)).toEqual(["made", "disk", "missing"]);
  expect([made.has("a.yaml"), made.has("b.yaml")]).toEqual([true, false]);
  expect(made.list(".")?.map(({ name }) => name)).toEqual(["a.yaml", "b.yaml"]);
  expect(made.loadModule("m.js").kind).toBe("broken");
});
