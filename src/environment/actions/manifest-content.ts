// What the manifests of an action hold, ready to be sent to the API server. Plain data.

import type { Node, Pod } from "../../model/objects.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

export interface ManifestContent {
  /** Objects of kinds that the cluster keeps, in the order of the files. */
  readonly objects: readonly StoredObject[];
  /** Pods by themselves, with their names. */
  readonly pods: readonly Pod[];
  readonly nodes: readonly { readonly node: Node; readonly pool: string }[];
}
