// A cloud takes a spot machine back, after a notice: an agent that heard it may drain the node meanwhile.
// Source: AWS EC2 spot interruption notices (two minutes; Google and Azure give 30 s), aws-node-termination-handler

import { z } from "zod";

import { span, US_PER_SECOND } from "../../base/time.ts";

import { AGENTS_DRAIN } from "../actions/drain-filters.ts";
import { durationOption } from "../option-types.ts";
import type { Fault, FaultDefinition, FaultPorts } from "./fault.ts";
import type { FaultSettings } from "./planned-fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { MachineEnd } from "./machine-end.ts";

const DEFAULT_NOTICE_US = span(120 * US_PER_SECOND);

const OPTIONS = z
  .strictObject({
    ...COMMON_OPTIONS,
    notice: durationOption("How long before the machine goes it is told; absent: 2m").optional(),
    onNotice: z
      .enum(["drain", "nothing"])
      .optional()
      .meta({ description: "What an agent on the node does then: drain (the default) or nothing" }),
  })
  .meta({ description: "A spot machine is taken back after a notice; another of the name comes when it is over" });

const GO = 1;

export const SPOT_RECLAIM: FaultDefinition = {
  name: "spotReclaim",
  source: "AWS EC2 spot interruption notices, aws-node-termination-handler",
  options: OPTIONS,
  scope: "node",
  read: (options, reader) => {
    const { notice, onNotice = "drain" } = options as z.infer<typeof OPTIONS>;
    return { noticeUs: notice === undefined ? DEFAULT_NOTICE_US : reader.spanOf(notice, ["notice"]), onNotice };
  },
  create: (settings, ports) => spotReclaim(settings, ports),
};

function spotReclaim(settings: FaultSettings, ports: FaultPorts): Fault {
  const end = new MachineEnd(ports, GO);
  const { noticeUs, onNotice } = settings as { readonly noticeUs: number; readonly onNotice: "drain" | "nothing" };
  return {
    step: (occurrence, step, nowUs) => {
      if (step > 0) return end.step(occurrence, step, nowUs);
      for (const node of occurrence.nodes) {
        ports.tell(`node/${node} will be taken back`);
        // The agent goes with its machine.
        if (onNotice === "drain" && noticeUs > 0) ports.drain(node, { ...AGENTS_DRAIN, timeoutUs: noticeUs });
      }
      return { kind: "next", step: GO, atUs: nowUs + noticeUs };
    },
    wake: (occurrence, delta, nowUs) => end.wake(occurrence, delta, nowUs),
    wakesOn: end.wakesOn,
  };
}
