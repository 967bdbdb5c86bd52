// A decoded configuration with all its defaults: what kube-scheduler validates and builds from.
// Imitates pkg/scheduler/apis/config/v1/defaults.go (SetDefaults_KubeSchedulerConfiguration), v1.33–v1.36.

import { DEFAULT_SCHEDULER_NAME } from "../../model/api/defaults/pod-spec.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";

import { argumentTypes } from "./argument-types.ts";
import { completeArguments, type ArgumentsDraft } from "./complete-arguments.ts";
import type { Configuration, ConfiguredProfile, Extender, LeaderElection } from "./configuration-types.ts";
import { defaultPlugins } from "./known-plugins.ts";
import { mergePlugins, type MergedPlugins } from "./merge-plugins.ts";

/** Arguments of one plugin. */
export interface CompleteArguments {
  readonly name: string;
  /** Typed and complete for plugins that take arguments, else as written; undefined: none. */
  readonly args: unknown;
  /** Position in the user's list; undefined: they stand there by default. */
  readonly written: number | undefined;
}

export interface CompleteProfile {
  /** Empty where it is missing and has no default. */
  readonly schedulerName: string;
  readonly percentageOfNodesToScore: number | undefined;
  readonly plugins: MergedPlugins;
  readonly pluginConfig: readonly CompleteArguments[];
}

export interface CompleteConfiguration {
  readonly parallelism: number;
  readonly leaderElection: Required<LeaderElection>;
  readonly clientQps: number;
  readonly clientBurst: number;
  readonly percentageOfNodesToScore: number;
  readonly podInitialBackoffSeconds: number;
  readonly podMaxBackoffSeconds: number;
  readonly profiles: readonly CompleteProfile[];
  readonly extenders: readonly Extender[];
}

/** Arguments that were decoded are completed in place: `configuration` belongs to the caller. */
export function completeConfiguration(configuration: Configuration, version: KubernetesVersion): CompleteConfiguration {
  const { clientConnection = {}, profiles = [] } = configuration;
  const written = profiles.length === 0 ? [{}] : profiles;
  return {
    parallelism: configuration.parallelism ?? 16,
    leaderElection: completeLeaderElection(configuration.leaderElection),
    clientQps: clientConnection.qps ?? 50,
    clientBurst: clientConnection.burst ?? 100,
    percentageOfNodesToScore: configuration.percentageOfNodesToScore ?? 0,
    podInitialBackoffSeconds: configuration.podInitialBackoffSeconds ?? 1,
    podMaxBackoffSeconds: configuration.podMaxBackoffSeconds ?? 10,
    // A name by default is for the only profile: several must say theirs.
    profiles: written.map((profile) =>
      completeProfile(profile, written.length === 1 ? DEFAULT_SCHEDULER_NAME : "", version),
    ),
    extenders: configuration.extenders ?? [],
  };
}

function completeLeaderElection(written: LeaderElection = {}): Required<LeaderElection> {
  return {
    leaderElect: written.leaderElect ?? true,
    leaseDuration: orDefault(written.leaseDuration, "15s"),
    renewDeadline: orDefault(written.renewDeadline, "10s"),
    retryPeriod: orDefault(written.retryPeriod, "2s"),
    resourceLock: written.resourceLock ?? "leases",
    resourceName: written.resourceName ?? "kube-scheduler",
    resourceNamespace: written.resourceNamespace ?? "kube-system",
  };
}

function orDefault(duration: string | undefined, otherwise: string): string {
  return duration === undefined || duration === "0s" ? otherwise : duration;
}

function completeProfile(
  { schedulerName, percentageOfNodesToScore, plugins, pluginConfig = [] }: ConfiguredProfile,
  nameByDefault: string,
  version: KubernetesVersion,
): CompleteProfile {
  const merged = mergePlugins(defaultPlugins(version), plugins);
  const types = argumentTypes(version);
  const own = pluginConfig.map(({ name = "", args }, written) => {
    if (types.has(name)) completeArguments(name, args as ArgumentsDraft, version);
    return { name, args: args ?? undefined, written };
  });
  const configured = new Set(own.map(({ name }) => name));
  const others = enabledNames(merged).filter((name) => types.has(name) && !configured.has(name));
  return {
    schedulerName: schedulerName ?? nameByDefault,
    percentageOfNodesToScore,
    plugins: merged,
    pluginConfig: [...own, ...others.map((name) => argumentsByDefault(name, version))],
  };
}

/** All that are enabled at some point, in alphabetical order. */
export function enabledNames(plugins: MergedPlugins): readonly string[] {
  return [...new Set(Object.values(plugins).flatMap(({ enabled }) => enabled.map(({ name }) => name)))].toSorted();
}

function argumentsByDefault(name: string, version: KubernetesVersion): CompleteArguments {
  const args: ArgumentsDraft = {};
  completeArguments(name, args, version);
  return { name, args, written: undefined };
}
