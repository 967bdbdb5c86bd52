// Names that begin with a domain, and of which part of them a problem speaks.

import { describe, expect, it } from "vitest";

import {
  domainPrefixedKeyProblems,
  domainPrefixedPathProblems,
  fullyQualifiedDomainNameProblems,
  fullyQualifiedNameProblems,
  type PartProblem,
} from "../../src/model/domain-prefixed.ts";

type Check = (text: string) => readonly PartProblem[];

describe("a name with a domain", () => {
  it.each<[string, Check, readonly string[]]>([
    ["path", domainPrefixedPathProblems, ["acme.io/foo", "a/b/c%20d", "a//"]],
    ["key", domainPrefixedKeyProblems, ["acme.io/foo", "a/B_c"]],
    ["name of three parts", fullyQualifiedNameProblems, ["a.b.c", "a.b.c.d"]],
    ["domain name", fullyQualifiedDomainNameProblems, ["a.b", "a.b."]],
  ])("is accepted as a %s", (_format, check, texts) => {
    expect(texts.flatMap(check)).toEqual([]);
    expect(check("")).toEqual([{ kind: "required" }]);
  });

  it.each<[string, Check, string, string, string]>([
    ["a path without a slash", domainPrefixedPathProblems, "acme", "acme", "must be a domain-prefixed path (such as"],
    ["a path without a domain", domainPrefixedPathProblems, "/a", "/a", "must be a domain-prefixed path (such as"],
    ["a path that ends", domainPrefixedPathProblems, "a/", "a/", "must be a domain-prefixed path (such as"],
    ["the domain of a path", domainPrefixedPathProblems, "A/b", "A", "a lowercase RFC 1123 subdomain must"],
    ["the rest of a path", domainPrefixedPathProblems, "a/b c", "b c", "Invalid path (regex used for validation is"],
    ["a key without a slash", domainPrefixedKeyProblems, "acme", "acme", "must be a domain-prefixed key (such as"],
    ["a key with two slashes", domainPrefixedKeyProblems, "a/b/c", "a/b/c", "a valid label key must"],
    [
      "a name of two parts",
      fullyQualifiedNameProblems,
      "a.b",
      "a.b",
      "should be a domain with at least three segments",
    ],
    ["a name with an empty part", fullyQualifiedNameProblems, "a..b", "a..b", "a lowercase RFC 1123 subdomain must"],
    ["one part", fullyQualifiedDomainNameProblems, "a.", "a", "should be a domain with at least two segments"],
    ["two dots at the end", fullyQualifiedDomainNameProblems, "a.b..", "a.b.", "a lowercase RFC 1123 subdomain"],
    [
      "a long part",
      fullyQualifiedDomainNameProblems,
      `a.${"x".repeat(64)}.${"y".repeat(64)}`,
      "x".repeat(64),
      "must be no more than 63 characters",
    ],
  ])("is refused: %s", (_sentence, check, text, value, beginning) => {
    const problems = check(text);
    expect(problems).toMatchObject([{ kind: "invalid", value }]);
    expect(JSON.stringify(problems)).toContain(beginning);
  });
});
