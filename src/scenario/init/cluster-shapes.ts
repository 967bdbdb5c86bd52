// What is kept of the objects that make up a cluster: nodes, namespaces, classes, services, limits and quotas.

import {
  CONTAINER_IMAGE,
  NODE,
  NODE_CONDITION,
  NODE_SPEC,
  NODE_STATUS,
  NODE_SYSTEM_INFO,
} from "../../model/api/types/node.ts";
import { OVERHEAD, PRIORITY_CLASS, RUNTIME_CLASS, SCHEDULING } from "../../model/api/types/policy.ts";
import {
  LIMIT_RANGE,
  LIMIT_RANGE_ITEM,
  LIMIT_RANGE_SPEC,
  NAMESPACE,
  NAMESPACE_STATUS,
  RESOURCE_QUOTA,
  RESOURCE_QUOTA_SPEC,
  RESOURCE_QUOTA_STATUS,
  SCOPE_SELECTOR,
  SCOPED_RESOURCE_SELECTOR_REQUIREMENT,
} from "../../model/api/types/quota.ts";
import { SERVICE, SERVICE_PORT, SERVICE_SPEC } from "../../model/api/types/service.ts";

import { METADATA } from "./metadata-shapes.ts";
import { AMOUNTS, KEYED, LABELS, listOf, NAME, shapeOf, text } from "./shape.ts";

const TYPE = "apiVersion kind";

export const NODE_SHAPE = shapeOf(NODE, TYPE, {
  metadata: METADATA,
  spec: shapeOf(NODE_SPEC, "unschedulable", { taints: listOf(KEYED) }),
  status: shapeOf(NODE_STATUS, "declaredFeatures", {
    allocatable: AMOUNTS,
    capacity: AMOUNTS,
    conditions: listOf(
      shapeOf(NODE_CONDITION, "status lastHeartbeatTime lastTransitionTime", { type: text("condition") }),
    ),
    nodeInfo: shapeOf(NODE_SYSTEM_INFO, "architecture operatingSystem kubeletVersion"),
    images: listOf(shapeOf(CONTAINER_IMAGE, "sizeBytes", { names: listOf(text("image")) })),
  }),
});

export const NAMESPACE_SHAPE = shapeOf(NAMESPACE, TYPE, {
  metadata: METADATA,
  status: shapeOf(NAMESPACE_STATUS, "phase"),
});

export const PRIORITY_CLASS_SHAPE = shapeOf(PRIORITY_CLASS, `${TYPE} value globalDefault preemptionPolicy`, {
  metadata: METADATA,
});

export const RUNTIME_CLASS_SHAPE = shapeOf(RUNTIME_CLASS, TYPE, {
  metadata: METADATA,
  handler: NAME,
  overhead: shapeOf(OVERHEAD, "", { podFixed: AMOUNTS }),
  scheduling: shapeOf(SCHEDULING, "", { nodeSelector: LABELS, tolerations: listOf(KEYED) }),
});

const PORT = shapeOf(SERVICE_PORT, "protocol port nodePort", { name: text("port"), targetPort: text("port") });

/** Of addresses only that there is none: which it is plays no part. */
export const SERVICE_SHAPE = shapeOf(SERVICE, TYPE, {
  metadata: METADATA,
  spec: shapeOf(SERVICE_SPEC, "type publishNotReadyAddresses internalTrafficPolicy trafficDistribution", {
    selector: LABELS,
    clusterIP: { kind: "word", words: ["None"] },
    externalName: NAME,
    ports: listOf(PORT),
  }),
});

export const LIMIT_RANGE_SHAPE = shapeOf(LIMIT_RANGE, TYPE, {
  metadata: METADATA,
  spec: shapeOf(LIMIT_RANGE_SPEC, "", {
    limits: listOf(
      shapeOf(LIMIT_RANGE_ITEM, "type", {
        max: AMOUNTS,
        min: AMOUNTS,
        default: AMOUNTS,
        defaultRequest: AMOUNTS,
        maxLimitRequestRatio: AMOUNTS,
      }),
    ),
  }),
});

const SCOPE = shapeOf(SCOPED_RESOURCE_SELECTOR_REQUIREMENT, "scopeName operator", { values: listOf(NAME) });

export const RESOURCE_QUOTA_SHAPE = shapeOf(RESOURCE_QUOTA, TYPE, {
  metadata: METADATA,
  spec: shapeOf(RESOURCE_QUOTA_SPEC, "scopes", {
    hard: AMOUNTS,
    scopeSelector: shapeOf(SCOPE_SELECTOR, "", { matchExpressions: listOf(SCOPE) }),
  }),
  status: shapeOf(RESOURCE_QUOTA_STATUS, "", { hard: AMOUNTS, used: AMOUNTS }),
});
