// A kubelet stops: containers run on, but nobody starts, probes, restarts or ends any of them.
// Source: kubelet v1.36 (containers belong to the runtime and outlive it)

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { KUBELET_DOWN } from "./node-troubles.ts";
import { plainFault } from "./plain-fault.ts";

export const KUBELET_LOSS: FaultDefinition = {
  name: "kubeletLoss",
  source: "kubelet v1.36 (containers belong to the runtime and outlive it)",
  options: z.strictObject(COMMON_OPTIONS).meta({
    description: "A node's kubelet stops: containers run on unattended until it starts again",
  }),
  scope: "node",
  read: () => ({}),
  create: (_settings, ports) => plainFault(KUBELET_DOWN, ports),
};
