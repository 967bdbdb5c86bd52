// CSV text: quoting, formulas, numbers, and the way back through a reader.

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { csvText } from "../../../src/report/csv/csv-text.ts";

import { HOSTILE } from "../hostile-result.ts";

const SEED = 3;

describe("CSV text", () => {
  it("has a header and one line a row, ended by line feeds", () => {
    expect(csvText({ header: ["name", "wait_seconds"], rows: [["a,b", 1.5]] })).toBe('name,wait_seconds\n"a,b",1.5\n');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "＝1"])("keeps %s from being run as a formula", (formula) => {
    expect(csvText({ header: ["text"], rows: [[formula]] })).toBe(`text\n'${formula}\n`);
  });

  it("keeps tabs and carriage returns, which some spreadsheets skip, from leading to a formula", () => {
    expect(csvText({ header: ["text"], rows: [["\t=1"], ["\r=1"]] })).toBe("text\n\\u0009=1\n\\u000d=1\n");
  });

  it("leaves numbers numbers, negative ones too", () => {
    expect(csvText({ header: ["x"], rows: [[-5], [1e-7], [0]] })).toBe("x\n-5\n1e-7\n0\n");
  });

  it("writes truth in words, and nothing for what is no number", () => {
    const rows = [[true, false, null, Number.NaN, Number.POSITIVE_INFINITY]];
    expect(csvText({ header: ["a", "b", "c", "d", "e"], rows })).toBe("a,b,c,d,e\ntrue,false,,,\n");
  });

  it("keeps a hostile text in its cell", () => {
    const [, row] = parse(csvText({ header: ["a", "b"], rows: [[HOSTILE, 1]] }));
    expect(row).toHaveLength(2);
    expect(row![0]).toMatch(/^'=HYPERLINK\("http:\/\/x"\)/);
    expect(row![1]).toBe("1");
  });

  it("gives back through a reader what went in", () => {
    const words = fc.string().filter((text) => /^[^=+\-@\p{Cc}]/u.test(text) && !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(words, fc.double({ noNaN: true, noDefaultInfinity: true }))), (rows) => {
        const [, ...read] = parse(csvText({ header: ["a", "b"], rows }));
        expect(read.map(([a, b]) => [a, Number(b)])).toEqual(rows.map(([a, b]) => [a, b === 0 ? 0 : b]));
      }),
      { seed: SEED },
    );
  });
});
