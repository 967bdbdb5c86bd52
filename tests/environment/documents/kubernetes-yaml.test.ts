// Plain scalars as kubectl reads them. The expected values follow goyaml.v2/resolve.go of kubernetes-sigs/yaml.

import { load } from "js-yaml";
import { describe, expect, it } from "vitest";

import { KUBERNETES_YAML } from "../../../src/environment/documents/kubernetes-yaml.ts";

function value(text: string): unknown {
  return (load(`key: ${text}`, { schema: KUBERNETES_YAML }) as { key: unknown }).key;
}

describe("plain scalars", () => {
  it.each(["y", "Yes", "on", "TRUE", "true"])("%s is true", (text) => {
    expect(value(text)).toBe(true);
  });

  it.each(["n", "No", "off", "FALSE", "False"])("%s is false", (text) => {
    expect(value(text)).toBe(false);
  });

  it.each(["", "~", "null", "NULL"])("'%s' is null", (text) => {
    expect(value(text)).toBeNull();
  });

  it.each([
    ["0", 0],
    ["-7", -7],
    ["+5", 5],
    ["010", 8],
    ["0o17", 15],
    ["0x1F", 31],
    ["0b101", 5],
    ["1_000", 1000],
    ["08", 8],
    ["1.5", 1.5],
    [".5", 0.5],
    ["1e3", 1000],
    ["1.", 1],
  ])("%s is the number %f", (text, number) => {
    expect(value(text)).toBe(number);
  });

  it.each(["12:30", "2001-01-01", "1.2.3", "10Gi", "500m", "yES", "0x", "1__", "_1", "'5'", '"true"'])(
    "%s is text",
    (text) => {
      const plain = text.replaceAll(/^['"]|['"]$/g, "");
      expect(value(text)).toBe(text === "1__" ? 1 : plain);
    },
  );

  it("reads numbers that are none as such, so that they can be refused", () => {
    expect(value(".nan")).toBeNaN();
    expect(value("-.inf")).toBe(Number.NEGATIVE_INFINITY);
    expect(value("+.Inf")).toBe(Number.POSITIVE_INFINITY);
  });

  it("keeps whole numbers as text where a double would change them", () => {
    expect(value("9007199254740991")).toBe(9_007_199_254_740_991);
    expect(value("9007199254740993")).toBe("9007199254740993");
    expect(value("-0xFFFFFFFFFFFFFFFF")).toBe("-18446744073709551615");
  });

  it("merges mappings with <<, explicit keys first", () => {
    const text = "base: &base { a: 1, b: 2 }\nnext:\n  <<: *base\n  b: 3\n";
    expect(load(text, { schema: KUBERNETES_YAML })).toEqual({ base: { a: 1, b: 2 }, next: { a: 1, b: 3 } });
  });
});
