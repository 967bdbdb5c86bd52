// A node that comes and goes: down for a while, up for a while, until somebody mends it.
// Source: kube-controller-manager v1.36, pkg/controller/nodelifecycle (what flapping is fought with)

import { z } from "zod";

import type { Distribution } from "../../base/random/distribution.ts";
import { mean } from "../../base/random/moments.ts";

import { drawSpan, lawOption, readLaw } from "../laws.ts";
import type { Fault, FaultDefinition, FaultPorts } from "./fault.ts";
import type { FaultSettings } from "./planned-fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { CUT_OFF, KUBELET_DOWN, MACHINE_DOWN, type Trouble } from "./node-troubles.ts";

const TROUBLES: Readonly<Record<"nodeCrash" | "kubeletLoss" | "networkPartition", Trouble>> = Object.freeze({
  nodeCrash: MACHINE_DOWN,
  kubeletLoss: KUBELET_DOWN,
  networkPartition: CUT_OFF,
});

const OPTIONS = z
  .strictObject({
    ...COMMON_OPTIONS,
    down: lawOption("How long it is down each time", "always the same"),
    up: lawOption("How long it is up between", "always the same"),
    as: z
      .enum(["nodeCrash", "kubeletLoss", "networkPartition"])
      .optional()
      .meta({ description: "What happens each time: networkPartition (the default), kubeletLoss or nodeCrash" }),
  })
  .meta({ description: "A node goes down and comes up again and again, for as long as it lasts" });

type Settings = {
  readonly down: Distribution;
  readonly up: Distribution;
  readonly as: keyof typeof TROUBLES;
};

const GO_DOWN = 0;
const COME_UP = 1;

export const FLAPPING: FaultDefinition = {
  name: "flapping",
  source: "kube-controller-manager v1.36, pkg/controller/nodelifecycle",
  options: OPTIONS,
  scope: "node",
  read: (options, reader) => {
    const { down, up, as = "networkPartition" } = options as z.infer<typeof OPTIONS>;
    return {
      down: readLaw(down, "constant", ["down"], reader),
      up: readLaw(up, "constant", ["up"], reader),
      as,
    };
  },
  turnUs: (settings) => {
    const { down, up } = settings as Settings;
    return mean(down) + mean(up);
  },
  create: (settings, ports) => flapping(settings, ports),
};

function flapping(settings: FaultSettings, ports: FaultPorts): Fault {
  const { down, up, as } = settings as Settings;
  return {
    step: (occurrence, step, nowUs) => {
      const { nodes, key, startedUs, lastsUs } = occurrence;
      const endUs = lastsUs === null ? Infinity : startedUs + lastsUs;
      const turns = (occurrence.notes["turns"] as number | undefined) ?? 0;
      occurrence.notes = { turns: turns + 1 };
      for (const node of nodes) {
        if (step === GO_DOWN && nowUs < endUs) ports.troubles.begin(node, key, TROUBLES[as]);
        else ports.troubles.end(node, key);
      }
      if (nowUs >= endUs) return { kind: "done" };
      const forUs = drawSpan(step === GO_DOWN ? down : up, ports.chanceWithin(occurrence, turns));
      return { kind: "next", step: step === GO_DOWN ? COME_UP : GO_DOWN, atUs: Math.min(endUs, nowUs + forUs) };
    },
  };
}
