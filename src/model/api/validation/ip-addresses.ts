// What the API server says of IP addresses in fields that are older than its strict rules.
// Imitates pkg/apis/core/validation/validation.go (IsValidIPForLegacyField …, ValidateEndpointIP), v1.36.

import { isIpv4, parseIpAddress, type IpAddress } from "../../ip-address.ts";
import { legacyCidrProblems, legacyIpProblems } from "../../ip-problems.ts";
import { invalid, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { validateName } from "./names.ts";

/** What was stored once is accepted for ever: `stored` are the texts of the old object. */
export function validateLegacyIp(ip: string, stored: readonly string[], path: FieldPath): readonly FieldError[] {
  return stored.includes(ip) ? [] : validateName(ip, legacyIpProblems, path);
}

/** The same for a block of addresses. */
export function validateLegacyCidr(cidr: string, stored: readonly string[], path: FieldPath): readonly FieldError[] {
  return stored.includes(cidr) ? [] : validateName(cidr, legacyCidrProblems, path);
}

/** That the address can be one endpoint among others: none that stands for a host itself, a link or a group. */
export function validateEndpointIp(ip: string, path: FieldPath): readonly FieldError[] {
  const address = parseIpAddress(ip);
  if (address === undefined) return [invalid(path, ip, "must be a valid IP address")];
  const errors: FieldError[] = [];
  if (isUnspecified(address)) errors.push(invalid(path, ip, `may not be unspecified (${ip})`));
  for (const [holds, range] of SPECIAL_RANGES) {
    if (holds(address)) errors.push(invalid(path, ip, `may not be in the ${range}`));
  }
  return errors;
}

/** The same, asked about an address that has been read. */
export function canBeEndpoint(address: IpAddress): boolean {
  return !isUnspecified(address) && !isLoopback(address) && !isLinkLocal(address) && !isLinkLocalMulticast(address);
}

/** The server's words for IPv6 are not quite what it looks at. */
const SPECIAL_RANGES: readonly (readonly [(address: IpAddress) => boolean, string])[] = Object.freeze([
  [isLoopback, "loopback range (127.0.0.0/8, ::1/128)"],
  [isLinkLocal, "link-local range (169.254.0.0/16, fe80::/10)"],
  [isLinkLocalMulticast, "link-local multicast range (224.0.0.0/24, ff02::/10)"],
]);

function isUnspecified(address: IpAddress): boolean {
  const { groups } = address;
  return isIpv4(address) ? groups[6] === 0 && groups[7] === 0 : groups.every((group) => group === 0);
}

function isLoopback(address: IpAddress): boolean {
  const { groups } = address;
  if (isIpv4(address)) return highByte(groups[6]!) === 127;
  return groups[7] === 1 && groups.slice(0, 7).every((group) => group === 0);
}

function isLinkLocal(address: IpAddress): boolean {
  const { groups } = address;
  return isIpv4(address) ? groups[6] === 0xa9_fe : groups[0]! >= 0xfe_80 && groups[0]! <= 0xfe_bf;
}

function isLinkLocalMulticast(address: IpAddress): boolean {
  const { groups } = address;
  if (isIpv4(address)) return groups[6] === 0xe0_00 && highByte(groups[7]!) === 0;
  return highByte(groups[0]!) === 0xff && groups[0]! % 16 === 2;
}

function highByte(group: number): number {
  return Math.floor(group / 256);
}
