// Levels in words.

import { describe, expect, it } from "vitest";

import { levelTexts, valueText } from "../../../src/scenario/sweep/level-text.ts";

describe("the text of a value", () => {
  it.each([
    [4, "4"],
    ["name", "name"],
    [true, "true"],
    [null, "default"],
    [{ perSecond: 2, process: "even" }, "{perSecond: 2, process: even}"],
    [["a", "b"], "[a, b]"],
  ])("%j is %s", (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

describe("the texts of levels", () => {
  it("are the names of files without folder and ending", () => {
    expect(levelTexts(["policies/fgd.yaml", "policies/best-fit.yml", null])).toEqual(["fgd", "best-fit", "default"]);
  });

  it("are longer where short ones would be the same", () => {
    expect(levelTexts(["a/x.yaml", "b/x.yaml"])).toEqual(["a/x.yaml", "b/x.yaml"]);
    expect(levelTexts([4, "4"])).toEqual(["4", '"4"']);
    expect(levelTexts(["default", null])).toEqual(['"default"', "null"]);
  });
});
