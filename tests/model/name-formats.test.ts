// Names of all formats: what is good, and which messages a bad one gets.

import { describe, expect, it } from "vitest";

import {
  caselessLongNameProblems,
  cIdentifierProblems,
  configMapKeyProblems,
  decimalIntegerProblems,
  dns1035LabelProblems,
  dns1123LabelProblems,
  dns1123SubdomainProblems,
  dns1123SubdomainWithUnderscoreProblems,
  environmentNameProblems,
  httpHeaderNameProblems,
  longNameProblems,
  nameFromPrefix,
  ownerIdProblems,
  pathSegmentNameProblems,
  pathSegmentPrefixProblems,
  percentProblems,
  portNameProblems,
  portNumberProblems,
  shortNameProblems,
  strictEnvironmentNameProblems,
  uuidProblems,
  wildcardDns1123SubdomainProblems,
} from "../../src/model/name-formats.ts";

type Check = (text: string) => readonly string[];

const long = (length: number): string => "x".repeat(length);

describe("a good name", () => {
  it.each<[string, Check, readonly string[]]>([
    ["a DNS label", dns1123LabelProblems, ["a", "a-b", "0a", long(63)]],
    ["a short name", shortNameProblems, ["a", "a--b", long(63)]],
    ["a DNS subdomain", dns1123SubdomainProblems, ["a", "a.b-c.0", long(253)]],
    ["a long name", longNameProblems, ["a", "a.b-c.0", long(253)]],
    ["a long name of either case", caselessLongNameProblems, ["a", "A.b-C", "\u212A"]],
    ["a subdomain with underscores", dns1123SubdomainWithUnderscoreProblems, ["_a._b", "a_b"]],
    ["a wildcard", wildcardDns1123SubdomainProblems, ["*.a", "*.a.b"]],
    ["an RFC 1035 label", dns1035LabelProblems, ["a", "a-0", long(63)]],
    ["a C identifier", cIdentifierProblems, ["_", "a9", long(500)]],
    ["a percentage", percentProblems, ["0%", "0100%"]],
    ["an HTTP header", httpHeaderNameProblems, ["X-Y", "-"]],
    ["a name of a port", portNameProblems, ["a", "1-a", long(15)]],
    ["a name of a variable", environmentNameProblems, ["0 a-b/c", "~", "A.B"]],
    ["a strict name of a variable", strictEnvironmentNameProblems, ["a", "-_.", ".a"]],
    ["a key of a ConfigMap", configMapKeyProblems, ["a", ".a", "0_-", long(253)]],
    ["a segment of a path", pathSegmentNameProblems, ["", "...", "é:x"]],
    ["a beginning of a segment", pathSegmentPrefixProblems, [".", ".."]],
    ["a decimal integer", decimalIntegerProblems, ["0", "-1", "99999999999999999999"]],
    ["a UUID", uuidProblems, ["01234567-89ab-cdef-0123-456789abcdef"]],
  ])("is accepted as %s", (_format, check, texts) => {
    expect(texts.flatMap(check)).toEqual([]);
  });
});

