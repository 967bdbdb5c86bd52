// What the API server says of endpoint slices. Imitates pkg/apis/discovery/validation/validation.go, v1.36.

import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { required, tooMany, type FieldError } from "../field-error.ts";
import { FieldPath } from "../field-path.ts";
import { areSemanticallyEqual } from "../semantic-equality.ts";
import { ENDPOINT_SLICE, type EndpointPort, type EndpointSlice } from "../types/endpoint-slice.ts";
import { duplicateWord, validateChoice, validateOptionalChoice } from "./choices.ts";
import { validateCoreObjectMeta } from "./core-object-meta.ts";
import { validateEndpoints } from "./endpoints.ts";
import { validateDns1123Label, validateQualifiedName } from "./names.ts";
import { validateImmutable } from "./object-meta.ts";

const METADATA = FieldPath.root("metadata");
const ADDRESS_TYPE = FieldPath.root("addressType");
const ENDPOINTS = FieldPath.root("endpoints");
const PORTS = FieldPath.root("ports");
const ADDRESS_TYPES: readonly string[] = Object.freeze(["FQDN", "IPv4", "IPv6"]);
const PROTOCOLS: readonly string[] = Object.freeze(["SCTP", "TCP", "UDP"]);
const PORTS_MAX = 20_000;
const ENDPOINTS_TYPE = ENDPOINT_SLICE.table.endpoints.type;

export function validateEndpointSlice(slice: EndpointSlice): readonly FieldError[] {
  return [...validateFrame(slice), ...validateEndpoints(slice, ENDPOINTS)];
}

/** Endpoints that stay as they are may be wrong: old versions took more. */
export function validateEndpointSliceUpdate(slice: EndpointSlice, old: EndpointSlice): readonly FieldError[] {
  const endpointErrors = validateEndpoints(slice, ENDPOINTS);
  const isOld = endpointErrors.length > 0 && areSemanticallyEqual(slice.endpoints, old.endpoints, ENDPOINTS_TYPE);
  return [
    ...validateFrame(slice),
    ...(isOld ? [] : endpointErrors),
    ...validateImmutable(slice.addressType ?? "", old.addressType ?? "", ADDRESS_TYPE),
  ];
}

function validateFrame({ metadata, addressType, ports = [] }: EndpointSlice): readonly FieldError[] {
  return [
    ...validateCoreObjectMeta(metadata, true, dns1123SubdomainProblems, METADATA),
    ...validateChoice(addressType, ADDRESS_TYPES, ADDRESS_TYPE),
    ...validatePorts(ports, PORTS),
  ];
}

function validatePorts(ports: readonly EndpointPort[], path: FieldPath): readonly FieldError[] {
  if (ports.length > PORTS_MAX) return [tooMany(path, ports.length, PORTS_MAX)];
  const names = new Set<string>();
  return ports.flatMap((port, index) => {
    const { name = "" } = port;
    const place = path.index(index);
    const isRepeated = names.has(name);
    names.add(name);
    return [...(isRepeated ? [duplicateWord(place.child("name"), name)] : []), ...validatePort(port, place)];
  });
}

function validatePort({ name = "", protocol, appProtocol }: EndpointPort, path: FieldPath): readonly FieldError[] {
  const protocolPath = path.child("protocol");
  return [
    ...(name === "" ? [] : validateDns1123Label(name, path.child("name"))),
    ...(protocol === undefined ? [required(protocolPath)] : validateOptionalChoice(protocol, PROTOCOLS, protocolPath)),
    ...(appProtocol === undefined ? [] : validateQualifiedName(appProtocol, path.child("appProtocol"))),
  ];
}
