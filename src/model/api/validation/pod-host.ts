// What the API server says of pods that share something with their host: network, processes, users, host names.
// Imitates pkg/apis/core/validation/validation.go (validatePodHostNetworkDeps, validateHostUsers, validatePodHostName),
// v1.36.

import { utf8LengthBytes } from "../../format-problem.ts";
import { dns1123SubdomainProblems } from "../../name-formats.ts";
import { forbidden, invalid, tooLong, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { ContainerPort } from "../types/container.ts";
import type { PodSpec } from "../types/pod.ts";
import { validateName } from "./names.ts";
import { visitContainers } from "./pod-containers.ts";

const HOSTNAME_LENGTH_MAX = 64;
const WITHOUT_HOST_USERS = "when `hostUsers` is false";

/** In a pod, where host ports have their defaults: on the host's network they are those of the containers. */
export function validateHostPortsOfPod(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  return validateHostPorts(spec, path, ({ hostPort = 0, containerPort = 0 }) => hostPort === containerPort);
}

/** In a template: a host port that is absent will have its default in the pods. */
export function validateHostPortsOfTemplate(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  return validateHostPorts(
    spec,
    path,
    ({ hostPort, containerPort = 0 }) => hostPort === undefined || hostPort === containerPort,
  );
}

function validateHostPorts(
  spec: PodSpec,
  path: FieldPath,
  isFine: (port: ContainerPort) => boolean,
): readonly FieldError[] {
  if (spec.hostNetwork !== true) return [];
  return (spec.containers ?? []).flatMap(({ ports = [] }, index) =>
    ports.flatMap((port, portIndex) => {
      if (isFine(port)) return [];
      const place = path.child("containers").index(index).child("ports").index(portIndex).child("hostPort");
      return [invalid(place, port.hostPort ?? 0, "must match `containerPort` when `hostNetwork` is true")];
    }),
  );
}

/** Users of a pod's own go with nothing else of the host's. The server writes two of these fields with a capital. */
export function validateHostUsers(spec: PodSpec, path: FieldPath): readonly FieldError[] {
  if (spec.hostUsers !== false) return [];
  const errors: FieldError[] = [];
  if (spec.hostNetwork === true) errors.push(forbidden(path.child("hostNetwork"), WITHOUT_HOST_USERS));
  if (spec.hostPID === true) errors.push(forbidden(path.child("HostPID"), WITHOUT_HOST_USERS));
  if (spec.hostIPC === true) errors.push(forbidden(path.child("HostIPC"), WITHOUT_HOST_USERS));
  visitContainers(spec, path, ({ volumeDevices = [] }, containerPath) => {
    if (volumeDevices.length > 0) errors.push(forbidden(containerPath.child("volumeDevices"), WITHOUT_HOST_USERS));
  });
  return errors;
}

/** The name that the pod shall call itself whatever it is called. */
export function validateHostnameOverride(spec: PodSpec, specPath: FieldPath): readonly FieldError[] {
  const { hostnameOverride } = spec;
  if (hostnameOverride === undefined) return [];
  const path = specPath.child("hostnameOverride");
  const errors: FieldError[] = [];
  if (spec.setHostnameAsFQDN === true) {
    errors.push(forbidden(path, "may not be specified when setHostnameAsFQDN is true"));
  }
  if (spec.hostNetwork === true) errors.push(forbidden(path, "may not be specified when hostNetwork is true"));
  if (utf8LengthBytes(hostnameOverride) > HOSTNAME_LENGTH_MAX) errors.push(tooLong(path, HOSTNAME_LENGTH_MAX));
  errors.push(...validateName(hostnameOverride, dns1123SubdomainProblems, path));
  return errors;
}
