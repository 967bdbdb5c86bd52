// The pods of a Deployment's template: what each asks for.

import { completedPod } from "../../model/defaulting.ts";
import { DEFAULT_KUBERNETES_VERSION } from "../../model/kubernetes-version.ts";
import type { Container, Pod } from "../../model/objects.ts";
import { podRequests } from "../../model/pod-resources.ts";
import { parseQuantity } from "../../model/quantity/parse-quantity.ts";
import { milliUnits, wholeUnits } from "../../model/quantity/whole-units.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

import { mappingAt, type PlainObject } from "./plain-object.ts";

const MILLI_PER_CORE = 1000;

/** A pod of the template as the API server stores it. The manifest has been checked, but for what a setting puts into it. */
export function podOf(deployment: PlainObject): Pod {
  const { metadata = {}, spec } = mappingAt(deployment, ["spec", "template"]) as Partial<Pod>;
  const pod = { metadata: { ...metadata, name: "pod" }, spec: { ...spec, containers: spec?.containers ?? [] } };
  return completedPod(pod, VERSION_BEHAVIOUR[DEFAULT_KUBERNETES_VERSION]);
}

/** In cores; 0 where none is requested. */
export function requestedCores(deployment: PlainObject): number {
  const cpu = podRequests(podOf(deployment)).get("cpu");
  return cpu === undefined ? 0 : milliUnits(cpu) / MILLI_PER_CORE;
}

/** The container that works on requests: the first, as spec.load has it where nothing else is said. */
export function workingContainer(deployment: PlainObject): Container | undefined {
  return podOf(deployment).spec.containers[0];
}

/** What one container requests, in cores; 0 where it requests none. */
export function requestedCoresOf(container: Container | undefined): number {
  const amount = container?.resources?.requests?.["cpu"];
  const quantity = amount === undefined ? undefined : parseQuantity(amount);
  return quantity === undefined ? 0 : milliUnits(quantity) / MILLI_PER_CORE;
}

/** In bytes; 0 where none is requested. */
export function requestedBytes(deployment: PlainObject): number {
  const memory = podRequests(podOf(deployment)).get("memory");
  return memory === undefined ? 0 : wholeUnits(memory);
}
