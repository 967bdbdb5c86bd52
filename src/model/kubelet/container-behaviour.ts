// What a user says of containers that are not really there: how long they take to become ready, when they exit and how,
// whether their images can be pulled, how much memory and CPU they use, how fast they are while they warm up. Annotations of a
// pod; with a container's name behind a dot, of that container alone.
// Containers without a word run for ever, are ready at once, and use their whole grace period to stop.

import { readQuantity } from "../quantity/parse-quantity.ts";
import { isNegative } from "../quantity/quantity.ts";
import { wholeUnits } from "../quantity/whole-units.ts";
import { parseDurationText } from "../time/duration-text.ts";
import { parseCpuUse, type CpuUse } from "./cpu-use.ts";
import { parseMemoryUse, type MemoryUse } from "./memory-use.ts";
import { parseWarmUp, type WarmUp } from "./warm-up.ts";

export interface ContainerBehaviour {
  /** Its probes fail for so long after each start, µs. */
  readonly readyAfterUs: number;
  /** They fail again from then on, µs after each start; undefined: never. */
  readonly unhealthyAfterUs: number | undefined;
  /** It exits by itself, µs after each start; undefined: never. */
  readonly exitAfterUs: number | undefined;
  readonly exitCode: number;
  /** Its image can never be pulled. */
  readonly pullFails: boolean;
  /** Size of its image, which no node has at first; undefined: as nodes say, or there already. */
  readonly imageBytes: number | undefined;
  /** From SIGTERM to its end, µs; undefined: the whole grace period. */
  readonly stopsWithinUs: number | undefined;
  /** Undefined: what it requests. */
  readonly memoryUse: MemoryUse | undefined;
  /** Beside what its load takes; undefined: nothing. */
  readonly cpuUse: CpuUse | undefined;
  /** Undefined: it works at full speed from the start. */
  readonly warmUp: WarmUp | undefined;
}

/** The annotations' names without a container's. */
export const BEHAVIOUR_ANNOTATIONS = Object.freeze([
  "plimsoll/ready-after",
  "plimsoll/unhealthy-after",
  "plimsoll/exit-after",
  "plimsoll/exit-code",
  "plimsoll/pull-fails",
  "plimsoll/image-size",
  "plimsoll/stops-within",
  "plimsoll/memory-use",
  "plimsoll/cpu-use",
  "plimsoll/warm-up",
] as const);
export type BehaviourAnnotation = (typeof BEHAVIOUR_ANNOTATIONS)[number];

/** What a value must be. */
export type BehaviourValue = NumericValue | ValueOverAge;
type NumericValue = "duration" | "exit code" | "truth" | "size";
type ValueOverAge = "memory use" | "CPU use" | "speed";

const VALUES = Object.freeze({
  "plimsoll/ready-after": "duration",
  "plimsoll/unhealthy-after": "duration",
  "plimsoll/exit-after": "duration",
  "plimsoll/exit-code": "exit code",
  "plimsoll/pull-fails": "truth",
  "plimsoll/image-size": "size",
  "plimsoll/stops-within": "duration",
  "plimsoll/memory-use": "memory use",
  "plimsoll/cpu-use": "CPU use",
  "plimsoll/warm-up": "speed",
} as const satisfies Readonly<Record<BehaviourAnnotation, BehaviourValue>>);

/** Those whose value is one number. */
type NumericAnnotation = Exclude<BehaviourAnnotation, "plimsoll/memory-use" | "plimsoll/cpu-use" | "plimsoll/warm-up">;

export interface NamedBehaviour {
  readonly annotation: BehaviourAnnotation;
  /** Undefined: all of the pod's containers that run as long as the pod. */
  readonly container: string | undefined;
}

type Annotations = Readonly<Record<string, string>> | undefined;

const EXIT_CODE_MAX = 255;
const NS_PER_US = 1000n;

