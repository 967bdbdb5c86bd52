// Eviction thresholds: how little of a resource a node may have left.
// Imitates pkg/kubelet/eviction/helpers.go (parseThresholdStatement, thresholdsMet, UpdateContainerFsThresholds) and
// pkg/kubelet/eviction/api/types.go, v1.36, for a node whose containers and images share one file system.

import { canonicalText } from "../../../model/quantity/canonical-text.ts";
import { readQuantity } from "../../../model/quantity/parse-quantity.ts";
import { isZero, isNegative, quantityOfUnits, type Quantity } from "../../../model/quantity/quantity.ts";
import { wholeUnits } from "../../../model/quantity/whole-units.ts";
import type { PressureCondition } from "../../../model/kubelet/pressure-admission.ts";

export const SIGNALS = Object.freeze([
  "memory.available",
  "nodefs.available",
  "imagefs.available",
  "containerfs.available",
  "pid.available",
] as const);
export type Signal = (typeof SIGNALS)[number];

/** What is starved where a signal is low. */
export type StarvedResource = "memory" | "ephemeral-storage" | "pids";

export const RESOURCE_OF: Readonly<Record<Signal, StarvedResource>> = Object.freeze({
  "memory.available": "memory",
  "nodefs.available": "ephemeral-storage",
  "imagefs.available": "ephemeral-storage",
  "containerfs.available": "ephemeral-storage",
  "pid.available": "pids",
});

export const CONDITION_OF: Readonly<Record<StarvedResource, PressureCondition>> = Object.freeze({
  memory: "MemoryPressure",
  "ephemeral-storage": "DiskPressure",
  pids: "PIDPressure",
});

/** An amount as written, or a share of the capacity as the kubelet's 32-bit number. */
export type ThresholdValue =
  | { readonly kind: "amount"; readonly amount: number; readonly text: string }
  | { readonly kind: "share"; readonly share: number };

export interface Threshold {
  readonly signal: Signal;
  readonly value: ThresholdValue;
  /** 0: hard, evicts at once. */
  readonly graceUs: number;
  /** How much more must be free before it counts as resolved. */
  readonly minimumReclaim: ThresholdValue | undefined;
}

/** What a node has left of a signal's resource: bytes, or process numbers. */
export interface Observation {
  readonly available: number;
  readonly capacity: number;
}

export type Observations = Readonly<Partial<Record<Signal, Observation>>>;

/** `100Mi` or `10%`; undefined for what says nothing (0% and 100%) and for what is no threshold. */
export function parseThresholdValue(text: string): ThresholdValue | undefined {
  if (text.endsWith("%")) return shareOf(text);
  const quantity = readQuantity(text);
  if (quantity === undefined || isZero(quantity) || isNegative(quantity)) return undefined;
  return { kind: "amount", amount: wholeUnits(quantity), text: canonicalText(quantity) };
}

function shareOf(text: string): ThresholdValue | undefined {
  if (text === "0%" || text === "100%") return undefined;
  const percentage = Number(text.slice(0, -1));
  if (!(percentage >= 0 && percentage <= 100)) return undefined;
  return { kind: "share", share: Math.fround(Math.fround(percentage) / 100) };
}

/** The thresholds as the kubelet holds them from its first look on: containers' disk is bounded as the node's is. */
export function withContainerFs(thresholds: readonly Threshold[]): readonly Threshold[] {
  const others = thresholds.filter(({ signal }) => signal !== "containerfs.available");
  const ofNode = others.filter(({ signal }) => signal === "nodefs.available");
  return [...others, ...ofNode.map((threshold): Threshold => ({ ...threshold, signal: "containerfs.available" }))];
}

/** What `value` comes to of a capacity. */
export function thresholdAmount(value: ThresholdValue, capacity: number): number {
  return value.kind === "amount" ? value.amount : Math.trunc(capacity * value.share);
}

/** True if less is left than the threshold asks for, or has to be won back before it counts as resolved. */
export function isMet(
  { signal, value, minimumReclaim }: Threshold,
  observations: Observations,
  resolves: boolean,
): boolean {
  const observation = observations[signal];
  if (observation === undefined) return false;
  const { available, capacity } = observation;
  const reclaimed = resolves && minimumReclaim !== undefined ? thresholdAmount(minimumReclaim, capacity) : 0;
  return thresholdAmount(value, capacity) + reclaimed > available;
}

/** The texts of an eviction's message: the threshold, and what is left. */
export function thresholdTexts({ signal, value }: Threshold, { available, capacity }: Observation) {
  const left = amountText(available, RESOURCE_OF[signal]);
  if (value.kind === "amount") return { threshold: value.text, available: left };
  return { threshold: bytesText(thresholdAmount(value, capacity)), available: left };
}

function amountText(amount: number, resource: StarvedResource): string {
  return resource === "pids" ? canonicalText(units(amount, "DecimalSI")) : bytesText(amount);
}

/** As the kubelet writes an amount of bytes. */
export function bytesText(bytes: number): string {
  return canonicalText(units(bytes, "BinarySI"));
}

function units(amount: number, format: "DecimalSI" | "BinarySI"): Quantity {
  return quantityOfUnits(BigInt(amount), format);
}
