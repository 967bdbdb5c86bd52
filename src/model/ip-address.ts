// IP addresses and blocks of them: read as tolerantly as Kubernetes reads them, written in their one canonical form.
// Imitates k8s.io/utils net (ParseIPSloppy, ParseCIDRSloppy) and how Go's net and net/netip print, v1.36.

/** An address that could be read. */
export interface IpAddress {
  /** Eight numbers of sixteen bits; an IPv4 address stands behind ::ffff:0:0. */
  readonly groups: readonly number[];
  /** How it was written; an IPv6 text can hold an IPv4 address. */
  readonly notation: "IPv4" | "IPv6";
  /** True where zeros stand before a number, which other programs read as octal. */
  readonly hasLeadingZeros: boolean;
}

/** A block such as 10.0.0.0/8. */
export interface IpBlock {
  /** As written: bits may be set beyond the prefix. */
  readonly address: IpAddress;
  /** Of the notation's 32 or 128 bits. */
  readonly prefixLengthBits: number;
  readonly prefixHasLeadingZeros: boolean;
}

const GROUP_COUNT = 8;
const GROUP_BITS = 16;
const GROUP_MAX = 0xffff;
const IPV4_BITS = 32;
const IPV6_BITS = 128;
const IPV4_OFFSET_BITS = IPV6_BITS - IPV4_BITS;
const MAPPED_PREFIX: readonly number[] = Object.freeze([0, 0, 0, 0, 0, GROUP_MAX]);

const GROUP = /^[0-9A-Fa-f]+$/;
const DIGITS = /^\d+$/;
const DOT = ".".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
const NINE = "9".charCodeAt(0);

/** Reads an address in each notation that Kubernetes takes; undefined if it is none. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const dot = text.indexOf(".");
  const colon = text.indexOf(":");
  if (colon < 0 || (dot >= 0 && dot < colon)) return dot < 0 ? undefined : parseIpv4(text);
  return parseIpv6(text);
}

/** Digit by digit, since slices of endpoints hold many thousands of them. */
function parseIpv4(text: string): IpAddress | undefined {
  let high = 0;
  let dots = 0;
  let octet = 0;
  let digits = 0;
  let hasLeadingZeros = false;
  let low = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : DOT;
    if (code >= ZERO && code <= NINE) {
      if (digits > 0 && octet === 0) hasLeadingZeros = true;
      octet = octet * 10 + code - ZERO;
      digits += 1;
      if (octet > 0xff) return undefined;
      continue;
    }
    if (code !== DOT || digits === 0 || dots === 4) return undefined;
    if (dots < 2) high = high * 256 + octet;
    else low = low * 256 + octet;
    dots += 1;
    octet = 0;
    digits = 0;
  }
  if (dots !== 4) return undefined;
  return { groups: [0, 0, 0, 0, 0, GROUP_MAX, high, low], notation: "IPv4", hasLeadingZeros };
}

function parseIpv6(text: string): IpAddress | undefined {
  const [left = "", right, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const before = parseGroups(left, right === undefined);
  const after = parseGroups(right ?? "", true);
  if (before === undefined || after === undefined) return undefined;
  const missing = GROUP_COUNT - before.groups.length - after.groups.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return {
    groups: [...before.groups, ...Array.from({ length: missing }, () => 0), ...after.groups],
    notation: "IPv6",
    hasLeadingZeros: before.hasLeadingZeros || after.hasLeadingZeros,
  };
}

/** The numbers on one side of `::`. An IPv4 address may stand at the end of the whole text. */
function parseGroups(text: string, endsText: boolean): Pick<IpAddress, "groups" | "hasLeadingZeros"> | undefined {
  if (text === "") return { groups: [], hasLeadingZeros: false };
  const parts = text.split(":");
  const embedded = endsText ? parseIpv4(parts.at(-1)!) : undefined;
  if (embedded !== undefined) parts.pop();
  if (!parts.every((part) => GROUP.test(part))) return undefined;
  const groups = parts.map((part) => Number.parseInt(part, 16));
  if (groups.some((group) => group > GROUP_MAX)) return undefined;
  return {
    groups: [...groups, ...(embedded?.groups.slice(MAPPED_PREFIX.length) ?? [])],
    hasLeadingZeros: parts.some((part) => part.length > 4) || embedded?.hasLeadingZeros === true,
  };
}

function hasLeadingZero(digits: string): boolean {
  return digits.length > 1 && digits.startsWith("0");
}

/** Reads a block in each notation that Kubernetes takes; undefined if it is none. */
export function parseIpBlock(text: string): IpBlock | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return undefined;
  const address = parseIpAddress(text.slice(0, slash));
  const prefix = text.slice(slash + 1);
  if (address === undefined || !DIGITS.test(prefix)) return undefined;
  const prefixLengthBits = Number(prefix);
  if (prefixLengthBits > (address.notation === "IPv4" ? IPV4_BITS : IPV6_BITS)) return undefined;
  return { address, prefixLengthBits, prefixHasLeadingZeros: hasLeadingZero(prefix) };
}

