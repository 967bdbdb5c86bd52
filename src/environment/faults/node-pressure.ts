// A node runs short of memory, disk or process ids: its kubelet says so, and goes on saying it for some minutes after.
// Source: kubelet v1.36, pkg/kubelet/nodestatus/setters.go, pkg/kubelet/eviction (evictionPressureTransitionPeriod)

import { z } from "zod";

import { span, US_PER_SECOND } from "../../base/time.ts";

import { PRESSURE_CONDITIONS } from "../../model/node-conditions.ts";
import type { NodeCondition } from "../../model/objects.ts";

import { durationOption } from "../option-types.ts";
import type { FaultDefinition, FaultPorts } from "./fault.ts";
import type { FaultSettings } from "./planned-fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { HEALTHY_MACHINE } from "./node-troubles.ts";
import { plainFault } from "./plain-fault.ts";

const TRANSITION_US = span(300 * US_PER_SECOND);

const CONDITIONS: Readonly<Record<"memory" | "disk" | "pid", NodeCondition>> = Object.freeze({
  memory: PRESSURE_CONDITIONS.MemoryPressure,
  disk: PRESSURE_CONDITIONS.DiskPressure,
  pid: PRESSURE_CONDITIONS.PIDPressure,
});

const OPTIONS = z
  .strictObject({
    ...COMMON_OPTIONS,
    pressure: z.enum(["memory", "disk", "pid"]).meta({ description: "What runs short: memory, disk or pid" }),
    transition: durationOption("How long the kubelet goes on saying it when it is over; absent: 5m").optional(),
  })
  .meta({ description: "A node runs short of memory, disk or process ids, and its kubelet says so" });

export const NODE_PRESSURE: FaultDefinition = {
  name: "nodePressure",
  source: "kubelet v1.36, pkg/kubelet/nodestatus/setters.go",
  options: OPTIONS,
  scope: "node",
  read: (options, reader) => {
    const { pressure, transition } = options as z.infer<typeof OPTIONS>;
    return {
      pressure,
      transitionUs: transition === undefined ? TRANSITION_US : reader.spanOf(transition, ["transition"]),
    };
  },
  create: (settings, ports) => nodePressure(settings, ports),
};

function nodePressure(settings: FaultSettings, ports: FaultPorts) {
  const { pressure, transitionUs } = settings as {
    readonly pressure: keyof typeof CONDITIONS;
    readonly transitionUs: number;
  };
  return plainFault({ ...HEALTHY_MACHINE, conditions: [CONDITIONS[pressure]] }, ports, transitionUs);
}
