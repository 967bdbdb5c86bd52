// A zone fails with all its nodes. By a law, each zone fails by itself.
// Source: zones as kube-controller-manager v1.36 knows them (label topology.kubernetes.io/zone)

import { z } from "zod";

import type { FaultDefinition } from "./fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { outage, OUTAGE_OPTION, readOutage } from "./outage.ts";

export const ZONE_OUTAGE: FaultDefinition = {
  name: "zoneOutage",
  source: "zones as kube-controller-manager v1.36 knows them (label topology.kubernetes.io/zone)",
  options: z.strictObject({ ...COMMON_OPTIONS, ...OUTAGE_OPTION }).meta({
    description: "All nodes of a zone fail at once; by a law, each zone by itself",
  }),
  scope: "zone",
  read: readOutage,
  create: outage,
};
