// How pods find names, as the API server judges it.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodDnsConfig } from "../../../../src/model/api/types/pod.ts";
import { validateHostAliases, validatePodDnsConfig } from "../../../../src/model/api/validation/pod-dns.ts";
import { errorLines } from "../error-lines.ts";

const path = FieldPath.root("dns");
const ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

function mistakes(config: PodDnsConfig | undefined, policy = "ClusterFirst"): readonly string[] {
  return errorLines(validatePodDnsConfig(config, policy, path));
}

describe("settings", () => {
  it.each<[string, PodDnsConfig | undefined, string, readonly string[]]>([
    ["none", undefined, "ClusterFirst", []],
    ["a server", { nameservers: ["1.1.1.1"] }, "None", []],
    ["odd searches", { searches: [".", "a_b.c.", "d"] }, "Default", []],
    [
      "none of their own",
      undefined,
      "None",
      ["dns: Required value: must provide `dnsConfig` when `dnsPolicy` is None"],
    ],
    [
      "no server of their own",
      { searches: ["A"] },
      "None",
      ["dns.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None"],
    ],
    ["no address", { nameservers: ["dns"] }, "Default", [`dns.nameservers[0]: Invalid value: "dns": ${ADDRESS}`]],
    [
      "four servers",
      { nameservers: ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4"] },
      "Default",
      [
        'dns.nameservers: Invalid value: ["1.1.1.1","1.1.1.2","1.1.1.3","1.1.1.4"]: must not have more than 3 nameservers',
      ],
    ],
    [
      "an option without a name",
      { options: [{ value: "2" }] },
      "Default",
      ["dns.options[0]: Required value: must not be empty"],
    ],
  ])("%s", (_what, config, policy, lines) => {
    expect(mistakes(config, policy)).toEqual(lines);
  });

  it("has limits on searches", () => {
    const many = Array.from({ length: 33 }, () => "a");
    expect(mistakes({ searches: many })).toEqual([
      expect.stringMatching(/^dns\.searches: .*: must not have more than 32 search paths$/),
    ]);
    const long = Array.from({ length: 11 }, () => `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}`);
    expect(mistakes({ searches: long })).toEqual([
      expect.stringMatching(/must not have more than 2048 characters \(including spaces\) in the search list$/),
    ]);
  });

  it("wants domains to search in", () => {
    expect(mistakes({ searches: ["-a"] })).toEqual([
      expect.stringContaining('dns.searches[0]: Invalid value: "-a": a lowercase RFC 1123 subdomain must consist of'),
    ]);
  });
});

it("wants addresses and names of aliases", () => {
  const aliases = [{ ip: "1.2.3.4", hostnames: ["a.b"] }, { hostnames: ["A"] }];
  expect(errorLines(validateHostAliases(aliases, FieldPath.root("aliases")))).toEqual([
    expect.stringContaining('aliases[1].hostnames[0]: Invalid value: "A": a lowercase RFC 1123 subdomain'),
    `aliases[1].ip: Invalid value: "": ${ADDRESS}`,
  ]);
});
