// What is to change about the slices of a Service, for one type of addresses.
// Imitates reconcileByAddressType, finalize and Reconcile of staging endpointslice reconciler.go, and newEndpointSlice,
// setEndpointSliceLabels, getAddressTypesForService of utils.go, v1.36. Hints about topology are left out.

import {
  SERVICE_NAME_LABEL,
  type Endpoint,
  type EndpointPort,
  type EndpointSlice,
} from "../../../model/api/types/endpoint-slice.ts";
import type { Service } from "../../../model/api/types/service.ts";
import type { Labels, Pod } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { ControllerView } from "../controller.ts";
import { controllerReference } from "../owner-references.ts";
import { fitSlices, type SliceChanges, type SliceFrame } from "./fit-slices.ts";
import { endpointOf, endpointPorts, isEndpoint, portsKey, type AddressType } from "./pod-endpoints.ts";

export const MANAGED_BY_LABEL = "endpointslice.kubernetes.io/managed-by";
const HEADLESS_LABEL = "service.kubernetes.io/headless";
/** The name by which the controller marks its slices. */
export const MANAGER = "endpointslice-controller.k8s.io";

const RESERVED: ReadonlySet<string> = new Set([SERVICE_NAME_LABEL, MANAGED_BY_LABEL, HEADLESS_LABEL]);

export interface ServiceChanges extends SliceChanges {
  /** Pods that cannot be endpoints as their nodes are not known. */
  readonly problems: readonly string[];
}

/** The types of addresses that the Service has. */
export function addressTypesOf({ spec = {} }: Service): readonly AddressType[] {
  const families = (spec.ipFamilies ?? []).filter((family) => family === "IPv4" || family === "IPv6");
  if (families.length > 0) return [...new Set(families)];
  const { clusterIP = "" } = spec;
  if (clusterIP === "" || clusterIP === "None") return ["IPv4", "IPv6"];
  return [clusterIP.includes(":") ? "IPv6" : "IPv4"];
}

/** Endpoints that have the same ports. */
interface PortGroup {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: Endpoint[];
}

/** `existing`: the Service's slices of the type. */
export function serviceChanges(
  service: Service,
  pods: readonly LivePod[],
  existing: readonly EndpointSlice[],
  addressType: AddressType,
  view: ControllerView,
): ServiceChanges {
  const { groups, problems } = groupsOf(service, pods, addressType, view);
  const foreign = existing.filter((slice) => !isOwnedBy(slice, service));
  const byPorts = new Map<string, EndpointSlice[]>();
  for (const slice of existing) {
    if (!isOwnedBy(slice, service)) continue;
    const key = portsKey(slice.ports ?? []);
    byPorts.set(key, [...(byPorts.get(key) ?? []), slice]);
  }
  const created: EndpointSlice[] = [];
  const updated: EndpointSlice[] = [];
  const deleted: EndpointSlice[] = [...foreign];
  for (const [key, { ports, endpoints }] of groups) {
    const frame = frameOf(service, addressType, ports);
    const changes = fitSlices(byPorts.get(key) ?? [], endpoints, frame);
    created.push(...changes.created);
    updated.push(...changes.updated);
    deleted.push(...changes.deleted);
  }
  for (const [key, slices] of byPorts) if (!groups.has(key)) deleted.push(...slices);
  // A Service without endpoints has one empty slice.
  if (existing.length === deleted.length && created.length === 0) {
    const { empty } = frameOf(service, addressType, []);
    if (deleted.length === 1 && isPlaceholder(deleted[0]!, empty)) deleted.pop();
    else created.push(empty);
  }
  return { ...reused({ created, updated, deleted }, service), problems };
}

