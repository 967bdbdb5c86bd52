// Labels of nodes that have two names: the old one follows the new one.
// Imitates reconcileNodeLabels of pkg/controller/nodelifecycle/node_lifecycle_controller.go, v1.36.

import type { Labels } from "./objects.ts";

/** Nodes with it are left out when a zone is judged. */
const EXCLUDED_LABEL = "node.kubernetes.io/exclude-disruption";

const OLD_NAMES: readonly (readonly [primary: string, secondary: string])[] = [
  ["kubernetes.io/os", "beta.kubernetes.io/os"],
  ["kubernetes.io/arch", "beta.kubernetes.io/arch"],
];

/** The old labels that are missing or say something else; empty if all is well. */
export function labelsToReconcile(labels: Labels | undefined): Labels {
  if (labels === undefined) return {};
  const wrong = OLD_NAMES.filter(
    ([primary, secondary]) => Object.hasOwn(labels, primary) && labels[primary] !== labels[secondary],
  );
  return Object.fromEntries(wrong.map(([primary, secondary]) => [secondary, labels[primary]!]));
}

/** True if the node does not count when its zone is judged. */
export function isExcludedFromDisruption(labels: Labels | undefined): boolean {
  return labels !== undefined && Object.hasOwn(labels, EXCLUDED_LABEL);
}
