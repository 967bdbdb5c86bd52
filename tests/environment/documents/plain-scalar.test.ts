// Plain scalars as kubectl reads them. The expected values are what goyaml.v2, as sigs.k8s.io/yaml 1.6 uses it, gave.

import { describe, expect, it } from "vitest";

import { asNumber, keyOfPlain, resolvePlain } from "../../../src/environment/documents/plain-scalar.ts";

describe("plain scalars", () => {
  it.each(["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"])("%s is true", (text) => {
    expect(resolvePlain(text)).toBe(true);
  });

  it.each(["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"])("%s is false", (text) => {
    expect(resolvePlain(text)).toBe(false);
  });

  it.each(["", "~", "null", "Null", "NULL"])("'%s' is null", (text) => {
    expect(resolvePlain(text)).toBeNull();
  });

  it.each([
    ["0", 0],
    ["-0", 0],
    ["-7", -7],
    ["+5", 5],
    ["010", 8],
    ["-017", -15],
    ["0o17", 15],
    ["0O_7", 7],
    ["0x1F", 31],
    ["-0X1f", -31],
    ["0b101", 5],
    ["-0b1_1", -3],
    ["1_000", 1000],
    ["1__", 1],
    ["+_1", 1],
    ["08", 8],
    ["09.5", 9.5],
    ["1.5", 1.5],
    [".5", 0.5],
    [".0_1", 0.01],
    ["+.5", 0.5],
    ["1e3", 1000],
    ["1e5_0", 1e50],
    ["1.", 1],
    ["1e-400", 0],
  ])("%s is the number %f", (text, number) => {
    expect(resolvePlain(text)).toBe(number);
  });

  it.each(["yES", "tRue", "t", "nulL", "12:30", "2001-01-01", "2001-01-01T00:00:00Z", "1.2.3", "10Gi", "500m", "0x"])(
    "%s is text",
    (text) => {
      expect(resolvePlain(text)).toBe(text);
    },
  );

  it.each(["0o8", "0b2", "_1", "._5", "+.", "1e", "1e400", "7e98881", "0xFFFFFFFFFFFFFFFFF", "<<", "=", "Infinity"])(
    "%s is text, too",
    (text) => {
      expect(resolvePlain(text)).toBe(text);
    },
  );

  it("are read as what they are where JSON has no such number, so that they can be refused", () => {
    expect(resolvePlain(".nan")).toBeNaN();
    expect(resolvePlain("-.inf")).toBe(Number.NEGATIVE_INFINITY);
    expect(resolvePlain("+.Inf")).toBe(Number.POSITIVE_INFINITY);
  });

  it("keep all digits of whole numbers of 64 bits, and lose them beyond", () => {
    expect(resolvePlain("9007199254740991")).toBe(9_007_199_254_740_991);
    expect(resolvePlain("9007199254740993")).toBe(9_007_199_254_740_993n);
    expect(resolvePlain("-9223372036854775808")).toBe(-9_223_372_036_854_775_808n);
    expect(resolvePlain("0xFFFFFFFFFFFFFFFF")).toBe(18_446_744_073_709_551_615n);
    expect(resolvePlain("+9223372036854775808")).toBe(2 ** 63);
    expect(resolvePlain("-9223372036854775809")).toBe(-(2 ** 63));
    expect(resolvePlain("18446744073709551616")).toBe(2 ** 64);
  });
});

describe("keys", () => {
  it.each([
    ["name", "name"],
    ["1", "1"],
    ["0x10", "16"],
    ["010", "8"],
    ["yes", "true"],
    ["n", "false"],
    ["2001-01-01", "2001-01-01"],
    ["9223372036854775807", "9223372036854775807"],
    ["1.0", "1"],
    ["0.1", "0.1"],
    ["0.00001", "1e-05"],
    ["1e3", "1000"],
    ["1000000", "1000000"],
    ["1e6", "1e+06"],
    ["12345678.9", "1.2345679e+07"],
    ["3.4e40", ".inf"],
    ["-.inf", "-.inf"],
    [".nan", ".nan"],
    ["1e400", "1e400"],
  ])("%s is the key %s", (text, key) => {
    expect(keyOfPlain(text)).toBe(key);
  });

  it.each(["", "~", "null", "18446744073709551615"])("'%s' is none", (text) => {
    expect(keyOfPlain(text)).toBeUndefined();
  });
});

describe("a whole number", () => {
  it("is a number where that is exact", () => {
    expect(asNumber(-5n)).toBe(-5);
    expect(asNumber(1n << 53n)).toBe(1n << 53n);
  });
});