/** What an annotation's name says; undefined for one of another kind. */
export function behaviourNamed(name: string): NamedBehaviour | undefined {
  const dot = name.indexOf(".");
  const base = dot < 0 ? name : name.slice(0, dot);
  const annotation = BEHAVIOUR_ANNOTATIONS.find((known) => known === base);
  if (annotation === undefined || dot === name.length - 1) return undefined;
  return { annotation, container: dot < 0 ? undefined : name.slice(dot + 1) };
}

export function behaviourValueOf<Annotation extends BehaviourAnnotation>(
  annotation: Annotation,
): (typeof VALUES)[Annotation] {
  return VALUES[annotation];
}

/** True of a text that says something of its kind. */
export function isBehaviourValue(kind: BehaviourValue, text: string): boolean {
  switch (kind) {
    case "memory use":
      return parseMemoryUse(text, spanUs) !== undefined;
    case "CPU use":
      return parseCpuUse(text, spanUs) !== undefined;
    case "speed":
      return parseWarmUp(text, spanUs) !== undefined;
    default:
      return readBehaviourValue(kind, text) !== undefined;
  }
}

/** The number that a text stands for (µs, a code, 0 or 1, bytes); undefined if it is none of its kind. */
export function readBehaviourValue(kind: NumericValue, text: string): number | undefined {
  switch (kind) {
    case "duration":
      return spanUs(text);
    case "exit code":
      return /^\d{1,3}$/.test(text) && Number(text) <= EXIT_CODE_MAX ? Number(text) : undefined;
    case "truth":
      return text === "true" ? 1 : text === "false" ? 0 : undefined;
    case "size": {
      const quantity = readQuantity(text);
      return quantity === undefined || isNegative(quantity) ? undefined : wholeUnits(quantity);
    }
  }
}

/** Go's durations, and days. */
function spanUs(text: string): number | undefined {
  const inHours = text.replace(/(\d+(?:\.\d+)?)d/g, (_all, days: string) => `${Number(days) * 24}h`);
  const parsed = parseDurationText(inHours);
  if (parsed.kind === "refused" || parsed.durationNs < 0n) return undefined;
  return Number(parsed.durationNs / NS_PER_US);
}

/**
 * How a container behaves. `isLasting`: it runs as long as the pod, and heeds what is said of all; an init container exits at
 * once with 0 unless something is said of it by name.
 */
export function containerBehaviour(
  annotations: Annotations,
  container: string,
  isLasting: boolean,
): ContainerBehaviour {
  const said = (annotation: BehaviourAnnotation): string | undefined => {
    const own = textOf(annotations, `${annotation}.${container}`);
    return own ?? (isLasting || annotation === "plimsoll/pull-fails" ? textOf(annotations, annotation) : undefined);
  };
  const value = (annotation: NumericAnnotation): number | undefined => {
    const text = said(annotation);
    return text === undefined ? undefined : readBehaviourValue(VALUES[annotation], text);
  };
  const overAge = <Use>(
    annotation: BehaviourAnnotation,
    parse: (text: string, span: typeof spanUs) => Use | undefined,
  ): Use | undefined => {
    const text = said(annotation);
    return text === undefined ? undefined : parse(text, spanUs);
  };
  return {
    readyAfterUs: value("plimsoll/ready-after") ?? 0,
    unhealthyAfterUs: value("plimsoll/unhealthy-after"),
    exitAfterUs: value("plimsoll/exit-after") ?? (isLasting ? undefined : 0),
    exitCode: value("plimsoll/exit-code") ?? 0,
    pullFails: value("plimsoll/pull-fails") === 1,
    imageBytes: value("plimsoll/image-size"),
    stopsWithinUs: value("plimsoll/stops-within"),
    memoryUse: overAge("plimsoll/memory-use", parseMemoryUse),
    cpuUse: overAge("plimsoll/cpu-use", parseCpuUse),
    warmUp: overAge("plimsoll/warm-up", parseWarmUp),
  };
}

function textOf(annotations: Annotations, name: string): string | undefined {
  return annotations !== undefined && Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}
