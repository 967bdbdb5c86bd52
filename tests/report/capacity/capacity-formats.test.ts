// The formats of a capacity result.

import { describe, expect, it } from "vitest";

import { CAPACITY_FORMATS } from "../../../src/report/capacity/capacity-formats.ts";
import { madeCapacity } from "./made-capacity.ts";

describe("the formats", () => {
  it("are a table, the data as they are, and a summary", () => {
    const result = madeCapacity();
    const texts = new Map(CAPACITY_FORMATS.map(({ name, render }) => [name, render(result)]));
    expect([...texts.keys()]).toEqual(["table", "json", "markdown"]);
    expect(texts.get("table")).toMatch(/^ANSWER/);
    expect(JSON.parse(texts.get("json")!)).toEqual(result);
    expect(texts.get("markdown")).toMatch(/^### /);
  });
});
