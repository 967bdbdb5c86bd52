// The endpoint that a pod is of a Service: where it can be reached, and whether it should be.
// Imitates podToEndpoint, getEndpointPorts, FindPort of staging endpointslice utils.go and util/controller_utils.go, v1.36.

import type { Draft } from "../../../model/api/api-type.ts";
import type { Endpoint, EndpointPort } from "../../../model/api/types/endpoint-slice.ts";
import type { Service, ServicePort } from "../../../model/api/types/service.ts";
import type { Container, Node } from "../../../model/objects.ts";
import { isTerminalPhase } from "../../../model/ranking/pod-phase.ts";

import type { LiveContainer, LivePod } from "../../../cluster/live-pod.ts";

import { isPodReady } from "../pod-availability.ts";

export type AddressType = "IPv4" | "IPv6";

const ZONE_LABEL = "topology.kubernetes.io/zone";

/** The address of the pod's sandbox; undefined before there is one. No two pods have the same. */
export function podAddress(pod: LivePod): string | undefined {
  if (!hasAddress(pod)) return undefined;
  const { id } = pod;
  return `10.${(id >>> 16) & 255}.${(id >>> 8) & 255}.${id & 255}`;
}

/** Whether the pod's sandbox has been made. */
export function hasAddress(pod: LivePod): boolean {
  return pod.phase === "Running" || pod.initContainers.some(hasBeenStarted) || pod.containers.some(hasBeenStarted);
}

function hasBeenStarted({ state, restartCount }: LiveContainer): boolean {
  return state.kind !== "waiting" || restartCount > 0;
}

/** Whether the pod belongs to the endpoints at all: it has an address and is not over. */
export function isEndpoint(pod: LivePod): boolean {
  return !isTerminalPhase(pod.phase) && hasAddress(pod);
}

/** `node`: the pod's, as far as it is known. */
export function endpointOf(pod: LivePod, node: Node | undefined, service: Service, addressType: AddressType): Endpoint {
  const { namespace, name, uid, nodeName } = pod;
  const { hostname, subdomain } = pod.object.spec;
  const address = addressType === "IPv4" ? podAddress(pod) : undefined;
  const zone = node?.metadata.labels?.[ZONE_LABEL];
  const isNamed = hostname !== undefined && subdomain !== undefined && subdomain === service.metadata?.name;
  const endpoint: Draft<Endpoint> = {
    addresses: address === undefined ? [] : [address],
    conditions: conditionsOf(service, isPodReady(pod), pod.deletion !== undefined),
    targetRef: { kind: "Pod", namespace, name, uid },
  };
  if (nodeName !== undefined) endpoint.nodeName = nodeName;
  if (zone !== undefined && zone !== "") endpoint.zone = zone;
  if (isNamed) endpoint.hostname = hostname;
  return endpoint;
}

/** What an endpoint says of whether it should be used. */
export interface EndpointConditions {
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}

export function conditionsOf({ spec }: Service, serving: boolean, terminating: boolean): EndpointConditions {
  const ready = spec?.publishNotReadyAddresses === true || (serving && !terminating);
  return { ready, serving, terminating };
}

/** What `endpointOf`, which made this endpoint of a pod, makes of it when nothing but its conditions is other than then. */
export function endpointWith(before: Endpoint, conditions: EndpointConditions): Endpoint {
  const { addresses = NO_ADDRESSES, targetRef = {}, nodeName, zone, hostname } = before;
  const endpoint: { -readonly [Name in keyof Endpoint]: Endpoint[Name] } = { addresses, conditions, targetRef };
  if (nodeName !== undefined) endpoint.nodeName = nodeName;
  if (zone !== undefined) endpoint.zone = zone;
  if (hostname !== undefined) endpoint.hostname = hostname;
  return endpoint;
}

/** What makes an endpoint the same one, whatever becomes of it. */
export function endpointKey({ addresses = [], hostname = "", targetRef }: Endpoint): string {
  return `${addresses.join()} ${hostname} ${targetRef?.namespace}/${targetRef?.name}`;
}

/** Whether two endpoints are of one key. */
export function areOneEndpoint(left: Endpoint, right: Endpoint): boolean {
  if (left === right) return true;
  const { addresses = NO_ADDRESSES, hostname = "", targetRef } = left;
  const { addresses: others = NO_ADDRESSES, hostname: otherName = "", targetRef: otherRef } = right;
  if (targetRef?.name !== otherRef?.name || targetRef?.namespace !== otherRef?.namespace) return false;
  if (hostname !== otherName || addresses.length !== others.length) return false;
  for (let index = 0; index < addresses.length; index += 1) if (addresses[index] !== others[index]) return false;
  return true;
}

const NO_ADDRESSES: readonly string[] = Object.freeze([]);

/** Whether two endpoints of one key say the same. */
export function areEqualEndpoints(left: Endpoint, right: Endpoint): boolean {
  return (
    left.nodeName === right.nodeName &&
    left.zone === right.zone &&
    areEqualConditions(left.conditions, right.conditions) &&
    left.targetRef?.uid === right.targetRef?.uid
  );
}

export function areEqualConditions(left: Endpoint["conditions"], right: Endpoint["conditions"]): boolean {
  return left?.ready === right?.ready && left?.serving === right?.serving && left?.terminating === right?.terminating;
}

/** The ports of the Service as this pod has them; a named one that it does not have is left out. */
export function endpointPorts({ spec = {} }: Service, pod: LivePod): readonly EndpointPort[] {
  const { ports = [], clusterIP } = spec;
  if (ports.length === 0 && clusterIP === "None") return [];
  return ports.flatMap((servicePort) => {
    const port = findPort(servicePort, pod);
    if (port === undefined) return [];
    const { name = "", protocol, appProtocol } = servicePort;
    return [
      {
        name,
        port,
        ...(protocol === undefined ? {} : { protocol }),
        ...(appProtocol === undefined ? {} : { appProtocol }),
      },
    ];
  });
}

function findPort({ targetPort = 0, protocol }: ServicePort, { object }: LivePod): number | undefined {
  if (typeof targetPort === "number") return targetPort;
  const { containers, initContainers = [] } = object.spec;
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === "Always");
  return [...containers, ...sidecars]
    .flatMap(portsOf)
    .find((port) => port.name === targetPort && port.protocol === protocol)?.containerPort;
}

function portsOf({ ports = [] }: Container): NonNullable<Container["ports"]> {
  return ports;
}

/** One text for the same set of ports, in whatever order. */
export function portsKey(ports: readonly EndpointPort[]): string {
  return ports
    .map(({ name, port, protocol, appProtocol }) => JSON.stringify([name, port, protocol, appProtocol]))
    .sort()
    .join();
}
