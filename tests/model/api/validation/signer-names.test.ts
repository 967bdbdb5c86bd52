// Names of signers and of bundles of certificates.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  isKubernetesSigner,
  trustBundleNameProblems,
  validateSignerName,
} from "../../../../src/model/api/validation/signer-names.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("s");

it("knows Kubernetes' own signers", () => {
  const names = ["kubernetes.io/a", "x.kubernetes.io/a", "example.com/a", "mykubernetes.io/a"];
  expect(names.map(isKubernetesSigner)).toEqual([true, true, false, false]);
});

describe("validateSignerName", () => {
  it.each(["example.com/signer", "example.com/space.name"])("accepts %s", (name) => {
    expect(validateSignerName(name, PATH)).toEqual([]);
  });

  it("asks for a domain and a name", () => {
    expect(errorLines(validateSignerName(undefined, PATH))).toEqual(["s: Required value"]);
    expect(errorLines(validateSignerName("a/b/c", PATH))).toEqual([
      `s: Invalid value: "a/b/c": must be a fully qualified domain and path of the form 'example.com/signer-name'`,
    ]);
    expect(errorLines(validateSignerName("local/a", PATH))).toEqual([
      's: Invalid value: "local": should be a domain with at least two segments separated by dots',
    ]);
  });

  it("shows the first part that is wrong on either side", () => {
    const lines = errorLines(validateSignerName("A.B.com/x.Y.Z", PATH));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^s: Invalid value: "A\.B\.com": validating label "A": a lowercase RFC 1123 label/);
    expect(lines[1]).toMatch(/^s: Invalid value: "x\.Y\.Z": validating label "Y": a lowercase RFC 1123 subdomain/);
  });

  it("limits the domain and the whole", () => {
    const domain = Array.from({ length: 64 }, () => "abc").join(".");
    expect(errorLines(validateSignerName(`${domain}/a`, PATH))).toEqual([
      "s: Too long: may not be more than 253 bytes",
    ]);
    const name = ["a", "b", "c"].map((letter) => letter.repeat(200)).join(".");
    expect(errorLines(validateSignerName(`example.com/${name}`, PATH))).toEqual([
      "s: Too long: may not be more than 571 bytes",
    ]);
  });
});

it.each([
  ["bundle", []],
  ["example.com:signer:bundle", []],
  [":bundle", ['ClusterTrustBundle without signer name must not have ":" in its name']],
  [
    "example.com/signer:bundle",
    ["ClusterTrustBundle for signerName example.com/signer must be named with prefix example.com:signer:"],
  ],
])("says of the bundle %s: %j", (name, problems) => {
  expect(trustBundleNameProblems(name)).toEqual(problems);
});

it("judges what follows the signer", () => {
  expect(trustBundleNameProblems("example.com:signer:Bundle")[0]).toContain("a lowercase RFC 1123 subdomain");
});
