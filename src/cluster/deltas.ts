// Deltas as they are told, each with all fields of one in the same order, undefined where there is nothing to say: whoever hears of
// a change reads objects of one shape, which costs far less than reading several. Knows the types alone.

import type { Node } from "../model/objects.ts";

import type { Change, Delta } from "./change.ts";
import type { ClassId } from "./class-table.ts";
import type { StoredObject } from "./object-store.ts";
import { NONE, type PodId } from "./pod-table.ts";

/** Nothing beside the change itself. */
export function plainDelta(change: Change, pod: PodId, node: number): Delta {
  return madeDelta(change, pod, node, undefined, undefined, undefined, undefined);
}

/** `previous`: what was there under the name of the object. */
export function objectDelta(change: Change, previous: StoredObject | undefined): Delta {
  return madeDelta(change, NONE, NONE, previous, undefined, undefined, undefined);
}

/** `previousNode`: the node as it was. */
export function nodeDelta(change: Change, node: number, previousNode: Node): Delta {
  return madeDelta(change, NONE, node, undefined, previousNode, undefined, undefined);
}

/** `previousClass`: that which the pod had. */
export function classDelta(change: Change, pod: PodId, node: number, previousClass: ClassId): Delta {
  return madeDelta(change, pod, node, undefined, undefined, previousClass, undefined);
}

/** `previousNomination`: the node that the pod's status named. */
export function nominationDelta(
  change: Change,
  pod: PodId,
  node: number,
  previousNomination: string | undefined,
): Delta {
  return madeDelta(change, pod, node, undefined, undefined, undefined, previousNomination);
}

function madeDelta(
  change: Change,
  pod: PodId,
  node: number,
  previous: StoredObject | undefined,
  previousNode: Node | undefined,
  previousClass: ClassId | undefined,
  previousNomination: string | undefined,
): Delta {
  return { change, pod, node, previous, previousNode, previousClass, previousNomination };
}
