// NodeName: a pod that names its node fits that node only.
// Imitates plugins/nodename/node_name.go, v1.36.

import type { PluginDefinition } from "../framework/plugin.ts";
import { SUCCESS, unresolvable } from "../framework/status.ts";

const REFUSAL = unresolvable("node(s) didn't match the requested node name");

export const nodeName: PluginDefinition = {
  name: "NodeName",
  source: "plugins/nodename/node_name.go v1.36",
  points: ["filter"],
  create: (_args, { cluster }) => ({
    filter({ podClass }, node) {
      const wanted = podClass.pod.spec.nodeName;
      return !wanted || wanted === node.record.name ? SUCCESS : REFUSAL;
    },
    sign: ({ pod }) => pod.spec.nodeName ?? "",
    columnar: {
      ignoresPods: true,
      filterIsIdle: ({ pod }) => !pod.spec.nodeName,
      filter({ pod }, nodes, count, reject) {
        const wanted = pod.spec.nodeName;
        let kept = 0;
        for (let index = 0; index < count; index += 1) {
          const node = nodes[index]!;
          if (!wanted || cluster.nodes.record(node).name === wanted) nodes[kept++] = node;
          else reject(node);
        }
        return kept;
      },
    },
  }),
};
