// Paths as text and back.

import { describe, expect, it } from "vitest";

import { parsePathText, pathText } from "../../../src/environment/manifests/document-path.ts";

describe("paths as kubectl writes them", () => {
  it.each<[readonly (string | number)[], string]>([
    [["spec", "containers", 0, "name"], "spec.containers[0].name"],
    [["items", 3], "items[3]"],
    [["requests", "nvidia.com/gpu"], 'requests["nvidia.com/gpu"]'],
    [["labels", 'a"b'], String.raw`labels["a\"b"]`],
    [[], ""],
  ])("%j is %s", (path, text) => {
    expect(pathText(path)).toBe(text);
    expect(parsePathText(text)).toEqual(path);
  });

  it("reads as much of another text as is a path", () => {
    expect(parsePathText("profiles[0]..plugins[")).toEqual(["profiles", 0, "plugins"]);
  });
});
