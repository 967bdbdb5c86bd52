// The order of what happens at one moment. Within a phase, first scheduled is first served.
// The names are the simulator's agreed vocabulary; the engine attaches no meaning to them.

/** From first to last at each moment. */
export const PHASES = ["faults", "kubelet", "api", "controllers", "scheduler", "observers"] as const;

export type Phase = (typeof PHASES)[number];
