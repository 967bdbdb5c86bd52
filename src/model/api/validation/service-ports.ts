// What the API server says of the ports of services.
// Imitates pkg/apis/core/validation/validation.go (validateService, validateServicePort), v1.36.

import { duplicate, forbidden, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import { CLUSTER_IP, EXTERNAL_NAME, isHeadless } from "../service-reach.ts";
import type { ServicePort, ServiceSpec } from "../types/service.ts";
import { validateChoice } from "./choices.ts";
import { validatePortNumber, validatePortNumberOrName } from "./container-ports.ts";
import { validateDns1123Label, validateQualifiedName } from "./names.ts";

const PROTOCOLS: readonly string[] = Object.freeze(["SCTP", "TCP", "UDP"]);

/** `path` is that of the list. */
export function validateServicePorts(spec: ServiceSpec, path: FieldPath): readonly FieldError[] {
  const { ports = [], type } = spec;
  const errors: FieldError[] = [];
  if (ports.length === 0 && !isHeadless(spec) && type !== EXTERNAL_NAME) errors.push(required(path));
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const place = path.index(index);
    if (port.name === undefined && ports.length > 1) errors.push(required(place.child("name")));
    else if (port.name !== undefined) errors.push(...validatePortName(port.name, names, place.child("name")));
    errors.push(...validatePort(port, place));
    if (type === CLUSTER_IP && port.nodePort !== undefined) {
      errors.push(forbidden(place.child("nodePort"), "may not be used when `type` is 'ClusterIP'"));
    }
  }
  return [...errors, ...validateUniqueNumbers(ports, path)];
}

/** `earlier` holds the names before this one and takes it up. */
function validatePortName(name: string, earlier: Set<string>, path: FieldPath): readonly FieldError[] {
  const errors = validateDns1123Label(name, path);
  if (earlier.has(name)) return [...errors, duplicate(path, name)];
  earlier.add(name);
  return errors;
}

function validatePort(
  { port = 0, protocol, targetPort = 0, appProtocol }: ServicePort,
  path: FieldPath,
): readonly FieldError[] {
  return [
    ...validatePortNumber(port, path.child("port")),
    ...validateChoice(protocol, PROTOCOLS, path.child("protocol")),
    ...validatePortNumberOrName(targetPort, path.child("targetPort")),
    ...(appProtocol === undefined ? [] : validateQualifiedName(appProtocol, path.child("appProtocol"))),
  ];
}

/** A number may be used once for each protocol, on nodes as on the service itself. */
function validateUniqueNumbers(ports: readonly ServicePort[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  const taken = new Set<string>();
  const takenOnNodes = new Set<string>();
  for (const [index, { protocol = "", port = 0, nodePort }] of ports.entries()) {
    const place = path.index(index);
    if (taken.has(`${protocol} ${port}`)) errors.push(duplicate(place, { protocol, port }));
    taken.add(`${protocol} ${port}`);
    if (nodePort === undefined) continue;
    if (takenOnNodes.has(`${protocol} ${nodePort}`)) errors.push(duplicate(place.child("nodePort"), nodePort));
    takenOnNodes.add(`${protocol} ${nodePort}`);
  }
  return errors;
}
