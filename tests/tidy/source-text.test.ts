// The scanner under the tidy rules: whatever stands in a string, a comment or a pattern is not code.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { importsOf, lineAt, readSource } from "./source-text.ts";

/** Code with blanks squeezed, so that expectations can be read. */
function codeOf(text: string): string {
  return readSource(text).code.replace(/ +/g, " ");
}

describe("readSource", () => {
  it.each([
    ["a // b", "a "],
    ["a /* b\n c */ d", "a \n d"],
    ["f(\"// no comment\", '/*')", 'f(" ", " ")'],
    ['f("a\\"b", c)', 'f(" ", c)'],
    ["f(`a ${b + `c ${d}`} e`, g)", 'f(" "b + " "d""" ", g)'],
    ["f(`{ ${{ a: 1 }.a} }`)", 'f(" "{ a: 1 }.a" ")'],
    ["f(`\\` \\${ a`, b)", 'f(" ", b)'],
    ["a / b / c", "a / b / c"],
    ["total[i]! / n; // half", "total[i]! / n; "],
    ["i++ / 2; (a) / 2; a[0] / 2", "i++ / 2; (a) / 2; a[0] / 2"],
    ["f(/[/\"]'/g, b)", 'f(" ", b)'],
    ["if (!/a\\/b/.test(c)) d", 'if (!" ".test(c)) d'],
    ["return /'/.exec(a)", 'return " ".exec(a)'],
    ["x.return / 2 / 3", "x.return / 2 / 3"],
  ])("reads %s as the code %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it("keeps comments apart, at the same places", () => {
    const { comments } = readSource('a("// x"); // y\n/* z */ b');
    expect(comments).toBe("           // y\n/* z */  ");
  });

  it("ends at the end of any text, torn strings included, and keeps length and line breaks", () => {
    const character = fc.constantFrom(..."`$}{/*\\\"'\n a1(!".split(""));
    fc.assert(
      fc.property(fc.array(character, { maxLength: 40 }), (characters) => {
        const text = characters.join("");
        const { code, comments } = readSource(text);
        expect([code.length, comments.length]).toEqual([text.length, text.length]);
        const breaks = (part: string): string => part.replace(/[^\n]/g, " ");
        expect([breaks(code), breaks(comments)]).toEqual([breaks(text), breaks(text)]);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("importsOf", () => {
  it("finds imports of values, of types, of effects, at run time, and re-exports", () => {
    const text = [
      'import a from "./a.ts";',
      'import type { B } from "./b.ts";',
      "import {",
      "  c,",
      '} from "./c.ts";',
      'import "./d.ts";',
      'export { e } from "./e.ts";',
      'export * from "./f.ts";',
      'const g = await import("./g.ts");',
      'type H = import("./h.ts").H;',
      '// import i from "./i.ts"',
      'const j = \'from "./j.ts"\'; k.import(\'./k.ts\'); Array.from("./l.ts"); from("./m.ts");',
    ].join("\n");
    const found = importsOf(readSource(text)).map(
      ({ specifier, line, inCode }) => `${specifier} ${line}${inCode ? " ()" : ""}`,
    );
    expect(found).toEqual(
      ["a 1", "b 2", "c 5", "d 6", "e 7", "f 8", "g 9 ()", "h 10 ()"].map((end) => `./${end.replace(" ", ".ts ")}`),
    );
  });
});

describe("lineAt", () => {
  it("counts from one, and a line break ends its own line", () => {
    expect([0, 1, 2, 3, 4].map((index) => lineAt("a\nb\nc", index))).toEqual([1, 1, 2, 2, 3]);
  });
});
