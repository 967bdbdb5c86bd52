// Endpoint slices: the addresses of the pods behind a Service, and whether each is ready.
// Source: k8s.io/api/discovery/v1/types.go, v1.36.

import {
  BOOLEAN,
  INT32,
  STRING,
  STRING_LIST,
  STRING_MAP,
  always,
  list,
  named,
  pointer,
  struct,
  type ValueOf,
} from "../api-type.ts";
import { OBJECT_META } from "./object-meta.ts";
import { OBJECT_REFERENCE } from "./volume.ts";

/** The label by which a slice names its Service. */
export const SERVICE_NAME_LABEL = "kubernetes.io/service-name";

const ENDPOINT_CONDITIONS = struct("v1.EndpointConditions", {
  ready: pointer(BOOLEAN),
  serving: pointer(BOOLEAN),
  terminating: pointer(BOOLEAN),
});

const FOR_ZONE = struct("v1.ForZone", {
  name: always(STRING),
});

const FOR_NODE = struct("v1.ForNode", {
  name: always(STRING),
});

export const ENDPOINT_HINTS = struct("v1.EndpointHints", {
  forZones: list(FOR_ZONE),
  forNodes: list(FOR_NODE),
});
export type EndpointHints = ValueOf<typeof ENDPOINT_HINTS>;

export const ENDPOINT = struct("v1.Endpoint", {
  addresses: always(STRING_LIST),
  conditions: ENDPOINT_CONDITIONS,
  hostname: pointer(STRING),
  targetRef: pointer(OBJECT_REFERENCE),
  deprecatedTopology: STRING_MAP,
  nodeName: pointer(STRING),
  zone: pointer(STRING),
  hints: pointer(ENDPOINT_HINTS),
});
export type Endpoint = ValueOf<typeof ENDPOINT>;

export const ENDPOINT_PORT = struct("v1.EndpointPort", {
  name: pointer(STRING),
  protocol: pointer(named("v1.Protocol")),
  port: pointer(INT32),
  appProtocol: pointer(STRING),
});
export type EndpointPort = ValueOf<typeof ENDPOINT_PORT>;

export const ENDPOINT_SLICE = struct("v1.EndpointSlice", {
  apiVersion: STRING,
  kind: STRING,
  metadata: OBJECT_META,
  addressType: always(named("v1.AddressType")),
  endpoints: always(list(ENDPOINT)),
  ports: always(list(ENDPOINT_PORT)),
});
export type EndpointSlice = ValueOf<typeof ENDPOINT_SLICE>;
