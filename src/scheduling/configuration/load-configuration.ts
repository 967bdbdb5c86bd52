// Reading a KubeSchedulerConfiguration as kube-scheduler does: decoded strictly, completed, validated, and the
// scheduler put together from it. kube-scheduler stops at the first stage that fails; here all stages are gone through,
// so that a user hears of all mistakes at once, and what the server would have said is kept beside.

import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { aggregatedText } from "../../model/label-requirement.ts";

import type { SchedulerConfiguration } from "../framework/configuration.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { buildScheduler, type BuiltScheduler } from "./build-scheduler.ts";
import { completeConfiguration, type CompleteConfiguration } from "./complete-configuration.ts";
import {
  besides,
  type ConfigurationNote,
  type ConfigurationProblem,
  type ConfigurationRefusal,
} from "./configuration-problem.ts";
import { decodeConfiguration } from "./decode-configuration.ts";
import { simulationNotes, simulationProblems } from "./simulation-limits.ts";
import { validateConfiguration } from "./validate-configuration.ts";

export interface LoadedConfiguration {
  /** With problems it must not be used. */
  readonly configuration: SchedulerConfiguration;
  /** All that is complete and typed of the document, as kube-scheduler would log it. */
  readonly complete: CompleteConfiguration;
  /** Stage by stage; what follows from an earlier mistake is not among them. */
  readonly problems: readonly ConfigurationProblem[];
  readonly notes: readonly ConfigurationNote[];
  /** What kube-scheduler itself would end with; undefined: it would start. */
  readonly refusal: ConfigurationRefusal | undefined;
}

/** What kube-scheduler does without a configuration file. */
export function defaultSchedulerConfiguration(version: KubernetesVersion): SchedulerConfiguration {
  const complete = completeConfiguration({}, version);
  return inForce(complete, buildScheduler(complete, version));
}

/** Reads a parsed document; `own` are plugins that the user brings. */
export function loadSchedulerConfiguration(
  document: unknown,
  version: KubernetesVersion,
  own: readonly PluginDefinition[] = [],
): LoadedConfiguration {
  const decoded = decodeConfiguration(document, version);
  const complete = completeConfiguration(decoded.configuration, version);
  const invalid = validateConfiguration(complete, version);
  const built = buildScheduler(complete, version, own);
  const judged = [...decoded.problems, ...besides(invalid, decoded.problems)];
  const assembled = [...judged, ...besides(built.problems, judged)];
  return {
    configuration: inForce(complete, built),
    complete,
    problems: [...assembled, ...besides(simulationProblems(complete), assembled)],
    notes: simulationNotes(decoded.configuration, complete, version, own),
    refusal: refusalOf(decoded.error, invalid, built.error),
  };
}

/** The first stage that fails is the only one that kube-scheduler speaks of. */
function refusalOf(
  undecodable: string | undefined,
  invalid: readonly ConfigurationProblem[],
  unbuildable: string | undefined,
): ConfigurationRefusal | undefined {
  if (undecodable !== undefined) return { stage: "decode", error: undecodable };
  const errors = invalid.map(({ message }) => message);
  const error = aggregatedText(errors);
  if (error !== undefined) return { stage: "validate", error, errors };
  return unbuildable === undefined ? undefined : { stage: "build", error: unbuildable };
}

function inForce(complete: CompleteConfiguration, { profiles }: BuiltScheduler): SchedulerConfiguration {
  const { percentageOfNodesToScore, podInitialBackoffSeconds, podMaxBackoffSeconds, clientQps, clientBurst } = complete;
  return { percentageOfNodesToScore, podInitialBackoffSeconds, podMaxBackoffSeconds, clientQps, clientBurst, profiles };
}
