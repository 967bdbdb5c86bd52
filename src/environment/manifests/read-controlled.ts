// Workload objects as their controllers read them: whole, as the API server stores them. Of their pods' templates, what is not
// simulated is told.

import type { StoredKind, StoredObject } from "../../cluster/object-store.ts";

import type { ListedObject, ReadingPorts } from "../workload-source.ts";
import type { CheckedObject } from "./check-object.ts";
import { CONTROLLED_USES } from "./controlled-uses.ts";
import { positionOfObject } from "./manifest-objects.ts";
import { readUses } from "./read-uses.ts";

/** The object for its controller, or undefined for kinds that have none. */
export function readControlled(object: CheckedObject, ports: ReadingPorts): ListedObject | undefined {
  const kind = object.kind as StoredKind;
  const uses = CONTROLLED_USES.get(kind);
  if (uses === undefined) return undefined;
  const stored = { kind, object: readUses(object.value, uses, object, ports) } as StoredObject;
  return { stored, isDumped: object.stored, position: positionOfObject(object) };
}
