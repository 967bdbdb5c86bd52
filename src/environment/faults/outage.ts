// Several machines fail at once: what outages of zones, pools and other groups have in common.

import { z } from "zod";

import type { FaultPorts } from "./fault.ts";
import type { FaultSettings } from "./planned-fault.ts";
import { CUT_OFF, MACHINE_DOWN } from "./node-troubles.ts";
import { plainFault } from "./plain-fault.ts";

/** How an outage shows on each node. */
export const OUTAGE_OPTION = {
  as: z
    .enum(["nodeCrash", "networkPartition"])
    .optional()
    .meta({ description: "What happens to each node: nodeCrash (the default) or networkPartition" }),
};

/** What of it goes into the plan. */
export function readOutage(options: Readonly<Record<string, unknown>>): FaultSettings {
  return { as: options["as"] ?? "nodeCrash" };
}

/** The fault at work. */
export function outage(settings: FaultSettings, ports: FaultPorts) {
  return plainFault(settings["as"] === "networkPartition" ? CUT_OFF : MACHINE_DOWN, ports);
}
