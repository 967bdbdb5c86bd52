// What manifests ask of devices and is not simulated: counters and capacity that devices share, conditions to wait for, extended
// resources that stand for devices, and expressions that are not evaluated. Each is told with its line.

import type { DeviceClaim, DeviceSubRequest, ExactDeviceRequest } from "../../model/api/types/resource-claim.ts";
import type { DeviceClassSpec, DeviceSelector, ResourceSliceSpec } from "../../model/api/types/resource-slice.ts";
import { compileSelector } from "../../model/cel/device-selector.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ReadingPorts } from "../workload-source.ts";
import type { CheckedObject } from "./check-object.ts";

/** A value with the way to it from the object. */
interface Placed<Value> {
  readonly path: DocumentPath;
  readonly value: Value;
}

/** Tells what of an object of the group resource.k8s.io is not simulated. */
export function noteDevices(object: CheckedObject, ports: ReadingPorts): void {
  const spec = object.value["spec"];
  const note = NOTED.get(object.kind);
  if (note !== undefined && spec !== undefined) note(spec, object, ports);
}

type TellOf = (spec: unknown, object: CheckedObject, ports: ReadingPorts) => void;

/** By kind; each is given the spec that its kind's type was decoded to. */
const NOTED: ReadonlyMap<string, TellOf> = new Map<string, TellOf>([
  [
    "ResourceClaim",
    (spec, object, ports) => noteClaim({ path: ["spec", "devices"], value: devicesOf(spec) }, object, ports),
  ],
  [
    "ResourceClaimTemplate",
    (spec, object, ports) => {
      const { spec: inner } = spec as { readonly spec?: unknown };
      noteClaim({ path: ["spec", "spec", "devices"], value: devicesOf(inner) }, object, ports);
    },
  ],
  ["DeviceClass", (spec, object, ports) => noteClass(spec as DeviceClassSpec, object, ports)],
  ["ResourceSlice", (spec, object, ports) => noteSlice(spec as ResourceSliceSpec, object, ports)],
]);

function devicesOf(spec: unknown): Partial<DeviceClaim> {
  return (spec as { readonly devices?: Partial<DeviceClaim> } | undefined)?.devices ?? {};
}

function noteClaim({ path, value }: Placed<Partial<DeviceClaim>>, object: CheckedObject, ports: ReadingPorts): void {
  for (const [index, { exactly, firstAvailable = [] }] of (value.requests ?? []).entries()) {
    const place = [...path, "requests", index];
    if (exactly !== undefined) noteSelectors({ path: [...place, "exactly"], value: exactly }, object, ports);
    for (const [way, alternative] of firstAvailable.entries()) {
      noteSelectors({ path: [...place, "firstAvailable", way], value: alternative }, object, ports);
    }
  }
}

function noteClass(spec: DeviceClassSpec, object: CheckedObject, ports: ReadingPorts): void {
  noteSelectors({ path: ["spec"], value: spec }, object, ports);
  if (spec.extendedResourceName !== undefined) {
    const consequence = "extended resources are those that nodes list, and no devices stand for them";
    tell({ path: ["spec", "extendedResourceName"], value: "extendedResourceName" }, consequence, object, ports);
  }
}

function noteSlice(spec: ResourceSliceSpec, object: CheckedObject, ports: ReadingPorts): void {
  for (const [index, device] of (spec.devices ?? []).entries()) {
    const at = (field: string): Placed<string> => ({ path: ["spec", "devices", index, field], value: field });
    const told: readonly (readonly [boolean, string, string])[] = [
      [device.consumesCounters !== undefined, "consumesCounters", "devices that share counters are not allocated"],
      [
        device.allowMultipleAllocations === true,
        "allowMultipleAllocations",
        "the device is allocated as a whole, to one claim",
      ],
      [device.bindingConditions !== undefined, "bindingConditions", "pods are bound without waiting for the device"],
    ];
    for (const [isThere, field, consequence] of told) if (isThere) tell(at(field), consequence, object, ports);
  }
}

function noteSelectors(
  { path, value }: Placed<ExactDeviceRequest | DeviceSubRequest | DeviceClassSpec>,
  object: CheckedObject,
  ports: ReadingPorts,
): void {
  for (const [index, selector] of (value.selectors ?? []).entries()) {
    noteSelector({ path: [...path, "selectors", index, "cel", "expression"], value: selector }, object, ports);
  }
}

/** An expression that is no CEL would be refused by the server; one that is not evaluated fails the pods that meet it. */
function noteSelector({ path, value }: Placed<DeviceSelector>, object: CheckedObject, ports: ReadingPorts): void {
  const expression = value.cel?.expression ?? "";
  const compiled = compileSelector(expression);
  if (compiled.kind === "selector") return;
  const position = () => object.document.positionOf([...object.path, ...path]);
  const place = `at character ${compiled.offset + 1}`;
  if (compiled.kind === "invalid") {
    const message = `${object.kind} ${object.name}: the expression does not compile ${place}: ${compiled.message}`;
    ports.sink.report({ code: "invalid-value", severity: "error", message, position: position() });
    return;
  }
  const message = `${compiled.message} in a device selector (${place}) is not simulated: pods that meet it cannot be placed`;
  ports.notes.add({ code: "not-simulated", severity: "not-simulated", message }, position);
}

function tell({ path, value }: Placed<string>, consequence: string, object: CheckedObject, ports: ReadingPorts): void {
  const message = `${value} is not simulated: ${consequence}`;
  ports.notes.add({ code: "not-simulated", severity: "not-simulated", message }, () =>
    object.document.positionOfKey([...object.path, ...path]),
  );
}