function groupsOf(
  service: Service,
  pods: readonly LivePod[],
  addressType: AddressType,
  view: ControllerView,
): { readonly groups: ReadonlyMap<string, PortGroup>; readonly problems: readonly string[] } {
  const { namespace, name } = service.metadata ?? {};
  const groups = new Map<string, PortGroup>();
  /** Pods of one object have the same ports. */
  const groupsOfObjects = new Map<Pod, PortGroup>();
  const problems: string[] = [];
  for (const pod of pods) {
    if (!isEndpoint(pod)) continue;
    const { object } = pod;
    let group = groupsOfObjects.get(object);
    if (group === undefined) groupsOfObjects.set(object, (group = portGroup(groups, endpointPorts(service, pod))));
    const { nodeName = "" } = pod;
    const node = view.findNode(nodeName);
    if (node === undefined && service.spec?.publishNotReadyAddresses !== true) {
      problems.push(`skipping Pod ${pod.name} for Service ${namespace}/${name}: Node ${nodeName} Not Found`);
      continue;
    }
    const endpoint = endpointOf(pod, node, service, addressType);
    if ((endpoint.addresses ?? []).length > 0) group.endpoints.push(endpoint);
  }
  return { groups, problems };
}

/** The group of these ports; a new one, where there is none. */
function portGroup(groups: Map<string, PortGroup>, ports: readonly EndpointPort[]): PortGroup {
  const key = portsKey(ports);
  let group = groups.get(key);
  if (group === undefined) groups.set(key, (group = { ports, endpoints: [] }));
  return group;
}

/** Whether the Service is among the owners of the slice. */
export function isOwnedBy({ metadata }: EndpointSlice, service: Service): boolean {
  const { uid } = service.metadata ?? {};
  return (metadata?.ownerReferences ?? []).some(
    (owner) => owner.uid === uid && owner.kind === "Service" && owner.apiVersion === "v1",
  );
}

/** What the Service's slices of the type and of these ports look like. */
export function frameOf(service: Service, addressType: AddressType, ports: readonly EndpointPort[]): SliceFrame {
  const { namespace = "default", name = "" } = service.metadata ?? {};
  const own = ownLabels(service.metadata?.labels);
  const labels = labelsOf(service, own);
  const empty: EndpointSlice = {
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels,
      ownerReferences: [controllerReference("v1", "Service", service.metadata)],
    },
    addressType,
    endpoints: [],
    ports,
  };
  return { empty, labels, hasLabels: ({ metadata }) => areEqualLabels(ownLabels(metadata?.labels), own) };
}

function ownLabels(labels: Labels = {}): ReadonlyMap<string, string> {
  return new Map(Object.entries(labels).filter(([key]) => !RESERVED.has(key)));
}

function areEqualLabels(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean {
  return left.size === right.size && [...left].every(([key, value]) => right.get(key) === value);
}

function labelsOf({ metadata, spec }: Service, own: ReadonlyMap<string, string>): Labels {
  const { clusterIP = "" } = spec ?? {};
  const labels = Object.fromEntries(own);
  if (clusterIP === "" || clusterIP === "None") labels[HEADLESS_LABEL] = "";
  labels[SERVICE_NAME_LABEL] = metadata?.name ?? "";
  labels[MANAGED_BY_LABEL] = MANAGER;
  return labels;
}

/** Whether the slice is the empty one of a Service without endpoints. */
export function isPlaceholder(slice: EndpointSlice, placeholder: EndpointSlice): boolean {
  const labels = (of: EndpointSlice) => new Map(Object.entries(of.metadata?.labels ?? {}));
  return (
    slice.addressType === placeholder.addressType &&
    (slice.endpoints ?? []).length === 0 &&
    (slice.ports ?? []).length === 0 &&
    areEqualLabels(labels(slice), labels(placeholder))
  );
}

/** Slices that would be deleted are used for those that would be made. */
function reused({ created, updated, deleted }: SliceChanges, service: Service): SliceChanges {
  const open = [...created];
  const changed = [...updated];
  const left = deleted.filter((slice) => {
    const next = open.at(-1);
    if (next === undefined || slice.addressType !== next.addressType || !isOwnedBy(slice, service)) return true;
    open.pop();
    changed.push({ ...next, metadata: { ...next.metadata, name: slice.metadata?.name ?? "" } });
    return false;
  });
  return { created: open, updated: changed, deleted: left };
}
