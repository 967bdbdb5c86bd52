// CSV files and what can be wrong with them.

import { describe, expect, it } from "vitest";

import { DiagnosticSink, type Diagnostic } from "../../../src/base/diagnostic.ts";

import { readCsvTable, type CsvTable } from "../../../src/environment/documents/csv-table.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";

const COLUMNS = { required: ["name", "count"], optional: ["note"] };

function read(text: string): { readonly table: CsvTable | undefined; readonly found: readonly Diagnostic[] } {
  const sink = new DiagnosticSink();
  return { table: readCsvTable(new SourceText("f.csv", text), COLUMNS, sink), found: sink.all };
}

describe("a CSV table", () => {
  it("gives cells by column, whatever the order, with a byte order mark and empty lines", () => {
    const { table, found } = read('\uFEFFcount,other,name\r\n1,x,a\r\n\r\n2,y,"b,c"\r\n');
    expect(found).toEqual([]);
    expect(table?.rows).toBe(2);
    expect(table?.text(1, "name")).toBe("b,c");
    expect(table?.text(0, "note")).toBe("");
    expect(table?.has("note")).toBe(false);
  });

  it("reads whole numbers in their range, and tells of others with line and column", () => {
    const { table, found } = read("name,count\na,7\nb,-1\nc,1.5\nd,\ne,11\n");
    expect([0, 1, 2, 3, 4].map((row) => table?.wholeNumber(row, "count", 10))).toEqual([
      7,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(found.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`)).toEqual([
      "wrong-type 3:3",
      "wrong-type 4:3",
      "wrong-type 5:3",
      "out-of-range 6:3",
    ]);
  });

  it.each([
    ["", "empty-file"],
    ["nme,count\na,1\n", "missing-column"],
    ["name,count,name\na,1,b\n", "duplicate-name"],
    ['name,count\na,"1\n', "csv-syntax"],
  ])("refuses %j", (text, code) => {
    const { table, found } = read(text);
    expect(table).toBeUndefined();
    expect(found.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  it("suggests the column that was meant", () => {
    expect(read("nme,count\n").found[0]?.suggestion).toBe("nme");
  });

  it("leaves out lines of another width, and tells each", () => {
    const { table, found } = read("name,count\na,1,2\nb,3\nc\n");
    expect(table?.rows).toBe(1);
    expect(found.map(({ code, position }) => `${code} ${position?.line}`)).toEqual(["ragged-row 2", "ragged-row 4"]);
  });
});
