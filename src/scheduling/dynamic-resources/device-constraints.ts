// What the devices of one claim must have in common, or must not.
// Imitates staging dynamic-resource-allocation/structured/internal/incubating/{allocator_incubating,constraint}.go, v1.36.

import type { DeviceConstraint } from "../../model/api/types/resource-claim.ts";
import type { DeviceAttribute } from "../../model/api/types/resource-slice.ts";
import type { PublishedDevice } from "./published-devices.ts";

/** The request that a device is for; `alternative` is empty unless it is one of several. */
export interface RequestName {
  readonly request: string;
  readonly alternative: string;
}

export interface ConstraintState {
  /** Counts the device in if it may be taken. */
  add(name: RequestName, device: PublishedDevice): boolean;
  /** Takes back what the last `add` counted in. */
  remove(name: RequestName): void;
}

/** A constraint before any device is taken; undefined: of a kind that is not known. */
export function constraintState(constraint: DeviceConstraint): ConstraintState | undefined {
  const requests = new Set(constraint.requests ?? []);
  if (constraint.matchAttribute !== undefined) return new MatchAttribute(requests, constraint.matchAttribute);
  if (constraint.distinctAttribute !== undefined) return new DistinctAttribute(requests, constraint.distinctAttribute);
  return undefined;
}

/** All devices have the attribute, and the same value. */
class MatchAttribute implements ConstraintState {
  readonly #requests: ReadonlySet<string>;
  readonly #attribute: string;
  #value: DeviceAttribute | undefined;
  #count = 0;

  constructor(requests: ReadonlySet<string>, attribute: string) {
    this.#requests = requests;
    this.#attribute = attribute;
  }

  add(name: RequestName, device: PublishedDevice): boolean {
    if (!concerns(this.#requests, name)) return true;
    const value = attributeOf(device, this.#attribute);
    if (value === undefined) return false;
    if (this.#count === 0) this.#value = value;
    else if (!areEqual(value, this.#value!)) return false;
    this.#count += 1;
    return true;
  }

  remove(name: RequestName): void {
    if (concerns(this.#requests, name)) this.#count -= 1;
  }
}

/** All devices have the attribute, and no two the same value. Values are kept by request, the latest of each. */
class DistinctAttribute implements ConstraintState {
  readonly #requests: ReadonlySet<string>;
  readonly #attribute: string;
  readonly #values = new Map<string, DeviceAttribute>();
  #count = 0;

  constructor(requests: ReadonlySet<string>, attribute: string) {
    this.#requests = requests;
    this.#attribute = attribute;
  }

  add(name: RequestName, device: PublishedDevice): boolean {
    if (!concerns(this.#requests, name)) return true;
    const value = attributeOf(device, this.#attribute);
    if (value === undefined) return false;
    if (this.#count > 0 && [...this.#values.values()].some((other) => areEqual(value, other))) return false;
    this.#values.set(name.request, value);
    this.#count += 1;
    return true;
  }

  remove(name: RequestName): void {
    if (!concerns(this.#requests, name)) return;
    this.#values.delete(name.request);
    this.#count -= 1;
  }
}

function concerns(requests: ReadonlySet<string>, { request, alternative }: RequestName): boolean {
  if (requests.size === 0 || requests.has(request)) return true;
  return alternative !== "" && requests.has(`${request}/${alternative}`);
}

/** An attribute of the driver's own domain may be written without it. */
function attributeOf({ device, slice }: PublishedDevice, name: string): DeviceAttribute | undefined {
  const attributes = device.attributes ?? {};
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const slash = name.indexOf("/");
  if (slash < 0 || name.slice(0, slash) !== slice.driver) return undefined;
  const id = name.slice(slash + 1);
  return Object.hasOwn(attributes, id) ? attributes[id] : undefined;
}

function areEqual(left: DeviceAttribute, right: DeviceAttribute): boolean {
  if (left.string !== undefined) return left.string === right.string;
  if (left.int !== undefined) return left.int === right.int;
  if (left.bool !== undefined) return left.bool === right.bool;
  return left.version !== undefined && left.version === right.version;
}
