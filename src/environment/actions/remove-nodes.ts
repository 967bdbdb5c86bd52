// Nodes are taken out of the cluster: `kubectl delete node`, and the machine is gone with it.
// Source: kubectl v1.36, pkg/cmd/delete/delete.go

import { z } from "zod";

import { NODE_TARGET_OPTIONS } from "../node-target.ts";
import type { ActionDefinition } from "./action.ts";
import { onEachNode } from "./node-action.ts";

export const REMOVE_NODES: ActionDefinition = {
  name: "removeNodes",
  source: "kubectl v1.36, pkg/cmd/delete/delete.go",
  options: z.strictObject(NODE_TARGET_OPTIONS).meta({
    description: "kubectl delete node: nodes go with all that runs on them; a drain before is an action of its own",
  }),
  read: (options, reader) => ({ target: reader.nodesOf(options) }),
  create: (settings, ports) =>
    onEachNode(settings, ports, (name) => {
      const answer = ports.client.removeNode(name);
      return answer.kind === "refused" ? answer : { kind: "said", text: `node "${name}" deleted` };
    }),
};
