// `kubectl cordon`: new pods stay away from nodes.
// Source: kubectl v1.36, pkg/cmd/drain/drain.go (RunCordonOrUncordon)

import { z } from "zod";

import { NODE_TARGET_OPTIONS } from "../node-target.ts";
import type { ActionDefinition } from "./action.ts";
import { onEachNode } from "./node-action.ts";
import { setSchedulable } from "./node-writes.ts";

export const CORDON: ActionDefinition = {
  name: "cordon",
  source: "kubectl v1.36, pkg/cmd/drain/drain.go (RunCordonOrUncordon)",
  options: z.strictObject(NODE_TARGET_OPTIONS).meta({ description: "kubectl cordon: new pods stay away from nodes" }),
  read: (options, reader) => ({ target: reader.nodesOf(options) }),
  create: (settings, ports) => onEachNode(settings, ports, (name) => setSchedulable(ports.client, name, false)),
};
