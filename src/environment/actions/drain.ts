// `kubectl drain`, with its flags.
// Source: kubectl v1.36, pkg/cmd/drain/drain.go, pkg/drain

import { z } from "zod";

import { US_PER_SECOND } from "../../base/time.ts";

import { parseLabelSelector } from "../../model/label-selector-text.ts";

import { NODE_TARGET_OPTIONS } from "../node-target.ts";
import { durationOption, switchOption, textOption } from "../option-types.ts";
import type { Memory, Script } from "../scripts/script.ts";
import type { ActionDefinition, ActionPorts, ActionReader } from "./action.ts";
import type { ActionSettings } from "./planned-action.ts";
import type { DrainOptions } from "./drain-filters.ts";
import { drainMemory, DrainScript } from "./drain-script.ts";
import { targetedNames } from "./node-action.ts";

const OPTIONS = z
  .strictObject({
    ...NODE_TARGET_OPTIONS,
    force: switchOption("true: pods that nothing would make again go too").optional(),
    ignoreDaemonSets: switchOption("true: pods of DaemonSets are left; else they forbid the drain").optional(),
    deleteEmptyDirData: switchOption("true: pods with local data go too; else they forbid the drain").optional(),
    disableEviction: switchOption("true: pods are deleted without asking disruption budgets").optional(),
    gracePeriod: durationOption("How long each pod has to end, in whole seconds; absent: its own").optional(),
    timeout: durationOption("When the drain is given up; absent: never").optional(),
    podSelector: textOption("Only pods that this label selector selects").optional(),
  })
  .meta({ description: "kubectl drain: nodes are cordoned, and their pods evicted" });

type Options = z.infer<typeof OPTIONS>;

export const DRAIN: ActionDefinition = {
  name: "drain",
  source: "kubectl v1.36, pkg/cmd/drain/drain.go",
  options: OPTIONS,
  read: (options, reader) => {
    return { target: reader.nodesOf(options), drain: readFlags(options, reader) };
  },
  create: (settings, ports) => drainScript(settings, ports),
};

function readFlags(options: Options, reader: ActionReader): DrainOptions {
  const { gracePeriod, timeout, podSelector = "" } = options;
  const graceUs = gracePeriod === undefined ? null : reader.spanOf(gracePeriod, ["gracePeriod"]);
  const selector = parseLabelSelector(podSelector);
  if (selector.kind === "invalid") {
    const message = `podSelector: ${selector.message}`;
    reader.report(["podSelector"], { code: "wrong-value", message, expected: "a label selector such as app=web" });
  }
  return {
    force: options.force === true,
    ignoreDaemonSets: options.ignoreDaemonSets === true,
    deleteEmptyDirData: options.deleteEmptyDirData === true,
    disableEviction: options.disableEviction === true,
    graceSeconds: graceUs === null ? null : Math.floor(graceUs / US_PER_SECOND),
    timeoutUs: timeout === undefined ? 0 : reader.spanOf(timeout, ["timeout"]),
    podSelector,
  };
}

/** The nodes are looked up when it begins; from then on its memory is that of the drain. */
function drainScript(settings: ActionSettings, ports: ActionPorts): Script {
  const drain = new DrainScript(ports);
  const drainIn = (memory: { drain?: Memory }): Memory =>
    (memory.drain ??= drainMemory(targetedNames(settings, ports), settings["drain"] as DrainOptions));
  return {
    step: (memory, step, nowUs) => drain.step(drainIn(memory), step, nowUs),
    wake: (memory, delta, nowUs) => drain.wake(drainIn(memory), delta, nowUs),
    wakesOn: drain.wakesOn,
    unfinished: (memory) => drain.unfinished(drainIn(memory)),
  };
}
