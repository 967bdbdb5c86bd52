// A machine crashes: its containers are gone at once, and nobody hears of its kubelet until it is up again.
// Source: kubelet v1.36 (status and Lease stop; containers are started anew after boot)

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { MACHINE_DOWN } from "./node-troubles.ts";
import { plainFault } from "./plain-fault.ts";

export const NODE_CRASH: FaultDefinition = {
  name: "nodeCrash",
  source: "kubelet v1.36 (status and Lease stop; containers are started anew after boot)",
  options: z.strictObject(COMMON_OPTIONS).meta({
    description: "A node crashes: nothing runs on it until it is repaired, then its kubelet starts anew",
  }),
  scope: "node",
  read: () => ({}),
  create: (_settings, ports) => plainFault(MACHINE_DOWN, ports),
};
