// What kubectl prints of ports of containers that get into each other's way.
// Imitates pkg/api/pod/warnings.go, v1.36.

import type { FieldPath } from "../field-path.ts";
import { quoted } from "../../go-text.ts";
import type { ContainerPort } from "../types/container.ts";
import type { PodSpec } from "../types/pod.ts";
import { visitContainers } from "../validation/pod-containers.ts";
import { warningAt } from "./warning-text.ts";

interface PlacedPort {
  readonly port: ContainerPort;
  readonly path: FieldPath;
}

/** Numbers and addresses, of all containers together; `path` is that of the spec. */
export function portWarnings(spec: PodSpec, path: FieldPath): readonly string[] {
  const byNumber = new Map<string, PlacedPort[]>();
  return portsOf(spec, path).flatMap((placed) => {
    const { port } = placed;
    const key = `${port.containerPort ?? 0}/${port.protocol ?? ""}`;
    const others = byNumber.get(key) ?? [];
    const warnings = [
      ...unusedAddressWarning(placed),
      ...others.flatMap((other) => {
        const relation = relationOf(port, other.port);
        return relation === undefined
          ? []
          : [warningAt(placed.path, `${relation} port definition with ${String(other.path)}`)];
      }),
    ];
    byNumber.set(key, [...others, placed]);
    return warnings;
  });
}

/** Names, of all containers together. */
export function portNameWarnings(spec: PodSpec, path: FieldPath): readonly string[] {
  const firsts = new Map<string, FieldPath>();
  return portsOf(spec, path).flatMap(({ port, path: place }) => {
    if (port.name === undefined) return [];
    const first = firsts.get(port.name);
    if (first === undefined) {
      firsts.set(port.name, place);
      return [];
    }
    const rule = "services and probes that select ports by name will use";
    const other = String(first);
    return [warningAt(place, `duplicate port name ${quoted(port.name)} with ${other}, ${rule} ${other}`)];
  });
}

function portsOf(spec: PodSpec, path: FieldPath): readonly PlacedPort[] {
  const ports: PlacedPort[] = [];
  visitContainers(spec, path, (container, place) => {
    for (const [index, port] of (container.ports ?? []).entries()) {
      ports.push({ port, path: place.child("ports").index(index) });
    }
  });
  return ports;
}

function unusedAddressWarning({ port, path }: PlacedPort): readonly string[] {
  if (port.hostIP === undefined || port.hostPort !== undefined) return [];
  const { name = "", containerPort = 0, protocol = "", hostIP } = port;
  const shown = `{Name:${name} HostPort:0 ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
  return [warningAt(path, `hostIP set without hostPort: ${shown}`)];
}

/** How two definitions of one port stand to each other; undefined if both can be. */
function relationOf(left: ContainerPort, right: ContainerPort): string | undefined {
  const sameHostPort = left.hostPort === right.hostPort;
  if (sameHostPort && left.hostIP === right.hostIP) return "duplicate";
  if (left.hostPort === undefined || right.hostPort === undefined) return "overlapping";
  const oneHasAddress = (left.hostIP === undefined) !== (right.hostIP === undefined);
  return sameHostPort && oneHasAddress ? "dangerously ambiguous" : undefined;
}
