// The formats of a rehearsal.

import { describe, expect, it } from "vitest";

import { REHEARSAL_FORMATS } from "../../../src/report/rehearsal/rehearsal-formats.ts";
import { madeRehearsal, SHORT } from "./made-rehearsal.ts";

describe("the formats", () => {
  it("are a table, the data as they are, and a summary", () => {
    const result = madeRehearsal([SHORT]);
    const texts = new Map(REHEARSAL_FORMATS.map(({ name, render }) => [name, render(result)]));
    expect([...texts.keys()]).toEqual(["table", "json", "markdown"]);
    expect(texts.get("table")).toMatch(/^LOST/);
    expect(JSON.parse(texts.get("json")!)).toEqual(result);
    expect(texts.get("markdown")).toMatch(/^### /);
  });
});
