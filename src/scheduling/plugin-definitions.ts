// Every plugin that a profile may name: kube-scheduler's own, and the policies to compare.

import type { PluginDefinition } from "./framework/plugin.ts";
import { IN_TREE_PLUGINS } from "./plugins/in-tree-plugins.ts";
import { POLICIES } from "./policies/policies.ts";

export const PLUGIN_DEFINITIONS: readonly PluginDefinition[] = Object.freeze([...IN_TREE_PLUGINS, ...POLICIES]);
