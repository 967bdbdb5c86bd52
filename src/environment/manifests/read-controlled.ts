// Workload objects as their controllers read them: whole, as the API server stores them. Of their pods' templates, what is not
// simulated is told.

import type { Pod } from "../../model/objects.ts";

import type { StoredKind, StoredObject } from "../../cluster/object-store.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ListedObject, ReadingPorts } from "../workload-source.ts";
import type { CheckedObject } from "./check-object.ts";
import { CONTROLLED_USES } from "./controlled-uses.ts";
import { positionOfObject } from "./manifest-objects.ts";
import { field } from "./ownership.ts";
import { checkBehaviour } from "./read-behaviour.ts";
import { readUses } from "./read-uses.ts";

/** The object for its controller, or undefined for kinds that have none. */
export function readControlled(object: CheckedObject, ports: ReadingPorts): ListedObject | undefined {
  const kind = object.kind as StoredKind;
  const uses = CONTROLLED_USES.get(kind);
  if (uses === undefined) return undefined;
  // Only for what is said of it: controllers compare templates, with all their fields.
  readUses(object.value, uses, object, ports);
  const stored = { kind, object: object.value } as unknown as StoredObject;
  checkTemplate(object, ports);
  return { stored, isDumped: object.stored, position: positionOfObject(object) };
}

/** Where the template of an object's pods stands: of a CronJob, one step further down. */
const TEMPLATE_PATHS: readonly DocumentPath[] = [
  ["spec", "template"],
  ["spec", "jobTemplate", "spec", "template"],
];

/** What is said of the behaviour of the pods' containers. */
function checkTemplate(object: CheckedObject, ports: ReadingPorts): void {
  for (const path of TEMPLATE_PATHS) {
    const template = path.reduce<unknown>((value, step) => field(value, String(step)), object.value);
    const { metadata, spec } = (template ?? {}) as Partial<Pick<Pod, "metadata" | "spec">>;
    if (spec !== undefined) checkBehaviour(object, metadata?.annotations, [...path, "metadata"], spec, ports);
  }
}
