// What is kept of devices and of claims to them. Selectors are expressions over drivers, attributes and capacity, which all keep
// their names therefore; configuration for drivers is left out.

import {
  ALLOCATION_RESULT,
  DEVICE_ALLOCATION_RESULT,
  DEVICE_CLAIM,
  DEVICE_REQUEST_ALLOCATION_RESULT,
  RESOURCE_CLAIM,
  RESOURCE_CLAIM_CONSUMER_REFERENCE,
  RESOURCE_CLAIM_SPEC,
  RESOURCE_CLAIM_STATUS,
  RESOURCE_CLAIM_TEMPLATE,
  RESOURCE_CLAIM_TEMPLATE_SPEC,
  DEVICE_REQUEST,
  DEVICE_SUB_REQUEST,
  EXACT_DEVICE_REQUEST,
} from "../../model/api/types/resource-claim.ts";
import {
  DEVICE,
  DEVICE_CLASS,
  DEVICE_CLASS_SPEC,
  RESOURCE_POOL,
  RESOURCE_SLICE,
  RESOURCE_SLICE_SPEC,
} from "../../model/api/types/resource-slice.ts";

import { METADATA, NODES_SELECTED } from "./metadata-shapes.ts";
import { listOf, NAME, shapeOf, text } from "./shape.ts";

const TYPE = "apiVersion kind";

const DEMANDED = "selectors allocationMode count tolerations capacity";

const CLAIM_SPEC = shapeOf(RESOURCE_CLAIM_SPEC, "", {
  devices: shapeOf(DEVICE_CLAIM, "constraints", {
    requests: listOf(
      shapeOf(DEVICE_REQUEST, "name", {
        exactly: shapeOf(EXACT_DEVICE_REQUEST, `${DEMANDED} adminAccess`, { deviceClassName: NAME }),
        firstAvailable: listOf(shapeOf(DEVICE_SUB_REQUEST, `name ${DEMANDED}`, { deviceClassName: NAME })),
      }),
    ),
  }),
});

const RESULT = shapeOf(DEVICE_REQUEST_ALLOCATION_RESULT, "request driver device adminAccess tolerations", {
  pool: NAME,
});

const CLAIM_SEEN = shapeOf(RESOURCE_CLAIM_STATUS, "", {
  allocation: shapeOf(ALLOCATION_RESULT, "", {
    devices: shapeOf(DEVICE_ALLOCATION_RESULT, "", { results: listOf(RESULT) }),
    nodeSelector: NODES_SELECTED,
  }),
  reservedFor: listOf(shapeOf(RESOURCE_CLAIM_CONSUMER_REFERENCE, "apiGroup resource", { name: NAME, uid: NAME })),
});

export const RESOURCE_CLAIM_SHAPE = shapeOf(RESOURCE_CLAIM, TYPE, {
  metadata: METADATA,
  spec: CLAIM_SPEC,
  status: CLAIM_SEEN,
});

export const RESOURCE_CLAIM_TEMPLATE_SHAPE = shapeOf(RESOURCE_CLAIM_TEMPLATE, TYPE, {
  metadata: METADATA,
  spec: shapeOf(RESOURCE_CLAIM_TEMPLATE_SPEC, "", { metadata: METADATA, spec: CLAIM_SPEC }),
});

const DEVICE_SHAPE = shapeOf(
  DEVICE,
  "name attributes capacity consumesCounters allNodes taints bindsToNode bindingConditions bindingFailureConditions " +
    "allowMultipleAllocations",
  { nodeName: NAME, nodeSelector: NODES_SELECTED },
);

export const RESOURCE_SLICE_SHAPE = shapeOf(RESOURCE_SLICE, TYPE, {
  metadata: METADATA,
  spec: shapeOf(RESOURCE_SLICE_SPEC, "driver allNodes perDeviceNodeSelection sharedCounters", {
    pool: shapeOf(RESOURCE_POOL, "generation resourceSliceCount", { name: NAME }),
    nodeName: NAME,
    nodeSelector: NODES_SELECTED,
    devices: listOf(DEVICE_SHAPE),
  }),
});

export const DEVICE_CLASS_SHAPE = shapeOf(DEVICE_CLASS, TYPE, {
  metadata: METADATA,
  spec: shapeOf(DEVICE_CLASS_SPEC, "selectors", { extendedResourceName: text("resource") }),
});
