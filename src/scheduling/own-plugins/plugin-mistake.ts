// What ends a run because of a user's plugin: it threw, or answered what no plugin may. Neither the user's scenario nor
// plimsoll can go on from there.

import type { CyclePod } from "../framework/plugin.ts";

/** Where a plugin was when it failed. */
export interface PluginCall {
  readonly plugin: string;
  /** Path of the module that the plugin comes from. */
  readonly module: string;
  /** What it was asked. */
  readonly method: string;
  /** `namespace/name`, where it was asked about a pod. */
  readonly pod?: string;
  readonly node?: string;
}

export class PluginMistake extends Error {
  readonly call: PluginCall;

  /** `detail`: what the plugin did; `cause`: what it threw. */
  constructor(call: PluginCall, detail: string, cause?: unknown) {
    const about = [call.pod && `pod ${call.pod}`, call.node && `node ${call.node}`].filter(Boolean).join(" and ");
    const asked = about === "" ? "" : `, asked about ${about}`;
    super(`plugin ${call.plugin} failed in ${call.method}${asked}: ${detail}`, { cause });
    this.name = "PluginMistake";
    this.call = call;
  }
}

/** The pod's key, for messages; classes of pods are asked about without a name. */
export function podKeyOf({ name, podClass: { namespace } }: CyclePod): string {
  return `${namespace}/${name === "" ? "*" : name}`;
}
