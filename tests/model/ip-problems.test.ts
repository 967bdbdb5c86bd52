// What is wrong with IP addresses and blocks, and what is only warned of.

import { describe, expect, it } from "vitest";

import {
  cidrProblems,
  cidrWarnings,
  interfaceAddressProblems,
  ipProblems,
  ipWarnings,
  legacyCidrProblems,
  legacyIpProblems,
} from "../../src/model/ip-problems.ts";

describe("an IP address", () => {
  it.each([
    ["10.9.8.7", [], []],
    ["2001:db8::ffff", [], []],
    ["FE80::1", [], ['must be in canonical form ("fe80::1")']],
    ["010.0.0.1", ["must not have leading 0s"], ["must not have leading 0s"]],
    ["::ffff:1.2.3.4", ["must not be an IPv4-mapped IPv6 address"], ["must not be an IPv4-mapped IPv6 address"]],
    ["::ffff:01.2.3.4", ["must not have leading 0s"], ["must not have leading 0s"]],
    [
      "x",
      ["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"],
      ["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"],
    ],
  ])("`%s` is judged in old and in new fields", (text, legacy, strict) => {
    expect(legacyIpProblems(text)).toEqual(legacy);
    expect(ipProblems(text)).toEqual(strict);
  });

  it.each([
    ["10.9.8.7", []],
    ["fe80::1", []],
    ["FE80::1", ['IPv6 address "FE80::1" should be in RFC 5952 canonical format ("fe80::1")']],
    ["010.0.0.1", ['non-standard IP address "010.0.0.1" is invalid: use "10.0.0.1"']],
    ["::ffff:1.2.3.4", ['non-standard IP address "::ffff:1.2.3.4" is invalid: use "1.2.3.4"']],
    ["x", []],
  ])("`%s` is warned of", (text, warnings) => {
    expect(ipWarnings(text)).toEqual(warnings);
  });
});

describe("a block of addresses", () => {
  const none = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

  it.each([
    ["10.9.8.0/24", [], []],
    ["FE80::/64", [], ['must be in canonical form ("fe80::/64")']],
    ["10.9.8.0/024", ["must not have leading 0s in IP or prefix length"], undefined],
    ["::ffff:1.2.3.0/120", ["must not have an IPv4-mapped IPv6 address"], undefined],
    ["10.9.8.7/24", ["must not have bits set beyond the prefix length"], undefined],
    ["10.9.8.7", [none], undefined],
  ])("`%s` is judged in old and in new fields", (text, legacy, strict) => {
    expect(legacyCidrProblems(text)).toEqual(legacy);
    expect(cidrProblems(text)).toEqual(strict ?? legacy);
  });

  it.each([
    ["10.9.8.0/24", []],
    [
      "10.9.8.7/24",
      ['CIDR value "10.9.8.7/24" is ambiguous in this context (should be "10.9.8.0/24" or "10.9.8.7/32"?)'],
    ],
    ["10.9.8.0/024", ['non-standard CIDR value "10.9.8.0/024" is invalid: use "10.9.8.0/24"']],
    ["FE80::/64", ['IPv6 CIDR value "FE80::/64" should be in RFC 5952 canonical format ("fe80::/64")']],
    ["x", []],
  ])("`%s` is warned of", (text, warnings) => {
    expect(cidrWarnings(text)).toEqual(warnings);
  });

  it("can be the address of an interface", () => {
    expect(interfaceAddressProblems("192.168.1.5/24")).toEqual([]);
    expect(interfaceAddressProblems("FE80::5/64")).toEqual(['must be in canonical form ("fe80::5/64")']);
    expect(interfaceAddressProblems("192.168.1.5")).toEqual([
      "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)",
    ]);
  });
});
