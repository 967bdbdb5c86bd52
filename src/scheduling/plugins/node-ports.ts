// NodePorts: two pods on one node cannot hold the same host port.
// Imitates plugins/nodeports/node_ports.go, v1.36.

import type { PluginDefinition } from "../framework/plugin.ts";
import { signedHostPorts } from "../framework/pod-signers.ts";
import { SUCCESS, unschedulable } from "../framework/status.ts";

const REFUSAL = unschedulable("node(s) didn't have free ports for the requested pod ports");

export const nodePorts: PluginDefinition = {
  name: "NodePorts",
  source: "plugins/nodeports/node_ports.go v1.36",
  points: ["preFilter", "filter"],
  create: (_args, { cluster }) => ({
    preFilter({ podClass }) {
      const { hostPorts } = podClass;
      return hostPorts.length === 0 ? { kind: "skip" } : { kind: "ready", state: hostPorts };
    },
    filter({ podClass }, node) {
      return podClass.hostPorts.some((wanted) => node.hostPortConflicts(wanted)) ? REFUSAL : SUCCESS;
    },
    filterWithoutState: 'reading "PreFilterNodePorts" from cycleState: not found',
    sign: ({ pod }) => signedHostPorts(pod),
    columnar: {
      filterIsIdle: ({ hostPorts }) => hostPorts.length === 0,
      filter({ hostPorts }, nodes, count, reject) {
        let kept = 0;
        for (let index = 0; index < count; index += 1) {
          const node = nodes[index]!;
          const held = cluster.nodes.hostPorts(node);
          if (held === undefined || !hostPorts.some((wanted) => held.conflictsWith(wanted))) nodes[kept++] = node;
          else reject(node);
        }
        return kept;
      },
    },
  }),
};
