// IP addresses and blocks: what can be read, and how it is written back.

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  interfaceAddressText,
  ipAddressText,
  ipNetworkText,
  isIpv4,
  isIpv4Mapped,
  isNetwork,
  parseIpAddress,
  parseIpBlock,
  singleAddressText,
} from "../../src/model/ip-address.ts";

describe("an address", () => {
  it.each([
    ["1.2.3.4", "1.2.3.4"],
    ["010.002.0.0000255", "10.2.0.255"],
    ["::", "::"],
    ["::1", "::1"],
    ["1::", "1::"],
    ["FE80:0:0:0:0:0:0:0abc", "fe80::abc"],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["1:0:0:2:3:0:0:4", "1::2:3:0:0:4"],
    ["1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["::1.2.3.4", "::102:304"],
    ["::ffff:1.2.3.4", "1.2.3.4"],
    ["::ffff:102:304", "1.2.3.4"],
    ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"],
    ["::00001", "::1"],
  ])("%s is %s", (text, canonical) => {
    expect(ipAddressText(parseIpAddress(text)!)).toBe(canonical);
  });

  it.each([
    "",
    "1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.256",
    "1.2.3.",
    "1.2.3.4 ",
    ":",
    ":::",
    "1:::2",
    "::1::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "1::2:3:4:5:6:7:8",
    "::10000",
    "::g",
    "::1%eth0",
    "1.2.3.4::",
    "1:1.2.3.4::",
    "::1.2.3.4:5",
    "::1:2:3:4:5:6:1.2.3.4",
    "1:2:3:4:5:1.2.3.4",
    "::1.2.3",
  ])("is not `%s`", (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });

  it("tells its family and how it was written", () => {
    const [plain, mapped, six] = ["1.2.3.4", "::ffff:1.2.3.4", "::1"].map((text) => parseIpAddress(text)!);
    expect([plain, mapped, six].map((address) => isIpv4(address!))).toEqual([true, true, false]);
    expect([plain, mapped, six].map((address) => isIpv4Mapped(address!))).toEqual([false, true, false]);
    expect(["01.2.3.4", "::01.2.3.4", "::00001", "::0001", "0.0.0.0"].map(zeros)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  function zeros(text: string): boolean {
    return parseIpAddress(text)!.hasLeadingZeros;
  }

  it("is with dots four numbers of at most eight bits", () => {
    const part = fc.string({ unit: fc.constantFrom("0", "1", "2", "5", "9", " ", ".", "-", "x"), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 5 }), (parts) => {
        const text = parts.join(".");
        const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number);
        const isAddress = octets !== undefined && Math.max(...octets) < 256;
        const read = parseIpAddress(text);
        expect(read === undefined ? undefined : ipAddressText(read)).toBe(isAddress ? octets.join(".") : undefined);
        expect(read?.hasLeadingZeros ?? false).toBe(isAddress && text.split(".").some((each) => /^0./.test(each)));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("is read back from its canonical form", () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const text = ipAddressText({ groups, notation: "IPv6", hasLeadingZeros: false });
        expect(parseIpAddress(text)!.groups).toEqual(groups);
        expect(ipAddressText(parseIpAddress(text)!)).toBe(text);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

describe("a block", () => {
  it.each([
    ["10.1.2.3/8", "10.0.0.0/8", "10.1.2.3/8", "10.1.2.3/32", false],
    ["10.0.0.0/8", "10.0.0.0/8", "10.0.0.0/8", "10.0.0.0/32", true],
    ["1.2.3.4/31", "1.2.3.4/31", "1.2.3.4/31", "1.2.3.4/32", true],
    ["1.2.3.4/0", "0.0.0.0/0", "1.2.3.4/0", "1.2.3.4/32", false],
    ["2001:db8::1/64", "2001:db8::/64", "2001:db8::1/64", "2001:db8::1/128", false],
    ["fe80::/010", "fe80::/10", "fe80::/10", "fe80::/128", true],
    ["::ffff:1.2.3.4/120", "1.2.3.0/24", "1.2.3.4/24", "1.2.3.4/128", false],
    ["::ffff:1.2.3.4/64", "::/64", "1.2.3.4/-32", "1.2.3.4/128", false],
    ["::ffff:0.0.0.0/96", "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/128", true],
  ])("%s is the network %s", (text, network, address, single, isWhole) => {
    const block = parseIpBlock(text)!;
    expect(ipNetworkText(block)).toBe(network);
    expect(interfaceAddressText(block)).toBe(address);
    expect(singleAddressText(block)).toBe(single);
    expect(isNetwork(block)).toBe(isWhole);
  });

  it.each(["1.2.3.4", "1.2.3.4/", "/8", "1.2.3.4/33", "::/129", "1.2.3.4/-1", "1.2.3.4/8/8", "1.2.3.4/ 8"])(
    "is not `%s`",
    (text) => {
      expect(parseIpBlock(text)).toBeUndefined();
    },
  );
});