describe("a bad name", () => {
  it.each<[string, Check, string, readonly string[]]>([
    ["a label with capitals", dns1123LabelProblems, "A", ["a lowercase RFC 1123 label must consist"]],
    ["a label with a dot", dns1123LabelProblems, "a.b", ["must not contain dots"]],
    ["a label that is empty", dns1123LabelProblems, "", ["a lowercase RFC 1123 label must consist"]],
    ["a long label", dns1123LabelProblems, long(64), ["must be no more than 63 characters"]],
    [
      "a long short name with a dot",
      shortNameProblems,
      `${long(62)}.a`,
      ["must be no more than 63 bytes", "must not contain dots"],
    ],
    ["a subdomain with an empty part", dns1123SubdomainProblems, "a..b", ["a lowercase RFC 1123 subdomain must"]],
    ["a long subdomain", dns1123SubdomainProblems, long(254), ["must be no more than 253 characters"]],
    ["a long long name", longNameProblems, long(254), ["must be no more than 253 bytes"]],
    ["a long name of either case", caselessLongNameProblems, "A_", ["an RFC 1123 subdomain must consist"]],
    ["a subdomain with underscores", dns1123SubdomainWithUnderscoreProblems, "a_", ["a lowercase RFC 1123 subdomain"]],
    ["a wildcard in the middle", wildcardDns1123SubdomainProblems, "a.*.b", ["a wildcard DNS-1123 subdomain must"]],
    ["a 1035 label with a digit first", dns1035LabelProblems, "0a", ["a DNS-1035 label must consist"]],
    ["an identifier with a hyphen", cIdentifierProblems, "a-b", ["a valid C identifier must"]],
    ["a percentage with a sign", percentProblems, "-1%", ["a valid percent string must"]],
    ["a header with a space", httpHeaderNameProblems, "a b", ["a valid HTTP header must consist"]],
    [
      "a port name with everything wrong",
      portNameProblems,
      "--0123456789_0123",
      [
        "must be no more than 15 characters",
        "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
        "must contain at least one letter (a-z)",
        "must not contain consecutive hyphens",
        "must not begin or end with a hyphen",
      ],
    ],
    ["an empty variable", environmentNameProblems, "", ["environment variable name must be non-empty"]],
    ["a variable with =", environmentNameProblems, "a=b", ["a valid environment variable name must consist only"]],
    ["a variable with é", environmentNameProblems, "é", ["a valid environment variable name must consist only"]],
    ["a strict variable with a digit first", strictEnvironmentNameProblems, "0", ["a valid environment variable"]],
    ["a strict variable ..", strictEnvironmentNameProblems, "..", ["must not be '..'"]],
    ["a key with a slash", configMapKeyProblems, "a/b", ["a valid config key must consist"]],
    ["a key that climbs", configMapKeyProblems, "..a", ["must not start with '..'"]],
    ["a key that stays", configMapKeyProblems, ".", ["must not be '.'"]],
    ["a segment that climbs", pathSegmentNameProblems, "..", ["may not be '..'"]],
    ["a segment of two signs", pathSegmentNameProblems, "%/", ["may not contain '/'", "may not contain '%'"]],
    ["an empty integer", decimalIntegerProblems, "", ["must be non-empty"]],
    ["an integer with zeros", decimalIntegerProblems, "-0", ["must be a valid decimal integer in canonical form"]],
    ["a UUID with capitals", uuidProblems, "01234567-89AB-cdef-0123-456789abcdef", ["must be a lowercase UUID"]],
  ])("is refused: %s", (_sentence, check, text, beginnings) => {
    const problems = check(text);
    expect(problems).toHaveLength(beginnings.length);
    for (const [index, beginning] of beginnings.entries()) expect(problems[index]).toContain(beginning);
  });

  it("is told the pattern and examples", () => {
    expect(dns1035LabelProblems("0")).toEqual([
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic " +
        "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation " +
        "is '[a-z]([-a-z0-9]*[a-z0-9])?')",
    ]);
  });
});

describe("numbers", () => {
  it("of ports and owners have bounds", () => {
    expect([1, 65_535].flatMap(portNumberProblems)).toEqual([]);
    expect(portNumberProblems(0)).toEqual(["must be between 1 and 65535, inclusive"]);
    expect([0, 2_147_483_647n].flatMap(ownerIdProblems)).toEqual([]);
    expect(ownerIdProblems(2_147_483_648)).toEqual(["must be between 0 and 2147483647, inclusive"]);
  });
});

describe("a prefix of names", () => {
  it.each([
    ["web-", "wea"],
    ["web", "web"],
    ["-", "-"],
    ["a--", "aa"],
    ["é-", "éa"],
  ])("%s is judged as %s", (prefix, name) => {
    expect(nameFromPrefix(prefix)).toBe(name);
  });
});
