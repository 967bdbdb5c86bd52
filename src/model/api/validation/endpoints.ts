// What the API server says of the endpoints of a slice.
// Imitates pkg/apis/discovery/validation/validation.go (validateEndpoints, validateHints), v1.36.

import { fullyQualifiedDomainNameProblems } from "../../domain-prefixed.ts";
import { isIpv4, parseIpAddress } from "../../ip-address.ts";
import { ipProblems, legacyIpProblems } from "../../ip-problems.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { labelValueProblems } from "../../qualified-name.ts";
import { duplicate, internalError, invalid, required, tooMany, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Endpoint, EndpointHints, EndpointSlice } from "../types/endpoint-slice.ts";
import { canBeEndpoint, validateEndpointIp } from "./ip-addresses.ts";
import { validateLabels } from "./labels.ts";
import { validateDns1123Label, validateName } from "./names.ts";
import type { NameProblems } from "./object-meta.ts";

const ENDPOINTS_MAX = 1_000;
const ADDRESSES_MAX = 100;
const TOPOLOGY_LABELS_MAX = 16;
const HINTS_MAX = 8;
const ZONE = "topology.kubernetes.io/zone";

/** Those of the slice; `path` is that of their list. */
export function validateEndpoints(
  { endpoints = [], addressType }: EndpointSlice,
  path: FieldPath,
): readonly FieldError[] {
  if (endpoints.length > ENDPOINTS_MAX) return [tooMany(path, endpoints.length, ENDPOINTS_MAX)];
  const errors: FieldError[] = [];
  for (let index = 0; index < endpoints.length; index += 1) {
    const endpoint = endpoints[index]!;
    if (isPlain(endpoint, addressType)) continue;
    errors.push(...validateEndpoint(endpoint, addressType ?? "", path.index(index)));
  }
  return errors;
}

/** Most endpoints are a pod's address on a node: of these, no place of a mistake has to be thought of. */
function isPlain(endpoint: Endpoint, addressType: string | undefined): boolean {
  const { addresses = [], nodeName, hostname, hints, deprecatedTopology } = endpoint;
  if (addressType !== "IPv4" || addresses.length !== 1) return false;
  if (hostname !== undefined || hints !== undefined || deprecatedTopology !== undefined) return false;
  if (nodeName !== undefined && dns1123SubdomainProblems(nodeName).length > 0) return false;
  const address = parseIpAddress(addresses[0]!);
  return address?.notation === "IPv4" && !address.hasLeadingZeros && canBeEndpoint(address);
}

function validateEndpoint(endpoint: Endpoint, addressType: string, path: FieldPath): readonly FieldError[] {
  const { addresses = [], nodeName, hostname, hints } = endpoint;
  const addressesPath = path.child("addresses");
  return [
    ...validateAddressCount(addresses.length, addressesPath),
    ...addresses.flatMap((address, index) => validateAddress(address, addressType, addressesPath, index)),
    ...(nodeName === undefined ? [] : validateName(nodeName, dns1123SubdomainProblems, path.child("nodeName"))),
    ...validateTopology(endpoint, path.child("deprecatedTopology")),
    ...(hostname === undefined ? [] : validateDns1123Label(hostname, path.child("hostname"))),
    ...(hints === undefined ? [] : validateHints(hints, path.child("hints"))),
  ];
}

function validateAddressCount(count: number, path: FieldPath): readonly FieldError[] {
  if (count === 0) return [required(path, "must contain at least 1 address")];
  return count > ADDRESSES_MAX ? [tooMany(path, count, ADDRESSES_MAX)] : [];
}

/** Addresses of a type that is not known are not looked at. */
function validateAddress(address: string, addressType: string, path: FieldPath, index: number): readonly FieldError[] {
  switch (addressType) {
    case "IPv4":
      return validateIp(address, addressType, legacyIpProblems, path, index);
    case "IPv6":
      return validateIp(address, addressType, ipProblems, path, index);
    case "FQDN":
      return fullyQualifiedDomainNameProblems(address).map((problem) =>
        problem.kind === "required"
          ? required(path.index(index))
          : invalid(path.index(index), problem.value, problem.message),
      );
    default:
      return [];
  }
}

/** The server names the list as the place of an address of the other family. */
function validateIp(
  ip: string,
  family: "IPv4" | "IPv6",
  problems: NameProblems,
  path: FieldPath,
  index: number,
): readonly FieldError[] {
  const errors = validateName(ip, problems, path.index(index));
  if (errors.length > 0) return errors;
  const address = parseIpAddress(ip);
  const isOfFamily = address !== undefined && isIpv4(address) === (family === "IPv4");
  return [
    ...(isOfFamily ? [] : [invalid(path, ip, `must be an ${family} address`)]),
    ...validateEndpointIp(ip, path.index(index)),
  ];
}

function validateTopology({ deprecatedTopology = {} }: Endpoint, path: FieldPath): readonly FieldError[] {
  const count = Object.keys(deprecatedTopology).length;
  return [
    ...(count > TOPOLOGY_LABELS_MAX ? [tooMany(path, count, TOPOLOGY_LABELS_MAX)] : []),
    ...validateLabels(deprecatedTopology, path),
    ...(Object.hasOwn(deprecatedTopology, ZONE)
      ? [internalError(path.key(ZONE), "reserved key was not removed in conversion")]
      : []),
  ];
}

/** Zones and nodes for which the endpoint is meant; too many zones are said alone. */
function validateHints({ forZones = [], forNodes = [] }: EndpointHints, path: FieldPath): readonly FieldError[] {
  const zonesPath = path.child("forZones");
  const nodesPath = path.child("forNodes");
  if (forZones.length > HINTS_MAX) return [tooMany(zonesPath, forZones.length, HINTS_MAX)];
  const errors = [...validateHintNames(forZones, labelValueProblems, zonesPath)];
  if (forNodes.length > HINTS_MAX) return [...errors, tooMany(nodesPath, forNodes.length, HINTS_MAX)];
  return [...errors, ...validateHintNames(forNodes, dns1123SubdomainProblems, nodesPath)];
}

function validateHintNames(
  hints: readonly { readonly name?: string }[],
  problems: NameProblems,
  path: FieldPath,
): readonly FieldError[] {
  const seen = new Set<string>();
  return hints.flatMap(({ name = "" }, index) => {
    const place = path.index(index).child("name");
    const isRepeated = seen.has(name);
    seen.add(name);
    return [...(isRepeated ? [duplicate(place, name)] : []), ...validateName(name, problems, place)];
  });
}
