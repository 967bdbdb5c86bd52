// What the API server says of the ports of containers.
// Imitates pkg/apis/core/validation/validation.go (validateContainerPorts, checkHostPortConflicts), v1.36.

import { portNameProblems, portNumberProblems } from "../../name-formats.ts";
import { duplicate, invalid, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Container, ContainerPort } from "../types/container.ts";
import { unsupportedWord } from "./choices.ts";

const PROTOCOLS: readonly string[] = Object.freeze(["SCTP", "TCP", "UDP"]);

/** The ports of one container. */
export function validateContainerPorts(ports: readonly ContainerPort[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const { name, containerPort, hostPort, protocol } = port;
    const place = path.index(index);
    if (name !== undefined) errors.push(...validatePortName(name, names, place.child("name")));
    if (containerPort === undefined) errors.push(required(place.child("containerPort")));
    else errors.push(...validatePortNumber(containerPort, place.child("containerPort")));
    if (hostPort !== undefined) errors.push(...validatePortNumber(hostPort, place.child("hostPort")));
    if (protocol === undefined) errors.push(required(place.child("protocol")));
    else if (!PROTOCOLS.includes(protocol)) errors.push(unsupportedWord(place.child("protocol"), protocol, PROTOCOLS));
  }
  return errors;
}

/** `earlier` holds the good names before this one, and takes it up if it is good itself. */
function validatePortName(name: string, earlier: Set<string>, path: FieldPath): readonly FieldError[] {
  const problems = portNameProblems(name);
  if (problems.length > 0) return problems.map((problem) => invalid(path, name, problem));
  if (earlier.has(name)) return [duplicate(path, name)];
  earlier.add(name);
  return [];
}

export function validatePortNumber(port: number, path: FieldPath): readonly FieldError[] {
  return portNumberProblems(port).map((problem) => invalid(path, port, problem));
}

/** A port by its number, or by the name that the container gives it. */
export function validatePortNumberOrName(port: number | string, path: FieldPath): readonly FieldError[] {
  if (typeof port === "number") return validatePortNumber(port, path);
  return portNameProblems(port).map((problem) => invalid(path, port, problem));
}

/** Ports of the node that two of the containers want; `path` is that of their list. */
export function validateHostPortConflicts(containers: readonly Container[], path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  const taken = new Set<string>();
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [portIndex, { protocol = "", hostIP = "", hostPort }] of ports.entries()) {
      if (hostPort === undefined) continue;
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key)) {
        errors.push(duplicate(path.index(index).child("ports").index(portIndex).child("hostPort"), key));
      }
      taken.add(key);
    }
  }
  return errors;
}
