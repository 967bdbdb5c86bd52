// What all manifests of a scenario name of the objects that its actions apply: those of objects that are there before, also as a dumped
// cluster remembers them, and those that actions bring.

import { isMapping } from "../base/mapping.ts";

import { LAST_APPLIED } from "../model/rollout/deployment-revisions.ts";

import type { StoredObject } from "../cluster/object-store.ts";

import type { ManifestContent } from "../environment/actions/manifest-content.ts";
import { namedByEither, namedFields, type NamedFields } from "../environment/actions/named-fields.ts";
import type { PlannedAction } from "../environment/actions/planned-action.ts";
import type { ListedObject } from "../environment/workload-source.ts";

import { storedKey } from "./load/object-key.ts";

/** The actions, with what is named of each object that they bring. `listed`: all objects of manifests, those of actions among them. */
export function withNamedFields(
  actions: readonly PlannedAction[],
  listed: readonly ListedObject[],
): readonly PlannedAction[] {
  const named = namedByObject(listed);
  return actions.map((action) => {
    const content = action.settings["content"] as ManifestContent | undefined;
    if (content === undefined) return action;
    const ofObjects = content.objects.map((stored: StoredObject) => named.get(storedKey(stored)) ?? null);
    return { ...action, settings: { ...action.settings, content: { ...content, named: ofObjects } } };
  });
}

/** Of an object that one of them has in another version nothing is said. */
function namedByObject(listed: readonly ListedObject[]): ReadonlyMap<string, NamedFields | null> {
  const named = new Map<string, NamedFields | null>();
  for (const { stored, isDumped, written } of listed) {
    const key = storedKey(stored);
    const own = isDumped ? namedBefore(stored) : written === undefined ? null : namedFields(written);
    const before = named.get(key) ?? {};
    named.set(key, own === null || named.get(key) === null ? null : namedByEither(before, own));
  }
  return named;
}

/** In the cluster that was dumped, by a manifest that was applied there. */
function namedBefore({ object }: StoredObject): NamedFields {
  try {
    const applied: unknown = JSON.parse(object.metadata?.annotations?.[LAST_APPLIED] ?? "{}");
    return isMapping(applied) ? namedFields(applied) : {};
  } catch {
    return {};
  }
}
