// The load of a scenario and what is told of it, with what both need of the scenario around them.

import type { Pod } from "../../model/objects.ts";

import type { Workload } from "../../environment/workload.ts";

import type { Plan } from "../plan.ts";
import type { LoadReading, PodShape } from "./load-reading.ts";
import { podShape, templateShapes } from "./pod-shapes.ts";
import { readLoad } from "./read-load.ts";
import { readMetrics } from "./read-metrics.ts";
import { weekTimeOf } from "./read-rate.ts";

/** Pods that stand for themselves. */
export interface OfferedPods {
  readonly boundPods: readonly Pod[];
  readonly workloads: readonly Workload[];
}

/** `start`: the wall clock at the run's begin, as the API writes times. */
type TrafficReading = Omit<LoadReading, "pods" | "weekTimeUs"> & OfferedPods & { readonly start: string };

/** Both are absent where there is none; mistakes are told. */
export function readTraffic(around: TrafficReading): Pick<Plan, "load" | "metrics"> {
  const { load: entries } = around.scenario.options.spec;
  const pods = entries === undefined ? [] : podShapes(around);
  const reading: LoadReading = { ...around, pods, weekTimeUs: weekTimeOf(around.start) };
  const load = readLoad(reading);
  const metrics = readMetrics(reading);
  return { ...(load === undefined ? {} : { load }), ...(metrics === undefined ? {} : { metrics }) };
}

function podShapes({ boundPods, workloads, objects }: TrafficReading): readonly PodShape[] {
  const offered = [...boundPods, ...workloads.flatMap(({ pods }) => pods.templates)];
  return [...objects.flatMap(templateShapes), ...offered.map(podShape)];
}
