// What the manifests of an action hold, ready to be sent to the API server. Plain data.

import type { Node, Pod } from "../../model/objects.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { NamedFields } from "./named-fields.ts";

export interface ManifestContent {
  /** Objects of kinds that the cluster keeps, in the order of the files. */
  readonly objects: readonly StoredObject[];
  /** By the place of the object: what manifests of the scenario name of it; null: all that is in it, defaults included. */
  readonly named: readonly (NamedFields | null)[];
  /** Pods by themselves, with their names. */
  readonly pods: readonly Pod[];
  readonly nodes: readonly { readonly node: Node; readonly pool: string }[];
}
