// Devices as drivers publish them, ready to be asked about: selectors are evaluated once per device and expression, node
// selectors are compiled once per slice.
// Imitates staging dynamic-resource-allocation/structured/internal (NewAllocator, selectorsMatch), v1.36.

import type { NodeSelector } from "../../model/api/types/affinity.ts";
import type { Device, ResourceSlice, ResourceSliceSpec } from "../../model/api/types/resource-slice.ts";
import {
  deviceVariable,
  selects,
  type CompiledSelector,
  type SelectorVerdict,
} from "../../model/cel/device-selector.ts";
import type { CelResult } from "../../model/cel/values.ts";
import {
  compileTerms,
  matchesTerm,
  termError,
  type CompiledTerm,
  type SelectableNode,
} from "../../model/node-selector.ts";

/** Where a slice or a device is to be had; undefined: not said in a way that is known. */
export type Reach =
  | { readonly kind: "node"; readonly name: string }
  | { readonly kind: "all" }
  | { readonly kind: "selected"; readonly terms: readonly CompiledTerm[]; readonly selector: NodeSelector };

export class PublishedDevice {
  /** `driver/pool/device`. */
  readonly id: string;
  readonly device: Device;
  readonly slice: PublishedSlice;
  readonly reach: Reach | undefined;
  readonly #verdicts = new Map<CompiledSelector, SelectorVerdict>();
  #variable: CelResult | undefined;

  constructor(device: Device, slice: PublishedSlice) {
    this.id = `${slice.poolId}/${device.name ?? ""}`;
    this.device = device;
    this.slice = slice;
    this.reach = reachOf(device);
  }

  /** What a selector says of the device; one that does not compile says so. */
  verdictOf(selector: CompiledSelector): SelectorVerdict {
    const known = this.#verdicts.get(selector);
    if (known !== undefined) return known;
    const verdict = this.#ask(selector);
    this.#verdicts.set(selector, verdict);
    return verdict;
  }

  #ask(selector: CompiledSelector): SelectorVerdict {
    if (selector.kind !== "selector") return { kind: "error", message: selector.message };
    const variable = (this.#variable ??= deviceVariable(this.device, this.slice.driver));
    return variable.kind === "error" ? variable : selects(selector.expression, variable);
  }
}

export class PublishedSlice {
  readonly name: string;
  readonly driver: string;
  /** The pool's name, which is the driver's own. */
  readonly pool: string;
  /** `driver/pool`. */
  readonly poolId: string;
  readonly generation: number;
  /** How many slices the pool has when all are there. */
  readonly sliceCount: number;
  readonly spec: ResourceSliceSpec;
  readonly reach: Reach | undefined;
  /** Each device says itself where it is to be had. */
  readonly isPerDevice: boolean;
  readonly devices: readonly PublishedDevice[];

  constructor({ metadata, spec = {} }: ResourceSlice) {
    this.name = metadata?.name ?? "";
    this.driver = spec.driver ?? "";
    this.pool = spec.pool?.name ?? "";
    this.poolId = `${this.driver}/${this.pool}`;
    this.generation = spec.pool?.generation ?? 0;
    this.sliceCount = spec.pool?.resourceSliceCount ?? 0;
    this.spec = spec;
    this.reach = reachOf(spec);
    this.isPerDevice = spec.perDeviceNodeSelection === true;
    this.devices = (spec.devices ?? []).map((device) => new PublishedDevice(device, this));
  }
}

/** Whether the node has it. */
export function reaches(reach: Reach | undefined, node: SelectableNode): boolean {
  switch (reach?.kind) {
    case "node":
      return reach.name === node.name;
    case "all":
      return true;
    case "selected":
      return reach.terms.some((term) => matchesTerm(term, node));
    case undefined:
      return false;
  }
}

/** Why the node selector cannot be parsed; undefined: it can, or there is none. */
export function reachError(reach: Reach | undefined): string | undefined {
  return reach?.kind === "selected" ? termError(reach.terms) : undefined;
}

function reachOf({
  nodeName,
  allNodes,
  nodeSelector,
}: {
  readonly nodeName?: string;
  readonly allNodes?: boolean;
  readonly nodeSelector?: NodeSelector;
}): Reach | undefined {
  if (nodeName) return { kind: "node", name: nodeName };
  if (allNodes === true) return { kind: "all" };
  if (nodeSelector === undefined) return undefined;
  return { kind: "selected", terms: compileTerms(nodeSelector.nodeSelectorTerms ?? []), selector: nodeSelector };
}
