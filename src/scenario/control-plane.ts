// `spec.controlPlane` of a scenario: whether the way of a write takes time, and how many cores the control plane has.

import { z } from "zod";

import type { ControlPlane } from "../components/api-server/control-plane.ts";

import type { CheckedScenario } from "./checked-scenario.ts";

const MAX_CORES = 1024;

const DELAYS = ["measured", "instant"] as const;

export const CONTROL_PLANE = z
  .union([
    z.enum(DELAYS),
    z.strictObject({
      delays: z
        .enum(DELAYS)
        .optional()
        .meta({ description: "How long requests and news take: measured (the default) or instant" }),
      cores: z
        .number()
        .min(0.1)
        .max(MAX_CORES)
        .optional()
        .meta({
          description: `Cores that all processes of the control plane share, 0.1 to ${MAX_CORES}; absent: none is short of any`,
        }),
    }),
  ])
  .meta({ description: "How long the control plane takes: measured (the default), instant, or delays and cores" });

/** Measured where the scenario says nothing; cores mean nothing where nothing takes time. */
export function readControlPlane({ options: { spec } }: CheckedScenario): ControlPlane {
  const { controlPlane = "measured" } = spec;
  const { delays = "measured", cores } = typeof controlPlane === "string" ? { delays: controlPlane } : controlPlane;
  if (delays === "instant") return { kind: "instant" };
  return cores === undefined ? { kind: "measured" } : { kind: "measured", cores };
}
