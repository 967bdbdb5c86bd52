// A policy to compare: a scheduler plugin that kube-scheduler has not. It says what arguments it takes, so that a
// configuration is judged before a run begins.

import type { z } from "zod";

import type { PluginDefinition } from "../framework/plugin.ts";

export interface PolicyDefinition extends PluginDefinition {
  /** Of its arguments in pluginConfig; absent: it takes none. */
  readonly argumentSchema?: z.ZodType;
}
