// The pods of a Deployment's template: what each asks for.

import type { Pod } from "../../model/objects.ts";
import { podRequests } from "../../model/pod-resources.ts";
import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import { milliUnits, wholeUnits } from "../../model/quantity/whole-units.ts";

import { listAt, mappingAt, numberAt, textAt, type PlainObject } from "./plain-object.ts";

const MILLI_PER_CORE = 1000;

/** A pod as the template has it. The manifest has been checked, but for what a setting puts into it. */
export function podOf(deployment: PlainObject): Pod {
  const { metadata = {}, spec } = mappingAt(deployment, ["spec", "template"]) as Partial<Pod>;
  return { metadata: { ...metadata, name: "pod" }, spec: { ...spec, containers: spec?.containers ?? [] } };
}

/** In cores; 0 where none is requested. */
export function requestedCores(deployment: PlainObject): number {
  const cpu = podRequests(podOf(deployment)).get("cpu");
  return cpu === undefined ? 0 : milliUnits(cpu) / MILLI_PER_CORE;
}

/** The container that works on requests: the first, as spec.load has it where nothing else is said. */
export function workingContainer(deployment: PlainObject): unknown {
  return listAt(deployment, ["spec", "template", "spec", "containers"])[0];
}

/** What one container requests, in cores; 0 where it requests none. */
export function requestedCoresOf(container: unknown): number {
  const at = ["resources", "requests", "cpu"];
  const amount = textAt(container, at) ?? numberAt(container, at);
  const quantity = amount === undefined ? undefined : parseQuantity(String(amount));
  return quantity === undefined ? 0 : milliUnits(quantity) / MILLI_PER_CORE;
}

/** In bytes; 0 where none is requested. */
export function requestedBytes(deployment: PlainObject): number {
  const memory = podRequests(podOf(deployment)).get("memory");
  return memory === undefined ? 0 : wholeUnits(memory);
}
