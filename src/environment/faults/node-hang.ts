// A machine hangs: its containers stand still, and go on from there when it comes back.
// Source: kubelet v1.36 (status and Lease stop; processes keep their memory)

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { MACHINE_HANGS } from "./node-troubles.ts";
import { plainFault } from "./plain-fault.ts";

export const NODE_HANG: FaultDefinition = {
  name: "nodeHang",
  source: "kubelet v1.36 (status and Lease stop; processes keep their memory)",
  options: z.strictObject(COMMON_OPTIONS).meta({
    description: "A node hangs: its containers stand still, and go on when it comes back",
  }),
  scope: "node",
  read: () => ({}),
  create: (_settings, ports) => plainFault(MACHINE_HANGS, ports),
};
