// What the API server says of the addresses of services and of the families that these belong to.
// Imitates pkg/apis/core/validation/validation.go (ValidateServiceClusterIPsRelatedFields,
// validateUpgradeDowngradeClusterIPs …), v1.36.

import { isIpv4, parseIpAddress } from "../../ip-address.ts";
import { invalid, required, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { EXTERNAL_NAME, isHeadless, NO_ADDRESS } from "../service-reach.ts";
import type { ServiceSpec } from "../types/service.ts";
import { duplicateWord, unsupportedWord, validateOptionalChoice } from "./choices.ts";
import { validateLegacyIp } from "./ip-addresses.ts";

const SPEC = FieldPath.root("spec");
const CLUSTER_IPS = SPEC.child("clusterIPs");
const IP_FAMILIES = SPEC.child("ipFamilies");
const IP_FAMILY_POLICY = SPEC.child("ipFamilyPolicy");

const FAMILIES: readonly string[] = Object.freeze(["IPv4", "IPv6"]);
const POLICIES: readonly string[] = Object.freeze(["PreferDualStack", "RequireDualStack", "SingleStack"]);
const UNCHANGEABLE = "may not change once set";
const FAMILIES_MAX = 2;

/** Services that are names of something outside have no addresses; another rule says so. */
export function validateServiceAddresses(spec: ServiceSpec, old: ServiceSpec | undefined): readonly FieldError[] {
  if (spec.type === EXTERNAL_NAME) return [];
  const { clusterIPs = [] } = spec;
  const standalone = [...validateClusterIps(clusterIPs, old?.clusterIPs ?? []), ...validateOnlyNone(clusterIPs)];
  const errors = [
    ...validateFirstAddress(spec),
    ...validateFamilies(spec.ipFamilies ?? []),
    ...validateOptionalChoice(spec.ipFamilyPolicy, POLICIES, IP_FAMILY_POLICY),
    ...standalone,
  ];
  if (clusterIPs.length > FAMILIES_MAX) {
    errors.push(invalid(CLUSTER_IPS, clusterIPs, `may only hold up to ${FAMILIES_MAX} values`));
  }
  // What is no address has no family.
  return standalone.length > 0 ? errors : [...errors, ...validateAddressFamilies(spec)];
}

/** The singular field says the same as the first of the plural one. */
function validateFirstAddress({ clusterIP, clusterIPs = [] }: ServiceSpec): readonly FieldError[] {
  if (clusterIP === undefined) {
    if (clusterIPs.length === 0) return [];
    return [invalid(CLUSTER_IPS, clusterIPs, "must be empty when `clusterIP` is not specified")];
  }
  if (clusterIPs.length === 0) return [required(CLUSTER_IPS)];
  return clusterIPs[0] === clusterIP ? [] : [invalid(CLUSTER_IPS, clusterIPs, "first value must match `clusterIP`")];
}

function validateFamilies(families: readonly string[]): readonly FieldError[] {
  return families.flatMap((family, index) => [
    ...(FAMILIES.includes(family) ? [] : [unsupportedWord(IP_FAMILIES.index(index), family, FAMILIES)]),
    ...(families.indexOf(family) < index ? [duplicateWord(IP_FAMILIES.index(index), family)] : []),
  ]);
}

function validateClusterIps(clusterIps: readonly string[], stored: readonly string[]): readonly FieldError[] {
  return clusterIps.flatMap((ip, index) =>
    index === 0 && ip === NO_ADDRESS ? [] : validateLegacyIp(ip, stored, CLUSTER_IPS.index(index)),
  );
}

function validateOnlyNone(clusterIps: readonly string[]): readonly FieldError[] {
  if (clusterIps[0] !== NO_ADDRESS || clusterIps.length === 1) return [];
  return [invalid(CLUSTER_IPS, clusterIps, `'${NO_ADDRESS}' must be the first and only value`)];
}

function familyOf(ip: string): string {
  const address = parseIpAddress(ip);
  return address === undefined || isIpv4(address) ? "IPv4" : "IPv6";
}

/** One address of each family, in the order of the families. */
function validateAddressFamilies(spec: ServiceSpec): readonly FieldError[] {
  const { clusterIPs = [], ipFamilies = [] } = spec;
  const errors: FieldError[] = [];
  if (clusterIPs.length > 1 && new Set(clusterIPs.map(familyOf)).size < FAMILIES_MAX) {
    errors.push(invalid(CLUSTER_IPS, clusterIPs, "may specify no more than one IP for each IP family"));
  }
  if (isHeadless(spec)) return errors;
  for (const [index, ip] of clusterIPs.entries()) {
    const family = ipFamilies[index];
    if (family === undefined || !FAMILIES.includes(family) || familyOf(ip) === family) continue;
    const rule = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``;
    errors.push(invalid(CLUSTER_IPS.index(index), ip, rule));
  }
  return errors;
}

/** What an update may do to addresses: add the second, or take it away. */
export function validateServiceAddressesUpdate(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  if (spec.type === EXTERNAL_NAME || old.type === EXTERNAL_NAME) return [];
  const wasHeadless = isHeadless(old);
  const becomesHeadless = isHeadless(spec);
  return [
    ...(wasHeadless && becomesHeadless ? [] : validateClusterIpsUpdate(spec, old.clusterIPs ?? [])),
    ...(wasHeadless || becomesHeadless ? [] : validateFamiliesUpdate(spec, old.ipFamilies ?? [])),
  ];
}

function validateClusterIpsUpdate(spec: ServiceSpec, oldIps: readonly string[]): readonly FieldError[] {
  const { clusterIPs: shown, clusterIPs: ips = [] } = spec;
  const first = CLUSTER_IPS.index(0);
  if (ips.length === oldIps.length) {
    return oldIps.flatMap((ip, index) =>
      ip === ips[index] ? [] : [invalid(CLUSTER_IPS.index(index), shown, UNCHANGEABLE)],
    );
  }
  const errors: FieldError[] = [];
  if (ips.length === 0) errors.push(invalid(first, shown, "primary clusterIP can not be unset"));
  else if (oldIps.length > 0 && ips[0] !== oldIps[0]) errors.push(invalid(first, shown, UNCHANGEABLE));
  if (ips.length === 1 && oldIps.length > 1) errors.push(...validateRelease(spec, "clusterIP"));
  return errors;
}

function validateFamiliesUpdate(spec: ServiceSpec, oldFamilies: readonly string[]): readonly FieldError[] {
  const { ipFamilies: shown, ipFamilies: families = [], clusterIPs } = spec;
  const first = IP_FAMILIES.index(0);
  if (families.length === oldFamilies.length) {
    return oldFamilies.flatMap((family, index) =>
      family === families[index] ? [] : [invalid(first, shown, UNCHANGEABLE)],
    );
  }
  const errors: FieldError[] = [];
  const isDowngrade = families.length < oldFamilies.length;
  if (isDowngrade && (clusterIPs ?? []).length === 0) {
    errors.push(invalid(first, shown, "primary ipFamily can not be unset"));
  }
  // Here the server shows the addresses instead of the families.
  if (families.length > 0 && oldFamilies.length > 0 && families[0] !== oldFamilies[0]) {
    errors.push(invalid(first, clusterIPs, UNCHANGEABLE));
  }
  if (isDowngrade && families.length === 1) errors.push(...validateRelease(spec, "ipFamily"));
  return errors;
}

/** Whoever gives the second one back must say that one is enough. */
function validateRelease({ ipFamilyPolicy }: ServiceSpec, what: string): readonly FieldError[] {
  if (ipFamilyPolicy === "SingleStack") return [];
  return [
    invalid(IP_FAMILY_POLICY, ipFamilyPolicy, `must be set to 'SingleStack' when releasing the secondary ${what}`),
  ];
}
