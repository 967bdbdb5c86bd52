// A pool fails with all its nodes: what they have in common has failed.
// Source: one cause for machines of one kind: an image, a driver, an account's quota

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { outage, OUTAGE_OPTION, readOutage } from "./outage.ts";

export const POOL_OUTAGE: FaultDefinition = {
  name: "poolOutage",
  source: "one cause for machines of one kind: an image, a driver, an account's quota",
  options: z.strictObject({ ...COMMON_OPTIONS, ...OUTAGE_OPTION }).meta({
    description: "All nodes of a pool fail at once",
  }),
  scope: "group",
  read: readOutage,
  create: outage,
};
