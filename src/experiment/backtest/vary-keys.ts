// What a backtest can vary by a short name: fields of the autoscaler and of the pods that it scales. To add one: a definition here, a
// test, and its row in docs/manual/hpa.md.
// Source: k8s.io/api/autoscaling/v2/types.go, pkg/apis/autoscaling/v2/defaults.go, v1.36.

import { spanText } from "./span-text.ts";
import { partAt, withPart, type PlainObject } from "./plain-object.ts";
import { targetPath } from "./scaled-workload.ts";
import { shareOf, shareText, wholeShareDoubt } from "./share-text.ts";

/** What is varied. */
export interface ScaledPair {
  readonly autoscaler: PlainObject;
  readonly deployment: PlainObject;
}

export interface VaryKey {
  /** As users write it. */
  readonly name: string;
  readonly description: string;
  /** What a value may be, in words. */
  readonly expected: string;
  /** As tables show it. */
  readonly read: (pair: ScaledPair) => string | number;
  /** Undefined for a value that it cannot have. */
  readonly write: (pair: ScaledPair, value: unknown) => ScaledPair | undefined;
  /** Of a value that it can have, and that looks like a slip: how it is taken. */
  readonly doubt?: (value: unknown) => string | undefined;
}

type Path = readonly (string | number)[];

const CONTAINER: Path = ["spec", "template", "spec", "containers", 0, "resources"];
const NONE = "none";
const LONGEST_WINDOW_SECONDS = 3600;
const DEFAULT_TOLERANCE = "10%";

export const VARY_KEYS: readonly VaryKey[] = Object.freeze([
  {
    name: "target",
    description: "what the autoscaler aims at: percent of the requested CPU, or the amount of its first metric",
    expected: "percent such as 60 or 60%, or a quantity such as 500m where the target is an amount",
    read: ({ autoscaler }) => shown(partAt(autoscaler, targetPath(autoscaler))) ?? 80,
    write: (pair, value) => {
      const path = targetPath(pair.autoscaler);
      const isPercent = path.at(-1) === "averageUtilization";
      if (isPercent) return inPercent(pair, path, value);
      return isAmount(value) ? inAutoscaler(pair, path, String(value)) : undefined;
    },
  },
  replicas("min", "minReplicas", "the fewest replicas", 0, 1),
  replicas("max", "maxReplicas", "the most replicas", 1, 1),
  window("scale-down-window", "scaleDown", "how long a higher wish holds before replicas are taken away", 300),
  window("scale-up-window", "scaleUp", "how long a lower wish holds before replicas are added", 0),
  {
    name: "tolerance",
    description: "how far from the target nothing is changed, in both directions",
    expected: "a share such as 5% or 0.05",
    read: ({ autoscaler }) => {
      const own = partAt(autoscaler, ["spec", "behavior", "scaleUp", "tolerance"]);
      return own === undefined ? DEFAULT_TOLERANCE : toleranceText(own);
    },
    write: (pair, value) => {
      const milli = milliShare(value);
      if (milli === undefined) return undefined;
      const down = inAutoscaler(pair, ["spec", "behavior", "scaleDown", "tolerance"], milli);
      return inAutoscaler(down, ["spec", "behavior", "scaleUp", "tolerance"], milli);
    },
    doubt: wholeShareDoubt,
  },
  amount("cpu-request", "requests", "cpu", "the CPU that the first container requests"),
  amount("cpu-limit", "limits", "cpu", "the CPU that the first container may use"),
  amount("memory-request", "requests", "memory", "the memory that the first container requests"),
]);

function replicas(name: string, field: string, description: string, least: number, standard: number): VaryKey {
  return {
    name,
    description,
    expected: `a whole number from ${least} on`,
    read: ({ autoscaler }) => shown(partAt(autoscaler, ["spec", field])) ?? standard,
    write: (pair, value) => (isWhole(value, least) ? inAutoscaler(pair, ["spec", field], value) : undefined),
  };
}

function window(name: string, direction: string, description: string, standard: number): VaryKey {
  const path = ["spec", "behavior", direction, "stabilizationWindowSeconds"];
  return {
    name,
    description,
    expected: `a span such as 5m, 0s to ${LONGEST_WINDOW_SECONDS}s`,
    read: ({ autoscaler }) => {
      const own = partAt(autoscaler, path);
      return spanText(typeof own === "number" ? own : standard);
    },
    write: (pair, value) => {
      const seconds = secondsOf(value);
      return seconds === undefined ? undefined : inAutoscaler(pair, path, seconds);
    },
  };
}

function amount(name: string, list: "requests" | "limits", resource: string, description: string): VaryKey {
  const path = [...CONTAINER, list, resource];
  return {
    name,
    description,
    expected: "a quantity such as 250m",
    read: ({ deployment }) => shown(partAt(deployment, path)) ?? NONE,
    write: (pair, value) => (isAmount(value) ? inDeployment(pair, path, String(value)) : undefined),
  };
}

function inAutoscaler(pair: ScaledPair, path: Path, value: unknown): ScaledPair {
  return { ...pair, autoscaler: withPart(pair.autoscaler, path, value) };
}

function inDeployment(pair: ScaledPair, path: Path, value: unknown): ScaledPair {
  return { ...pair, deployment: withPart(pair.deployment, path, value) };
}

function shown(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function isWhole(value: unknown, least: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least;
}

function isAmount(value: unknown): boolean {
  return /^\d+(?:\.\d+)?(?:m|k|Ki|M|Mi|G|Gi|T|Ti)?$/.test(String(value)) && Number.parseFloat(String(value)) > 0;
}

const SECONDS_PER: Readonly<Record<string, number>> = Object.freeze({ s: 1, m: 60, h: 3600 });

/** Seconds of `90`, `90s`, `5m` or `1h`. */
function secondsOf(value: unknown): number | undefined {
  const [, digits, unit = "s"] = /^(\d+)([smh])?$/.exec(String(value)) ?? [];
  const seconds = digits === undefined ? Number.NaN : Number(digits) * SECONDS_PER[unit]!;
  return seconds <= LONGEST_WINDOW_SECONDS ? seconds : undefined;
}

/** A whole number, with its sign or without. */
function inPercent(pair: ScaledPair, path: Path, value: unknown): ScaledPair | undefined {
  const [, digits] = /^(\d+)%$/.exec(String(value)) ?? [];
  const percent = digits === undefined ? value : Number(digits);
  return isWhole(percent, 1) ? inAutoscaler(pair, path, percent) : undefined;
}

/** `5%` and 0.05 as the quantity `50m`. */
function milliShare(value: unknown): string | undefined {
  const milli = Math.round((shareOf(value) ?? Number.NaN) * 1000);
  return milli < 1_000_000 ? `${milli}m` : undefined;
}

function toleranceText(quantity: unknown): string {
  const [, digits = "", milli] = /^(\d+(?:\.\d+)?)(m?)$/.exec(String(quantity)) ?? [];
  return digits === "" ? String(quantity) : shareText(Number(digits) / (milli === "m" ? 1000 : 1));
}
