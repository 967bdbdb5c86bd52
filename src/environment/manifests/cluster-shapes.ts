// The fields of the objects that make up a cluster: nodes, services, priority classes.
// Source: k8s.io/api core/v1 and scheduling/v1 (types.go), v1.36.

import { METADATA, TYPE } from "./pod-shapes.ts";
import { BOOLEAN, INT32_MAX, integer, list, object, oneOf, QUANTITIES, STRINGS, TEXT } from "./shape.ts";

const TAINT = object(
  "taint",
  ["key", "effect"],
  { key: TEXT, value: TEXT, effect: oneOf("NoSchedule", "PreferNoSchedule", "NoExecute") },
  "timeAdded",
);

const NODE_SPEC = object(
  "node spec",
  [],
  { unschedulable: BOOLEAN, taints: list(TAINT) },
  "configSource externalID podCIDR podCIDRs providerID",
);

const NODE_STATUS = object(
  "node status",
  [],
  {
    allocatable: QUANTITIES,
    capacity: QUANTITIES,
    images: list(object("image", [], { names: list(TEXT), sizeBytes: integer(0, Number.MAX_SAFE_INTEGER) })),
  },
  "addresses conditions config daemonEndpoints declaredFeatures features nodeInfo phase runtimeHandlers " +
    "volumesAttached volumesInUse",
);

export const NODE = object("node", [], { ...TYPE, metadata: METADATA, spec: NODE_SPEC, status: NODE_STATUS });

const SERVICE_SPEC = object(
  "Service spec",
  [],
  { selector: STRINGS },
  "allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName externalTrafficPolicy " +
    "healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy loadBalancerClass loadBalancerIP " +
    "loadBalancerSourceRanges ports publishNotReadyAddresses sessionAffinity sessionAffinityConfig " +
    "trafficDistribution type",
);

export const SERVICE = object("Service", [], { ...TYPE, metadata: METADATA, spec: SERVICE_SPEC }, "status");

/** User-defined classes end at one billion; the two system classes lie above. */
const PRIORITY_VALUE = integer(-INT32_MAX - 1, INT32_MAX);

export const PRIORITY_CLASS = object(
  "PriorityClass",
  ["value"],
  {
    ...TYPE,
    metadata: METADATA,
    value: PRIORITY_VALUE,
    globalDefault: BOOLEAN,
    preemptionPolicy: oneOf("PreemptLowerPriority", "Never"),
  },
  "description",
);
