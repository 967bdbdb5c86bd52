// Patterns and the files they mean.

import { describe, expect, it } from "vitest";

import { isPattern, manifestsIn, matchingFiles, MAX_MATCHES } from "../../src/scenario/path-patterns.ts";
import { MemoryFiles } from "./memory-files.ts";

const FILES = new MemoryFiles(
  Object.fromEntries(
    ["a.yaml", "b.yml", "shop/web.yaml", "shop/api.yaml", "shop/old/x.yaml", "shop/.hidden.yaml", "c[1].yaml"].map(
      (path) => [path, ""],
    ),
  ),
);

describe("patterns", () => {
  it.each<[string, readonly string[]]>([
    ["*.yaml", ["a.yaml", "c[1].yaml"]],
    ["shop/*.yaml", ["shop/api.yaml", "shop/web.yaml"]],
    ["shop/w?b.yaml", ["shop/web.yaml"]],
    ["**/*.yaml", ["a.yaml", "c[1].yaml", "shop/api.yaml", "shop/old/x.yaml", "shop/web.yaml"]],
    ["shop/**/x.yaml", ["shop/old/x.yaml"]],
    ["shop/.*.yaml", ["shop/.hidden.yaml"]],
    ["./*/web.yaml", ["shop/web.yaml"]],
    ["c[1].*", ["c[1].yaml"]],
    ["*", ["a.yaml", "b.yml", "c[1].yaml"]],
    ["nothing/*", []],
    ["shop/**", ["shop/api.yaml", "shop/old/x.yaml", "shop/web.yaml"]],
  ])("%s means %j", (pattern, paths) => {
    expect(matchingFiles(".", pattern, FILES)).toEqual(paths);
  });

  it("may climb out of the directory they start from", () => {
    expect(matchingFiles("shop/old", "../*.yaml", FILES)).toEqual(["shop/api.yaml", "shop/web.yaml"]);
  });

  it("are given up where they match too much", () => {
    const many = new MemoryFiles(
      Object.fromEntries(Array.from({ length: MAX_MATCHES + 1 }, (_, index) => [`${index}.yaml`, ""])),
    );
    expect(matchingFiles(".", "*.yaml", many)).toBeUndefined();
  });

  it("are told from plain paths", () => {
    expect([isPattern("a/*.yaml"), isPattern("a?"), isPattern("a/b[1].yaml")]).toEqual([true, true, false]);
  });
});

describe("directories", () => {
  const files = new MemoryFiles(
    Object.fromEntries(
      ["d/b.yaml", "d/a.yml", "d/c.json.gz", "d/.d.json", "d/e.txt", "d/f.YAML", "d/g.gz", "d/h/i.yaml"].map((path) => [
        path,
        "",
      ]),
    ),
  );

  it("mean their manifests, as kubectl knows them, and none from below", () => {
    expect(manifestsIn("d", files)).toEqual(["d/.d.json", "d/a.yml", "d/b.yaml", "d/c.json.gz"]);
    expect(manifestsIn("d/h", files)).toEqual(["d/h/i.yaml"]);
  });

  it("are told from what is none", () => {
    expect(manifestsIn("d/b.yaml", files)).toBeUndefined();
  });
});
