// NodeUnschedulable: cordoned nodes take only pods that tolerate the cordon.
// Imitates plugins/nodeunschedulable/node_unschedulable.go, v1.36.

import { isTolerated, UNSCHEDULABLE_TAINT } from "../../model/toleration.ts";

import type { PluginDefinition } from "../framework/plugin.ts";
import { signedTolerations } from "../framework/pod-signers.ts";
import { SUCCESS, unresolvable } from "../framework/status.ts";

const REFUSAL = unresolvable("node(s) were unschedulable");

export const nodeUnschedulable: PluginDefinition = {
  name: "NodeUnschedulable",
  source: "plugins/nodeunschedulable/node_unschedulable.go v1.36",
  points: ["filter"],
  create: (_args, { cluster }) => ({
    filter({ podClass }, node) {
      if (!node.record.unschedulable) return SUCCESS;
      return isTolerated(UNSCHEDULABLE_TAINT, podClass.tolerations) ? SUCCESS : REFUSAL;
    },
    sign: ({ tolerations }) => signedTolerations(tolerations),
    columnar: {
      ignoresPods: true,
      filterIsIdle: ({ tolerations }) => isTolerated(UNSCHEDULABLE_TAINT, tolerations),
      passesAll: () => cluster.nodes.unschedulableNodes === 0,
      filter({ tolerations }, nodes, count, reject) {
        if (cluster.nodes.unschedulableNodes === 0) return count;
        const tolerated = isTolerated(UNSCHEDULABLE_TAINT, tolerations);
        let kept = 0;
        for (let index = 0; index < count; index += 1) {
          const node = nodes[index]!;
          if (tolerated || !cluster.nodes.record(node).unschedulable) nodes[kept++] = node;
          else reject(node);
        }
        return kept;
      },
    },
  }),
};
