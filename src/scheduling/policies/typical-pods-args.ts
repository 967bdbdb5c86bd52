// The typical pods of a profile's arguments, for clusters whose workload says too little of what is to come.

import { z } from "zod";

import { MILLI_PER_DEVICE } from "../../model/device-wish.ts";

import type { TypicalPod } from "./typical-pods.ts";

const TYPICAL_POD = z.strictObject({
  cpuMilli: z.number().int().min(0),
  gpuMilli: z.number().int().min(0).max(MILLI_PER_DEVICE).default(0),
  gpuCount: z.number().int().min(0).default(0),
  models: z.array(z.string().min(1)).default([]),
  /** How often it comes, in any unit: the sum counts as the whole. */
  weight: z.number().positive(),
});

/** Arguments of FGDScore. */
export const TYPICAL_PODS_ARGS = z.strictObject({ typicalPods: z.array(TYPICAL_POD).min(1).optional() });

/** The typical pods of valid arguments; undefined if they name none. */
export function readTypicalPods(args: unknown): readonly TypicalPod[] | undefined {
  const { typicalPods } = TYPICAL_PODS_ARGS.parse(args ?? {});
  if (typicalPods === undefined) return undefined;
  const total = typicalPods.reduce((sum, { weight }) => sum + weight, 0);
  return typicalPods.map(({ cpuMilli, gpuMilli, gpuCount, models, weight }) => ({
    cpuMilli,
    milliEach: gpuCount === 0 ? 0 : gpuMilli,
    devices: gpuCount,
    models,
    frequency: weight / total,
  }));
}
