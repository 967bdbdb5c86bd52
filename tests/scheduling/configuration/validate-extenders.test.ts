// What kube-scheduler says of extenders.

import { describe, expect, it } from "vitest";

import type { Extender } from "../../../src/scheduling/configuration/configuration-types.ts";
import { clientProblems, validateExtenders } from "../../../src/scheduling/configuration/validate-extenders.ts";

function said(...extenders: readonly Extender[]): readonly string[] {
  return validateExtenders(extenders).map(({ message }) => message);
}

describe("extenders", () => {
  it("are right if they weigh what they prioritise and manage resources of their own", () => {
    expect(said({}, { prioritizeVerb: "p", weight: 1, managedResources: [{ name: "example.com/a" }] })).toEqual([]);
  });

  it.each<[string, readonly Extender[], readonly string[]]>([
    [
      "no weight",
      [{ prioritizeVerb: "p" }],
      ["extenders[0].weight: Invalid value: 0: must have a positive weight applied to it"],
    ],
    [
      "two that bind",
      [{ bindVerb: "b" }, { bindVerb: "b" }],
      ['extenders: Invalid value: "found 2 extenders implementing bind": only one extender can implement bind'],
    ],
    [
      "a resource of Kubernetes' own",
      [{ managedResources: [{ name: "cpu" }] }],
      ['extenders[0].managedResources[0].name: Invalid value: "cpu": is an invalid extended resource name'],
    ],
    [
      "a resource that two manage",
      [{ managedResources: [{ name: "example.com/a" }] }, { managedResources: [{ name: "example.com/a" }] }],
      [
        'extenders[1].managedResources[0].name: Invalid value: "example.com/a": duplicate extender managed resource name',
      ],
    ],
  ])("are refused for %s", (_sentence, extenders, errors) => {
    expect(said(...extenders)).toEqual(errors);
  });

  it("are refused for a name that is none", () => {
    expect(said({ managedResources: [{ name: "a b" }] })[0]).toMatch(
      /^extenders\[0\]\.managedResources\[0\]\.name: Invalid value: "a b": name part must consist of/,
    );
  });
});

describe("a client", () => {
  it("does not both trust anybody and have certificates to trust", () => {
    expect(clientProblems([{ tlsConfig: { insecure: true } }, { tlsConfig: { caFile: "ca.crt" } }])).toEqual([]);
    expect(clientProblems([{}, { tlsConfig: { insecure: true, caData: "AA==" } }])).toEqual([
      {
        stage: "build",
        place: ["extenders", 1, "tlsConfig", "insecure"],
        message: "specifying a root certificates file with the insecure flag is not allowed",
      },
    ]);
  });
});
