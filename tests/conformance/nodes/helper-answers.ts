// The bare functions of the controllers that some records ask alone.

import { moment } from "../../../src/base/time.ts";
import { TaintQueue } from "../../../src/components/node-lifecycle/taint-queue.ts";
import type { Labels, Taint, Toleration } from "../../../src/model/objects.ts";
import { taintEviction } from "../../../src/model/taint-eviction.ts";
import { zoneKeyOf } from "../../../src/model/topology.ts";
import { evictionRate, zoneState, type EvictionRates } from "../../../src/model/zone-disruption.ts";

interface ZoneStateInput {
  readonly ready: Readonly<Record<"True" | "False" | "Unknown" | "missing", number>>;
  readonly unhealthyZoneThreshold: number;
}

interface QueueInput {
  readonly qps: number;
  readonly steps: readonly {
    readonly atUs: number;
    readonly do: "add" | "remove" | "rate";
    readonly node: string;
    readonly qps: number;
  }[];
  readonly tryEveryUs: number;
}

/** The answer to a record of the functions named in its case; undefined: nobody knows the function. */
export function helperAnswer(name: string, input: unknown): unknown {
  switch (name) {
    case "zone-state":
      return zoneAnswer(input as ZoneStateInput);
    case "rate":
      return rateAnswer(input as EvictionRates & { readonly zoneSize: number });
    case "zone-key":
      return { zoneKey: zoneKeyOf((input as { readonly labels?: Labels }).labels) };
    case "tolerations":
      return tolerationAnswer(
        input as { readonly taints: readonly Taint[]; readonly tolerations: readonly Toleration[] },
      );
    case "queue":
      return queueAnswer(input as QueueInput);
    default:
      return undefined;
  }
}

function zoneAnswer({ ready, unhealthyZoneThreshold }: ZoneStateInput): unknown {
  const notReady = ready.False + ready.Unknown + ready.missing;
  return { notReady, state: zoneState(ready.True, notReady, unhealthyZoneThreshold) };
}

function rateAnswer({ zoneSize, ...rates }: EvictionRates & { readonly zoneSize: number }): unknown {
  return {
    fullDisruption: evictionRate("FullDisruption", zoneSize, rates),
    partialDisruption: evictionRate("PartialDisruption", zoneSize, rates),
  };
}

function tolerationAnswer({
  taints,
  tolerations,
}: {
  taints: readonly Taint[];
  tolerations: readonly Toleration[];
}): unknown {
  const eviction = taintEviction(taints, tolerations);
  if (eviction.kind === "intolerable") return { allTolerated: false };
  return eviction.kind === "untainted" ? { allTolerated: true } : { allTolerated: true, used: eviction.used };
}

/** The queue is tried each tenth of a second, after what happens at the same moment. */
function queueAnswer({ qps, steps, tryEveryUs }: QueueInput): unknown {
  const queue = new TaintQueue(qps);
  const taken: { atUs: number; node: string }[] = [];
  const lastUs = steps.at(-1)?.atUs ?? 0;
  let done = 0;
  for (let us = 0; us <= lastUs + 60_000_000; us += tryEveryUs) {
    for (; done < steps.length && steps[done]!.atUs <= us; done += 1) perform(queue, steps[done]!);
    queue.serve(moment(us), 0, (node) => {
      taken.push({ atUs: us, node });
      return { kind: "done" };
    });
  }
  return { taken };
}

function perform(queue: TaintQueue, step: QueueInput["steps"][number]): void {
  if (step.do === "add") queue.add(step.node, moment(step.atUs));
  if (step.do === "remove") queue.remove(step.node);
  if (step.do === "rate") queue.setRate(step.qps, moment(step.atUs), 0);
}
