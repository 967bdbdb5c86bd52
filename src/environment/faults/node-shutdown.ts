// A machine is shut down as its system does it: the kubelet is told, may hold it up while it stops its pods, and then it is off.
// Source: kubelet v1.36, pkg/kubelet/nodeshutdown; systemd-logind's inhibitors

import { z } from "zod";

import type { Change, Delta } from "../../cluster/change.ts";

import type { StepResult } from "../scripts/script.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import type { Fault, FaultDefinition, FaultPorts, Occurrence } from "./fault.ts";
import { MACHINE_DOWN, MACHINE_SHUTS_DOWN } from "./node-troubles.ts";

const GO = 1;
const COME_BACK = 2;

export const NODE_SHUTDOWN: FaultDefinition = {
  name: "nodeShutdown",
  source: "kubelet v1.36, pkg/kubelet/nodeshutdown",
  options: z.strictObject(COMMON_OPTIONS).meta({
    description: "A node is shut down: its kubelet stops its pods as its settings say, and then nothing runs on it",
  }),
  scope: "node",
  read: () => ({}),
  create: (_settings, ports) => nodeShutdown(ports),
};

const KUBELET_NEWS: ReadonlySet<Change["kind"]> = new Set(["kubelet-let-go", "kubelet-changed"]);

function nodeShutdown({ cluster, troubles }: FaultPorts): Fault {
  const idOf = ({ nodes }: Occurrence) => cluster.nodes.find(nodes[0]!);
  const isManaged = (occurrence: Occurrence) => {
    const node = idOf(occurrence);
    return node !== undefined && cluster.kubelets.of(node).managesPods;
  };
  return {
    step: (occurrence, step, nowUs): StepResult => {
      const [node] = occurrence.nodes as readonly [string];
      const { startedUs, lastsUs } = occurrence;
      if (step === 0 && isManaged(occurrence)) {
        occurrence.notes = { isHeld: true };
        troubles.begin(node, occurrence.key, MACHINE_SHUTS_DOWN);
        return { kind: "next", step: GO, atUs: lastsUs === null ? null : startedUs + lastsUs };
      }
      if (step === COME_BACK) {
        troubles.end(node, occurrence.key);
        return { kind: "done" };
      }
      occurrence.notes = {};
      troubles.begin(node, occurrence.key, MACHINE_DOWN);
      // However long its pods took, it is off for a moment.
      return { kind: "next", step: COME_BACK, atUs: lastsUs === null ? null : Math.max(nowUs, startedUs + lastsUs) };
    },
    wake: (occurrence, { change }: Delta, nowUs) => {
      if (occurrence.notes["isHeld"] !== true) return undefined;
      const isOver =
        change.kind === "kubelet-let-go" || (change.kind === "kubelet-changed" && !change.health.managesPods);
      return isOver && change.node === idOf(occurrence) ? nowUs : undefined;
    },
    wakesOn: KUBELET_NEWS,
  };
}