/** True for an IPv4 address, in whichever notation. */
export function isIpv4({ groups }: IpAddress): boolean {
  for (let index = 0; index < MAPPED_PREFIX.length; index += 1) {
    if (groups[index] !== MAPPED_PREFIX[index]) return false;
  }
  return true;
}

/** True for an IPv4 address in the notation of IPv6: ::ffff:10.1.2.3. */
export function isIpv4Mapped(address: IpAddress): boolean {
  return address.notation === "IPv6" && isIpv4(address);
}

/** True if the block's address has no bit beyond the prefix. */
export function isNetwork({ address, prefixLengthBits }: IpBlock): boolean {
  const masked = maskedGroups(address, prefixLengthBits);
  return address.groups.every((group, index) => group === masked[index]);
}

/** The address as Go prints it: IPv4 with dots, IPv6 by RFC 5952. */
export function ipAddressText(address: IpAddress): string {
  return isIpv4(address) ? ipv4Text(address.groups) : ipv6Text(address.groups);
}

/** The block's network with the length of its prefix, as Go prints it. */
export function ipNetworkText({ address, prefixLengthBits }: IpBlock): string {
  const network: IpAddress = { ...address, groups: maskedGroups(address, prefixLengthBits) };
  const shortens = address.notation === "IPv6" && isIpv4(network);
  return `${ipAddressText(network)}/${shortens ? Math.max(0, prefixLengthBits - IPV4_OFFSET_BITS) : prefixLengthBits}`;
}

/** The block's address, its bits beyond the prefix kept, with the length of its prefix. */
export function interfaceAddressText({ address, prefixLengthBits }: IpBlock): string {
  const shortens = isIpv4(address) && prefixLengthBits > IPV4_BITS;
  return `${ipAddressText(address)}/${shortens ? prefixLengthBits - IPV4_OFFSET_BITS : prefixLengthBits}`;
}

/** The block of the one address. */
export function singleAddressText({ address }: IpBlock): string {
  return `${ipAddressText(address)}/${address.notation === "IPv4" ? IPV4_BITS : IPV6_BITS}`;
}

function maskedGroups({ groups, notation }: IpAddress, prefixLengthBits: number): readonly number[] {
  const keptBits = notation === "IPv4" ? prefixLengthBits + IPV4_OFFSET_BITS : prefixLengthBits;
  return groups.map((group, index) => {
    const keptHere = Math.min(GROUP_BITS, Math.max(0, keptBits - index * GROUP_BITS));
    const unit = 1 << (GROUP_BITS - keptHere); // oxlint-disable-line no-bitwise -- a mask is defined by its bits
    return group - (group % unit);
  });
}

function ipv4Text(groups: readonly number[]): string {
  const low = groups.slice(MAPPED_PREFIX.length);
  return low.map((group) => `${Math.floor(group / 256)}.${group % 256}`).join(".");
}

function ipv6Text(groups: readonly number[]): string {
  const words = groups.map((group) => group.toString(16));
  const run = longestZeroRun(groups);
  if (run.length < 2) return words.join(":");
  return `${words.slice(0, run.start).join(":")}::${words.slice(run.start + run.length).join(":")}`;
}

/** The first of the longest runs of zeros. */
function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  });
  return longest;
}
