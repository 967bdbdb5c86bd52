// Operations of schedulerconfig.jsonl: a configuration on its way into kube-scheduler.

import { encodeStruct } from "../../../../src/model/api/encode.ts";
import { argumentTypes } from "../../../../src/scheduling/configuration/argument-types.ts";
import { EXTENDER } from "../../../../src/scheduling/configuration/configuration-types.ts";
import {
  loadSchedulerConfiguration,
  type LoadedConfiguration,
} from "../../../../src/scheduling/configuration/load-configuration.ts";
import type { SchedulerProfile } from "../../../../src/scheduling/framework/configuration.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

const VERSION = "1.36";
const ARGUMENT_TYPES = argumentTypes(VERSION);

/** What kube-scheduler gives an extender that says nothing. */
const EXTENDER_TIMEOUT = "5s";

export const SCHEDULERCONFIG_OPERATIONS: Operations = Object.freeze({ load: wholeAnswer(load) });

function load({ configuration }: RecordedValue): RecordedValue {
  const loaded = loadSchedulerConfiguration(configuration, VERSION);
  return loaded.refusal === undefined ? accepted(loaded) : { ...loaded.refusal };
}

function accepted({ configuration, complete }: LoadedConfiguration): RecordedValue {
  const { percentageOfNodesToScore, podInitialBackoffSeconds, podMaxBackoffSeconds, profiles } = configuration;
  const extenders = complete.extenders.map((extender) => {
    const encoded = encodeStruct(extender, EXTENDER);
    return encoded["httpTimeout"] === "0s" ? { ...encoded, httpTimeout: EXTENDER_TIMEOUT } : encoded;
  });
  return {
    parallelism: complete.parallelism,
    percentageOfNodesToScore,
    podInitialBackoffSeconds,
    podMaxBackoffSeconds,
    profiles: profiles.map(shown),
    ...(extenders.length === 0 ? {} : { extenders }),
  };
}

function shown({ schedulerName, percentageOfNodesToScore, plugins, weights, args }: SchedulerProfile): RecordedValue {
  const score = plugins.score.map((name) => ({ name, weight: weights[name] }));
  const pluginConfig = Object.entries(args).map(([name, value]) => [name, written(name, value)] as const);
  return {
    schedulerName,
    percentageOfNodesToScore,
    plugins: { ...plugins, score },
    pluginConfig: Object.fromEntries(pluginConfig),
  };
}

function written(name: string, args: unknown): unknown {
  const type = ARGUMENT_TYPES.get(name);
  const encoded = type === undefined ? args : encodeStruct(args as RecordedValue, type);
  if (typeof encoded !== "object" || encoded === null || Array.isArray(encoded)) return encoded;
  // What arguments say of their own type was not recorded.
  const { kind: _kind, apiVersion: _apiVersion, ...fields } = encoded as RecordedValue;
  return fields;
}
