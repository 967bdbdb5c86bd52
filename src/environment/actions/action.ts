// The contract of an action: something that people do to a cluster with kubectl, at a time or when something is so. The list of
// them is `actions.ts`. What an action does when its time has come is a script; when that is, is the business of
// `action-calendar.ts`.

import type { z } from "zod";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { ObjectName } from "../../cluster/object-store.ts";

import type { NodeTargetOptions } from "../node-target.ts";
import type { NodeTarget } from "../planned-target.ts";
import type { OptionPath, OptionReader } from "../option-reader.ts";
import type { Script, Tell } from "../scripts/script.ts";
import type { ManifestContent } from "./manifest-content.ts";
import type { UserClient } from "./ports.ts";
import type { ActionSettings } from "./planned-action.ts";

/** What the options of an action are read with: what they name is held against what there is. */
export interface ActionReader extends OptionReader {
  /** The target, checked. */
  nodesOf(options: NodeTargetOptions): NodeTarget;
  /** An object that must be there or come with an action; the path leads to its name. */
  expectObject(object: ObjectName, path: OptionPath): void;
  /** More nodes of a pool of the scenario; the path leads to its name. */
  moreOfPool(pool: string, count: number, path: OptionPath): ManifestContent["nodes"];
  /** What manifests hold that the options name. */
  manifestsOf(options: ManifestOptions): ManifestContent;
}

/** Paths of manifests, or objects as they stand in the scenario. */
export interface ManifestOptions {
  readonly manifests?: readonly string[] | undefined;
  readonly objects?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

/** What an action may look at and do. */
export interface ActionPorts {
  readonly cluster: ClusterState;
  readonly client: UserClient;
  readonly tell: Tell;
}

/** What each kind of action says of itself. */
export interface ActionDefinition {
  /** As scenarios name it. */
  readonly name: string;
  /** What it imitates. */
  readonly source: string;
  readonly options: z.ZodObject;
  /** What it has to know, as plain data; mistakes are told. `options` fits the schema. */
  readonly read: (options: Readonly<Record<string, unknown>>, reader: ActionReader) => ActionSettings;
  readonly create: (settings: ActionSettings, ports: ActionPorts) => Script;
}
