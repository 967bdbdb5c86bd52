// What is wrong with an IP address or a block of them, and what is only warned of, in Kubernetes' words.
// Imitates staging apimachinery pkg/util/validation/ip.go, v1.36 (gate StrictIPCIDRValidation on, as by default in 1.36).

import { quoted } from "./go-text.ts";
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
  type IpAddress,
  type IpBlock,
} from "./ip-address.ts";

const NO_ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
const NO_BLOCK = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
const NO_INTERFACE_ADDRESS = "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)";

/** IsValidIP: the canonical form only. */
export function ipProblems(text: string): readonly string[] {
  const address = parseIpAddress(text);
  if (address === undefined) return [NO_ADDRESS];
  const problems = notationProblems(address);
  return problems.length > 0 ? problems : canonicalProblems(text, ipAddressText(address));
}

/** IsValidIPForLegacyField: fields older than strict checks take IPv6 addresses in each spelling. */
export function legacyIpProblems(text: string): readonly string[] {
  const address = parseIpAddress(text);
  return address === undefined ? [NO_ADDRESS] : notationProblems(address);
}

function notationProblems(address: IpAddress): readonly string[] {
  if (address.hasLeadingZeros) return ["must not have leading 0s"];
  return isIpv4Mapped(address) ? ["must not be an IPv4-mapped IPv6 address"] : [];
}

function canonicalProblems(text: string, canonical: string): readonly string[] {
  return text === canonical ? [] : [`must be in canonical form (${quoted(canonical)})`];
}

/** IsValidCIDR: the canonical form of a network only. */
export function cidrProblems(text: string): readonly string[] {
  const block = parseIpBlock(text);
  if (block === undefined) return [NO_BLOCK];
  const problems = blockNotationProblems(block);
  return problems.length > 0 ? problems : canonicalProblems(text, ipNetworkText(block));
}

/** IsValidCIDRForLegacyField. */
export function legacyCidrProblems(text: string): readonly string[] {
  const block = parseIpBlock(text);
  return block === undefined ? [NO_BLOCK] : blockNotationProblems(block);
}

function blockNotationProblems(block: IpBlock): readonly string[] {
  if (hasLeadingZeros(block)) return ["must not have leading 0s in IP or prefix length"];
  if (isIpv4Mapped(block.address)) return ["must not have an IPv4-mapped IPv6 address"];
  return isNetwork(block) ? [] : ["must not have bits set beyond the prefix length"];
}

function hasLeadingZeros(block: IpBlock): boolean {
  return block.address.hasLeadingZeros || block.prefixHasLeadingZeros;
}

/** IsValidInterfaceAddress: an address with the length of its network's prefix. */
export function interfaceAddressProblems(text: string): readonly string[] {
  const block = parseIpBlock(text);
  return block === undefined ? [NO_INTERFACE_ADDRESS] : canonicalProblems(text, interfaceAddressText(block));
}

/** GetWarningsForIP, without the path that stands before each: for addresses that a legacy field accepted. */
export function ipWarnings(text: string): readonly string[] {
  const address = parseIpAddress(text);
  if (address === undefined) return [];
  const canonical = quoted(ipAddressText(address));
  if (notationProblems(address).length > 0) {
    return [`non-standard IP address ${quoted(text)} is invalid: use ${canonical}`];
  }
  if (isIpv4(address) || ipAddressText(address) === text) return [];
  return [`IPv6 address ${quoted(text)} should be in RFC 5952 canonical format (${canonical})`];
}

/** GetWarningsForCIDR, without the path that stands before each. */
export function cidrWarnings(text: string): readonly string[] {
  const block = parseIpBlock(text);
  if (block === undefined) return [];
  const network = quoted(ipNetworkText(block));
  const single = quoted(singleAddressText(block));
  const warnings = [
    ...(isNetwork(block)
      ? []
      : [`CIDR value ${quoted(text)} is ambiguous in this context (should be ${network} or ${single}?)`]),
    ...(hasLeadingZeros(block) || isIpv4Mapped(block.address)
      ? [`non-standard CIDR value ${quoted(text)} is invalid: use ${network}`]
      : []),
  ];
  if (warnings.length > 0 || isIpv4(block.address) || interfaceAddressText(block) === text) return warnings;
  return [
    `IPv6 CIDR value ${quoted(text)} should be in RFC 5952 canonical format (${quoted(interfaceAddressText(block))})`,
  ];
}
