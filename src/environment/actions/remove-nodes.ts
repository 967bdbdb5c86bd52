// Nodes are taken out of the cluster: `kubectl delete node`. Their machines are not touched: a kubelet registers once, so its node does
// not come back, and what runs there runs on until the collector of pods deletes it.
// Source: kubectl v1.36, pkg/cmd/delete/delete.go; kubelet v1.36, pkg/kubelet/kubelet_node_status.go (registerWithAPIServer)

import { z } from "zod";

import { NODE_TARGET_OPTIONS } from "../node-target.ts";
import type { ActionDefinition } from "./action.ts";
import { onEachNode } from "./node-action.ts";

export const REMOVE_NODES: ActionDefinition = {
  name: "removeNodes",
  source: "kubectl v1.36, pkg/cmd/delete/delete.go",
  options: z.strictObject(NODE_TARGET_OPTIONS).meta({
    description: "kubectl delete node: nodes go, and what is left on them runs on until it is collected; drain before",
  }),
  read: (options, reader) => ({ target: reader.nodesOf(options) }),
  create: (settings, ports) =>
    onEachNode(settings, ports, (name) => {
      const answer = ports.client.removeNode(name);
      return answer.kind === "refused" ? answer : { kind: "said", text: `node "${name}" deleted` };
    }),
};
