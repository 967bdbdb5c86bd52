// A machine is taken away by its cloud, without a word: its node is deleted once the control plane has found it not ready.
// Source: k8s.io/cloud-provider v0.36, controllers/nodelifecycle/node_lifecycle_controller.go

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { MachineEnd } from "./machine-end.ts";

export const NODE_DELETED: FaultDefinition = {
  name: "nodeDeleted",
  source: "k8s.io/cloud-provider v0.36, controllers/nodelifecycle/node_lifecycle_controller.go",
  options: z.strictObject(COMMON_OPTIONS).meta({
    description: "A machine is deleted by its cloud, and then its node; another of the name comes when it is over",
  }),
  scope: "node",
  read: () => ({}),
  create: (_settings, ports) => new MachineEnd(ports, 0),
};
