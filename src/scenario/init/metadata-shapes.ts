// What is kept of the parts that all kinds share: metadata, selectors, references, node selectors.

import { NODE_SELECTOR, NODE_SELECTOR_TERM, TOPOLOGY_SELECTOR_TERM } from "../../model/api/types/affinity.ts";
import { LABEL_SELECTOR, OBJECT_META, OWNER_REFERENCE } from "../../model/api/types/object-meta.ts";
import { OBJECT_REFERENCE } from "../../model/api/types/volume.ts";

import { ANNOTATIONS, KEYED, LABELS, listOf, NAME, shapeOf, text, type Shape } from "./shape.ts";

const OWNER = shapeOf(OWNER_REFERENCE, "controller blockOwnerDeletion", {
  apiVersion: text("api-version"),
  kind: text("kind"),
  name: NAME,
  uid: NAME,
});

const MOMENTS = "creationTimestamp deletionTimestamp deletionGracePeriodSeconds";

const IDENTITY = {
  name: NAME,
  generateName: NAME,
  namespace: NAME,
  uid: NAME,
  labels: LABELS,
  annotations: ANNOTATIONS,
  ownerReferences: listOf(OWNER),
  // By it a Job knows the pods that it has yet to count.
  finalizers: listOf({ kind: "word", words: ["batch.kubernetes.io/job-tracking"] }),
};

/** The identity stays: by it an object is known to have been held by an API server. */
export const METADATA = shapeOf(OBJECT_META, MOMENTS, IDENTITY);

/** By the generation it is known whether a controller has seen what is wanted. */
export const WORKLOAD_METADATA = shapeOf(OBJECT_META, `generation ${MOMENTS}`, IDENTITY);

export const SELECTOR = shapeOf(LABEL_SELECTOR, "", { matchLabels: LABELS, matchExpressions: listOf(KEYED) });

export const NODE_TERM = shapeOf(NODE_SELECTOR_TERM, "", {
  matchExpressions: listOf(KEYED),
  matchFields: listOf(KEYED),
});

export const NODES_SELECTED = shapeOf(NODE_SELECTOR, "", { nodeSelectorTerms: listOf(NODE_TERM) });

export const TOPOLOGIES: Shape = listOf(shapeOf(TOPOLOGY_SELECTOR_TERM, "", { matchLabelExpressions: listOf(KEYED) }));

export const REFERENCE = shapeOf(OBJECT_REFERENCE, "", {
  apiVersion: text("api-version"),
  kind: text("kind"),
  namespace: NAME,
  name: NAME,
  uid: NAME,
});
