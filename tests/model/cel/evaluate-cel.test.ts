// Operators, look-ups and macros of CEL.

import { describe, expect, it } from "vitest";

import { celMap, celString, celInt, EMPTY_MAP } from "../../../src/model/cel/values.ts";
import { evaluated } from "./evaluated.ts";

const SCOPE = new Map([
  [
    "d",
    celMap(
      new Map([
        ["model", celString("a100")],
        ["index", celInt(2n)],
      ]),
    ),
  ],
]);

describe("operators", () => {
  it.each([
    ["1 + 2 * 3 == 7", "true"],
    ["-(3) % 2", "-1"],
    ["'a' < 'b' && 2 >= 2", "true"],
    ["1 == 1.0", "true"],
    ["1 == '1'", "false"],
    ["1 < 1.5", "true"],
    ["2 in [1, 2]", "true"],
    ["'x' in {'y': 1}", "false"],
    ["!true || false ? 'yes' : 'no'", "no"],
    ["[1, 2][1]", "2"],
    ["{'a': [1]}.a[0]", "1"],
    ["null == null", "true"],
  ])("give of %s %s", (text, value) => {
    expect(evaluated(text)).toBe(value);
  });

  it.each([
    ["1 / 0", "error: division by zero"],
    ["'a' < 1", "error: no such overload: _<_(string, int)"],
    ["[1][3]", "error: index out of bounds: 3"],
    ["!1", "error: no such overload: !_(int)"],
    ["1 in 2", "error: no such overload: @in(int, int)"],
    ["{'a': 1, 'a': 2}", "error: insert failed: key a already exists"],
    ["1 ? 2 : 3", "error: no such overload: _?_:_(int)"],
  ])("say of %s %s", (text, message) => {
    expect(evaluated(text)).toBe(message);
  });

  it("are decided by the side that went well", () => {
    expect(evaluated("1 / 0 == 1 || true")).toBe("true");
    expect(evaluated("1 / 0 == 1 && false")).toBe("false");
    expect(evaluated("1 / 0 == 1 || false")).toBe("error: division by zero");
    expect(evaluated("false || 1")).toBe("error: no such overload: _||_(bool, int)");
  });
});

describe("fields", () => {
  it("are looked up, and missed by name", () => {
    expect(evaluated("d.model == 'a100'", SCOPE)).toBe("true");
    expect(evaluated("d['index'] + 1", SCOPE)).toBe("3");
    expect(evaluated("d.ecc", SCOPE)).toBe("error: no such key: ecc");
    expect(evaluated("has(d.ecc) || has(d.model)", SCOPE)).toBe("true");
    expect(evaluated("d.model.x", SCOPE)).toBe("error: no such overload: select(string)");
  });

  it("may have a value for all that is absent", () => {
    const scope = new Map([["d", celMap(new Map(), EMPTY_MAP)]]);
    expect(evaluated("has(d.any) && size(d['any']) == 0", scope)).toBe("true");
  });
});

describe("macros", () => {
  it.each([
    ["[1, 2].all(x, x > 0)", "true"],
    ["[1, 2].exists(x, x > 1)", "true"],
    ["[1, 2].exists_one(x, x > 0)", "false"],
    ["[1, 2, 3].filter(x, x > 1)", "[2, 3]"],
    ["[1, 2].map(x, x * 2)", "[2, 4]"],
    ["{'a': 1}.all(k, k == 'a')", "true"],
    ["cel.bind(x, 2, x * x)", "4"],
    ["[0, 1].exists(x, 1 / x == 1)", "true"],
    ["[0, 1].all(x, 1 / x == 1)", "error: division by zero"],
    ["[1].all(x, 2)", "error: no such overload: all(int)"],
    ["1.all(x, true)", "error: no such overload: all(int)"],
  ])("give of %s %s", (text, value) => {
    expect(evaluated(text.replace("1.all", "(1).all"))).toBe(value);
  });
});
