// Nodes. Imitates pkg/registry/core/node/strategy.go and pkg/apis/core/v1/defaults.go, v1.36.

import { apiKind } from "../api-kind.ts";
import type { Draft } from "../api-type.ts";
import { roundResourceList } from "../defaults/resource-list.ts";
import { NODE, type Node } from "../types/node.ts";
import { validateNode, validateNodeUpdate } from "../validation/node.ts";

export const NODE_KIND = apiKind<Node>({
  apiVersion: "v1",
  kind: "Node",
  namespaced: false,
  type: NODE,
  source: "pkg/registry/core/node/strategy.go",
  applyDefaults({ spec, status }) {
    if (spec !== undefined) completePodBlocks(spec);
    if (status === undefined) return;
    roundResourceList(status.capacity);
    if (status.allocatable === undefined && status.capacity !== undefined) status.allocatable = { ...status.capacity };
    roundResourceList(status.allocatable);
  },
  prepareForCreate({ spec, status }) {
    delete spec?.configSource;
    delete status?.config;
  },
  validate: validateNode,
  warningsOnCreate: nodeWarnings,
  prepareForUpdate(node, old) {
    node.status = structuredClone(old.status ?? {}) as NonNullable<typeof node.status>;
    if (old.spec?.configSource === undefined) delete node.spec?.configSource;
  },
  validateUpdate: (node, old) => [...validateNode(node), ...validateNodeUpdate(node, old)],
  warningsOnUpdate: nodeWarnings,
});

/** The old field of one block and the new one of several say the same; where they differ, the old one is believed. */
function completePodBlocks(spec: NonNullable<Draft<Node>["spec"]>): void {
  const { podCIDR, podCIDRs = [] } = spec;
  if (podCIDR !== undefined && podCIDRs[0] !== podCIDR) spec.podCIDRs = [podCIDR];
  else if (podCIDRs[0] !== undefined) spec.podCIDR = podCIDRs[0];
}

function nodeWarnings({ spec }: Node): readonly string[] {
  return [
    ...(spec?.configSource === undefined ? [] : ["spec.configSource: the feature is removed"]),
    ...(spec?.externalID === undefined
      ? []
      : ["spec.externalID: this field is deprecated, and is unused by Kubernetes"]),
  ];
}
