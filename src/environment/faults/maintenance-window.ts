// Planned maintenance: one node after the other is drained, down for a while, up again and open for pods.
// Source: kubectl v1.36 (cordon, drain, uncordon), as people and cluster upgrades use it

import { z } from "zod";

import { span, US_PER_SECOND } from "../../base/time.ts";

import { AGENTS_DRAIN, type DrainOptions } from "../actions/drain-filters.ts";
import { drainMemory, DrainScript } from "../actions/drain-script.ts";
import { setSchedulable } from "../actions/node-writes.ts";
import { durationOption } from "../option-types.ts";
import type { Memory, StepResult } from "../scripts/script.ts";
import type { Fault, FaultDefinition, FaultPorts, Occurrence } from "./fault.ts";
import type { FaultSettings } from "./planned-fault.ts";
import { COMMON_OPTIONS } from "./fault-options.ts";
import { MACHINE_DOWN } from "./node-troubles.ts";

const DEFAULT_DOWN_US = span(300 * US_PER_SECOND);

const OPTIONS = z
  .strictObject({
    ...COMMON_OPTIONS,
    down: durationOption("How long each node is down; absent: 5m").optional(),
    pause: durationOption("Between one node and the next; absent: none").optional(),
    drainTimeout: durationOption("When a drain is given up and the node left as it is; absent: never").optional(),
  })
  .meta({
    description:
      "Node after node is drained, down, and up again; when the window closes (for), no further node is begun",
  });

type Settings = {
  readonly downUs: number;
  readonly pauseUs: number;
  readonly drain: DrainOptions;
};

export const MAINTENANCE_WINDOW: FaultDefinition = {
  name: "maintenanceWindow",
  source: "kubectl v1.36 (cordon, drain, uncordon)",
  options: OPTIONS,
  scope: "group",
  read: (options, reader) => {
    const { down, pause, drainTimeout } = options as z.infer<typeof OPTIONS>;
    const timeoutUs = drainTimeout === undefined ? 0 : reader.spanOf(drainTimeout, ["drainTimeout"]);
    return {
      downUs: down === undefined ? DEFAULT_DOWN_US : reader.spanOf(down, ["down"]),
      pauseUs: pause === undefined ? 0 : reader.spanOf(pause, ["pause"]),
      drain: { ...AGENTS_DRAIN, timeoutUs },
    };
  },
  create: (settings, ports) => new MaintenanceWindow(settings, ports),
};

const BEGIN_NODE = 0;
const DRAIN = 1;
const COME_UP = 2;

/** How far it is; plain data. */
interface Progress {
  /** Nodes that are behind it. */
  readonly done: number;
  /** Those of them that could not be drained. */
  readonly missed: readonly string[];
  readonly drain?: Memory;
}

class MaintenanceWindow implements Fault {
  readonly #settings: Settings;
  readonly #ports: FaultPorts;
  readonly #drain: DrainScript;

  constructor(settings: FaultSettings, ports: FaultPorts) {
    this.#settings = settings as Settings;
    this.#ports = ports;
    this.#drain = new DrainScript(ports);
  }

  step(occurrence: Occurrence, step: number, nowUs: number): StepResult {
    if (step === BEGIN_NODE) return this.#beginNode(occurrence, nowUs);
    return step === DRAIN ? this.#goOnDraining(occurrence, nowUs) : this.#comeUp(occurrence, nowUs);
  }

  get wakesOn(): DrainScript["wakesOn"] {
    return this.#drain.wakesOn;
  }

  wake(occurrence: Occurrence, ...heard: [Parameters<DrainScript["wake"]>[1], number]): number | undefined {
    const { drain } = progressOf(occurrence);
    return drain === undefined ? undefined : this.#drain.wake(drain, ...heard);
  }

  unfinished(occurrence: Occurrence): string | undefined {
    const { drain } = progressOf(occurrence);
    return drain === undefined ? undefined : this.#drain.unfinished(drain);
  }

  #beginNode(occurrence: Occurrence, nowUs: number): StepResult {
    const { done, missed } = progressOf(occurrence);
    const { nodes, startedUs, lastsUs } = occurrence;
    const isClosed = lastsUs !== null && nowUs >= startedUs + lastsUs;
    if (isClosed && done < nodes.length) {
      this.#ports.tell(`the maintenance window has closed: ${nodes.length - done} of ${nodes.length} nodes are left`);
    }
    if (isClosed || done === nodes.length) return endOf(missed, nodes.length);
    occurrence.notes = { done, missed, drain: drainMemory([nodes[done]!], this.#settings.drain) };
    return this.#goOnDraining(occurrence, nowUs);
  }

  #goOnDraining(occurrence: Occurrence, nowUs: number): StepResult {
    const { done, missed, drain } = progressOf(occurrence);
    const result = this.#drain.step(drain!, 0, nowUs);
    if (result.kind === "next") return { ...result, step: DRAIN };
    occurrence.notes = { done, missed };
    const node = occurrence.nodes[done]!;
    if (result.kind === "failed") {
      occurrence.notes = { done, missed: [...missed, node] };
      this.#ports.tell(result.message, "error");
      return this.#nextNode(occurrence, nowUs);
    }
    this.#ports.troubles.begin(node, occurrence.key, MACHINE_DOWN);
    return { kind: "next", step: COME_UP, atUs: nowUs + this.#settings.downUs };
  }

  #comeUp(occurrence: Occurrence, nowUs: number): StepResult {
    this.#ports.troubles.end(occurrence.nodes[progressOf(occurrence).done]!, occurrence.key);
    return this.#nextNode(occurrence, nowUs);
  }

  #nextNode(occurrence: Occurrence, nowUs: number): StepResult {
    const { done, missed } = progressOf(occurrence);
    const isLast = done + 1 === occurrence.nodes.length;
    const answer = setSchedulable(this.#ports.client, occurrence.nodes[done]!, true);
    this.#ports.tell(answer.kind === "said" ? answer.text : answer.message);
    occurrence.notes = { done: done + 1, missed };
    return { kind: "next", step: BEGIN_NODE, atUs: nowUs + (isLast ? 0 : this.#settings.pauseUs) };
  }
}

function progressOf({ notes }: Occurrence): Progress {
  return { done: 0, missed: [], ...notes };
}

/** As a drain of several nodes: it fails where one could not be drained, though it has gone on to the others. */
function endOf(missed: readonly string[], nodes: number): StepResult {
  if (missed.length === 0) return { kind: "done" };
  const what = `${missed.length} of ${nodes} nodes could not be drained and were not maintained`;
  return { kind: "failed", message: `${what}: ${missed.join(", ")}` };
}
