// Label selectors as text: what is read, and in which words the rest is refused.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { selectorText, selectsLabels } from "../../src/model/label-selector.ts";
import { parseLabelSelector } from "../../src/model/label-selector-text.ts";

/** The text as it is written back, or why it cannot be read. */
function answer(text: string): string {
  const parsed = parseLabelSelector(text);
  return parsed.kind === "invalid" ? parsed.message : selectorText(parsed);
}

describe("a text", () => {
  it.each([
    ["", ""],
    [" \t\r\n", ""],
    ["app", "app"],
    [" ! app ", "!app"],
    ["app=web", "app=web"],
    ["app == web", "app==web"],
    ["app!=web", "app!=web"],
    ["app=", "app="],
    ["x=,z", "x=,z"],
    ["tier=front,app=web", "app=web,tier=front"],
    ["app in(web,db)", "app in (db,web)"],
    ["app notin ( )", "app notin ()"],
    ["app in (,)", "app in ()"],
    ["app in (a,,b,a)", "app in (,a,b)"],
    ["app in (a,)", "app in (,a)"],
    ["in in (in,notin)", "in in (in,notin)"],
    ["notin=in", "notin=in"],
    ["version>2,version < 12", "version>2,version<12"],
    ["a=1\0b=2", "found 'b', expected: ',' or 'end of string'"],
    ["a=1 \0b=2", "a=1"],
  ])("`%s` is read as `%s`", (text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  it.each([
    [",a", "found ',', expected: !, identifier, or 'end of string'"],
    ["a,", "found '', expected: identifier after ','"],
    ["a,,b", "found ',', expected: identifier after ','"],
    ["a=b=c", "found '=', expected: ',' or 'end of string'"],
    ["!a=b", "found '=', expected: ',' or 'end of string'"],
    ["!", "unable to parse requirement: found '', expected: identifier"],
    ["!!a", "unable to parse requirement: found '!', expected: identifier"],
    ["a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ["a===b", "unable to parse requirement: found '=', expected: identifier"],
    ["a in", "unable to parse requirement: found '' expected: '('"],
    ["a in (=", "unable to parse requirement: found '=', expected: ',', ')' or identifier"],
    ["a in (b", "unable to parse requirement: found '', expected: ',' or ')'"],
    ["a in (b,", "unable to parse requirement: found '', expected: ',', or identifier"],
    ["/a=b", 'unable to parse requirement: <nil>: Invalid value: "/a": prefix part must be non-empty'],
    [
      "a>x",
      "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ])("`%s` is refused", (text, message) => {
    expect(answer(text)).toBe(message);
  });

  it("selects as the same selector of an object would", () => {
    const parsed = parseLabelSelector("app in (web,db),!canary");
    if (parsed.kind === "invalid") throw new Error(parsed.message);
    expect(selectsLabels(parsed, { app: "db" })).toBe(true);
    expect(selectsLabels(parsed, { app: "db", canary: "" })).toBe(false);
  });

  it("is read to its end, whatever it holds, and what is written can be read again", () => {
    const part = fc.constantFrom("a", "b", "in", "notin", "=", "!", "!=", "(", ")", ",", " ", "<", "7");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const parsed = parseLabelSelector(parts.join(""));
        if (parsed.kind === "invalid") return;
        expect(answer(selectorText(parsed))).toBe(selectorText(parsed));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
