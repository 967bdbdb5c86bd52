// A node is cut off from the control plane: all on it runs on, and nothing that is decided reaches it.
// Source: kubelet v1.36 (keeps running its pods without the API server)

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { CUT_OFF } from "./node-troubles.ts";
import { plainFault } from "./plain-fault.ts";

export const NETWORK_PARTITION: FaultDefinition = {
  name: "networkPartition",
  source: "kubelet v1.36 (keeps running its pods without the API server)",
  options: z.strictObject(COMMON_OPTIONS).meta({
    description: "A node is cut off from the control plane: its containers run on and it hears of nothing",
  }),
  scope: "node",
  read: () => ({}),
  create: (_settings, ports) => plainFault(CUT_OFF, ports),
};
