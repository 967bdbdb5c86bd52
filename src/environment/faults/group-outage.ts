// Several nodes fail at once because they share something: those with the same labels, or a number of them.
// Source: one cause for several machines: a rack, a switch, a power feed

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { outage, OUTAGE_OPTION, readOutage } from "./outage.ts";

export const GROUP_OUTAGE: FaultDefinition = {
  name: "groupOutage",
  source: "one cause for several machines: a rack, a switch, a power feed",
  options: z.strictObject({ ...COMMON_OPTIONS, ...OUTAGE_OPTION }).meta({
    description: "Several nodes fail at once, by labels, names or number",
  }),
  scope: "group",
  read: readOutage,
  create: outage,
};
