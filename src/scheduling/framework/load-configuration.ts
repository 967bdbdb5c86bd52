// Reading a KubeSchedulerConfiguration v1: defaults, merging of enabled and disabled plugins, checks.
// Imitates pkg/scheduler/apis/config (v1/defaults.go, v1/default_plugins.go, validation) and
// framework/runtime/framework.go (expandMultiPointPlugins), v1.36.

import * as z from "zod";

import { suggestionFor } from "../../base/diagnostic.ts";
import { DEFAULT_SCHEDULER_NAME } from "../../model/defaulting.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";

import { IN_TREE_PLUGINS } from "../plugins/in-tree-plugins.ts";
import {
  EXTENSION_POINTS,
  type ExtensionPoint,
  type SchedulerConfiguration,
  type SchedulerProfile,
} from "./configuration.ts";
import { defaultPlugins, type DefaultPlugin } from "./default-plugins.ts";
import type { ArgumentProblem } from "./plugin.ts";

/** A mistake in a scheduler configuration; `path` is relative to the document. */
export interface ConfigurationProblem extends ArgumentProblem {
  readonly path: string;
}

export interface LoadedConfiguration {
  readonly configuration: SchedulerConfiguration;
  readonly problems: readonly ConfigurationProblem[];
}

/** One request in a thousand seconds: slower, and the last of five million pods would be bound beyond the end of time. */
const QPS_MIN = 0.001;

/** Most that any client limit, backoff or percentage may sensibly be. */
const COUNT_MAX = 1_000_000_000;

/** Heavier scores would drown all others anyway, and sums stay small integers. */
const WEIGHT_MAX = 1_000_000;

const pluginRef = z.strictObject({ name: z.string().min(1), weight: z.int().min(0).max(WEIGHT_MAX).optional() });
const pluginSet = z.strictObject({ enabled: z.array(pluginRef).optional(), disabled: z.array(pluginRef).optional() });
const pointFields = Object.fromEntries(EXTENSION_POINTS.map((point) => [point, pluginSet.optional()])) as Record<
  ExtensionPoint,
  z.ZodOptional<typeof pluginSet>
>;

const profileSchema = z.strictObject({
  schedulerName: z.string().min(1).optional(),
  percentageOfNodesToScore: z.int().min(0).max(100).optional(),
  plugins: z.strictObject({ multiPoint: pluginSet.optional(), ...pointFields }).optional(),
  pluginConfig: z.array(z.strictObject({ name: z.string(), args: z.unknown().optional() })).optional(),
});

const configurationSchema = z
  .strictObject({
    apiVersion: z.literal("kubescheduler.config.k8s.io/v1"),
    kind: z.literal("KubeSchedulerConfiguration"),
    parallelism: z.int().min(1).optional(),
    leaderElection: z.unknown().optional(),
    clientConnection: z
      .looseObject({ qps: z.number().min(QPS_MIN).optional(), burst: z.int().positive().optional() })
      .optional(),
    enableProfiling: z.boolean().optional(),
    enableContentionProfiling: z.boolean().optional(),
    percentageOfNodesToScore: z.int().min(0).max(100).optional(),
    podInitialBackoffSeconds: z.int().min(1).max(COUNT_MAX).optional(),
    podMaxBackoffSeconds: z.int().min(1).max(COUNT_MAX).optional(),
    profiles: z.array(profileSchema).min(1).optional(),
    delayCacheUntilActive: z.boolean().optional(),
    extenders: z.array(z.unknown()).optional(),
  })
  .refine(
    ({ podInitialBackoffSeconds = 1, podMaxBackoffSeconds = 10 }) => podMaxBackoffSeconds >= podInitialBackoffSeconds,
    {
      path: ["podMaxBackoffSeconds"],
      message: "must be greater than or equal to podInitialBackoffSeconds",
    },
  );

type ConfigurationFile = z.infer<typeof configurationSchema>;
type ProfileFile = z.infer<typeof profileSchema>;
type PluginSet = z.infer<typeof pluginSet>;

/** What kube-scheduler does without a configuration file. */
export function defaultSchedulerConfiguration(version: KubernetesVersion): SchedulerConfiguration {
  return resolve({ apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration" }, version, []);
}

/** Reads a parsed document. With problems, `configuration` is the default one and must not be used. */
export function loadSchedulerConfiguration(document: unknown, version: KubernetesVersion): LoadedConfiguration {
  const outcome = configurationSchema.safeParse(document);
  if (!outcome.success) {
    return {
      configuration: defaultSchedulerConfiguration(version),
      problems: outcome.error.issues.flatMap(problemsOf),
    };
  }
  const problems: ConfigurationProblem[] = [];
  const configuration = resolve(outcome.data, version, problems);
  checkExtenders(outcome.data, problems);
  return { configuration, problems };
}

function problemsOf(issue: z.core.$ZodIssue): readonly ConfigurationProblem[] {
  const path = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: path === "" ? key : `${path}.${key}`,
    message: `unknown field "${key}"`,
    ...suggestionFor(key, [
      ...Object.keys(configurationSchema.shape),
      ...Object.keys(profileSchema.shape),
      "multiPoint",
      ...EXTENSION_POINTS,
    ]),
  }));
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");
}

function checkExtenders({ extenders = [] }: ConfigurationFile, problems: ConfigurationProblem[]): void {
  if (extenders.length > 0)
    problems.push({ path: "extenders", message: "extenders are not simulated", expected: "no extenders" });
}

function resolve(
  file: ConfigurationFile,
  version: KubernetesVersion,
  problems: ConfigurationProblem[],
): SchedulerConfiguration {
  const profiles = file.profiles ?? [{}];
  const names = new Set<string>();
  return {
    percentageOfNodesToScore: file.percentageOfNodesToScore ?? 0,
    podInitialBackoffSeconds: file.podInitialBackoffSeconds ?? 1,
    podMaxBackoffSeconds: file.podMaxBackoffSeconds ?? 10,
    clientQps: file.clientConnection?.qps ?? 50,
    clientBurst: file.clientConnection?.burst ?? 100,
    profiles: profiles.map((profile, index) => {
      const path = `profiles[${index}]`;
      if (profile.schedulerName === undefined && profiles.length > 1) {
        problems.push({ path: `${path}.schedulerName`, message: "is required where there are several profiles" });
      }
      const schedulerName = profile.schedulerName ?? DEFAULT_SCHEDULER_NAME;
      if (names.has(schedulerName))
        problems.push({ path: `${path}.schedulerName`, message: `duplicate profile "${schedulerName}"` });
      names.add(schedulerName);
      return resolveProfile(profile, schedulerName, version, path, problems);
    }),
  };
}

function resolveProfile(
  profile: ProfileFile,
  schedulerName: string,
  version: KubernetesVersion,
  path: string,
  problems: ConfigurationProblem[],
): SchedulerProfile {
  const known = defaultPlugins(version);
  const sets = profile.plugins ?? {};
  for (const [point, set] of Object.entries(sets)) {
    const standing = point === "multiPoint" ? known : known.filter(({ points }) => points.some((one) => one === point));
    checkEnabled(set, known, standing, `${path}.plugins.${point}`, problems);
  }
  const multiPoint = mergeMultiPoint(known, sets.multiPoint);
  const byPoint = EXTENSION_POINTS.map((point) => [point, expandPoint(point, multiPoint, sets[point], known)] as const);
  const plugins = Object.fromEntries(byPoint) as Record<ExtensionPoint, readonly string[]>;
  checkSingleQueueSort(plugins, path, problems);
  return {
    schedulerName,
    percentageOfNodesToScore: profile.percentageOfNodesToScore ?? null,
    plugins,
    weights: Object.fromEntries(plugins.score.map((name) => [name, weightOf(name, sets.score, multiPoint)])),
    args: resolveArguments(profile, known, path, problems),
  };
}

/** An entry of the merged MultiPoint list. */
interface MultiPointEntry {
  readonly name: string;
  readonly weight: number;
}

/** Defaults less the disabled ones, user's entries in a default's place where they name one, else behind. */
function mergeMultiPoint(known: readonly DefaultPlugin[], set: PluginSet | undefined): readonly MultiPointEntry[] {
  const enabled = new Map((set?.enabled ?? []).map((entry) => [entry.name, entry]));
  const disabled = new Set((set?.disabled ?? []).map(({ name }) => name));
  const kept = disabled.has("*") ? [] : known.filter(({ name }) => !disabled.has(name));
  // A user's entry brings its own weight, which counts 1 where it says none, whatever the default's was.
  const merged = kept.map(({ name, weight }) => ({ name, weight: weightIn(enabled.get(name), weight) }));
  const places = new Set(merged.map(({ name }) => name));
  const added = [...enabled.values()].filter(({ name }) => !places.has(name));
  return [...merged, ...added.map(({ name, weight = 0 }) => ({ name, weight }))];
}

function weightIn(entry: { readonly weight?: number | undefined } | undefined, otherwise: number): number {
  return entry === undefined ? otherwise : (entry.weight ?? 0);
}

/** Overrides first, then MultiPoint plugins, then the other explicit ones. */
function expandPoint(
  point: ExtensionPoint,
  multiPoint: readonly MultiPointEntry[],
  set: PluginSet | undefined,
  known: readonly DefaultPlugin[],
): readonly string[] {
  const explicit = (set?.enabled ?? []).map(({ name }) => name);
  const disabled = new Set((set?.disabled ?? []).map(({ name }) => name));
  const standsAt = (name: string) => known.find((plugin) => plugin.name === name)?.points.includes(point) === true;
  const general = disabled.has("*")
    ? []
    : multiPoint.map(({ name }) => name).filter((name) => standsAt(name) && !disabled.has(name));
  const overrides = explicit.filter((name) => general.includes(name));
  const others = explicit.filter((name) => !general.includes(name));
  return [...overrides, ...general.filter((name) => !overrides.includes(name)), ...others];
}

/** The score entry's weight, else MultiPoint's; 0 counts 1. */
function weightOf(name: string, score: PluginSet | undefined, multiPoint: readonly MultiPointEntry[]): number {
  const explicit = (score?.enabled ?? []).find((entry) => entry.name === name);
  if (explicit !== undefined) return explicit.weight || 1;
  return multiPoint.find((entry) => entry.name === name)?.weight || 1;
}

/** Each enabled plugin must be known, stand at the point, and be named once. */
function checkEnabled(
  set: PluginSet | undefined,
  known: readonly DefaultPlugin[],
  standing: readonly DefaultPlugin[],
  path: string,
  problems: ConfigurationProblem[],
): void {
  const names = known.map(({ name }) => name);
  const seen = new Set<string>();
  for (const [index, { name }] of (set?.enabled ?? []).entries()) {
    const at = `${path}.enabled[${index}].name`;
    if (!names.includes(name)) {
      const expected = "a plugin of kube-scheduler";
      problems.push({ path: at, message: `unknown plugin "${name}"`, expected, ...suggestionFor(name, names) });
    } else if (!standing.some((plugin) => plugin.name === name)) {
      const expected = standing.map((plugin) => plugin.name).join(", ");
      problems.push({ path: at, message: `plugin "${name}" does not stand at this point`, expected });
    } else if (seen.has(name)) problems.push({ path: at, message: `plugin "${name}" is enabled twice` });
    seen.add(name);
  }
}

function checkSingleQueueSort(
  { queueSort, bind }: Readonly<Record<ExtensionPoint, readonly string[]>>,
  path: string,
  problems: ConfigurationProblem[],
): void {
  if (queueSort.length !== 1) {
    problems.push({
      path: `${path}.plugins.queueSort`,
      message: `exactly one queue sort plugin is needed, not ${queueSort.length}`,
    });
  }
  if (bind.length === 0) problems.push({ path: `${path}.plugins.bind`, message: "at least one bind plugin is needed" });
}

function resolveArguments(
  profile: ProfileFile,
  known: readonly DefaultPlugin[],
  path: string,
  problems: ConfigurationProblem[],
): Readonly<Record<string, unknown>> {
  const args: Record<string, unknown> = {};
  for (const [index, { name, args: own }] of (profile.pluginConfig ?? []).entries()) {
    const at = `${path}.pluginConfig[${index}]`;
    if (Object.hasOwn(args, name)) problems.push({ path: `${at}.name`, message: `duplicate plugin "${name}"` });
    if (!known.some((plugin) => plugin.name === name)) {
      problems.push({
        path: `${at}.name`,
        message: `unknown plugin "${name}"`,
        ...suggestionFor(
          name,
          known.map((plugin) => plugin.name),
        ),
      });
    }
    const definition = IN_TREE_PLUGINS.find((plugin) => plugin.name === name);
    for (const problem of definition?.check(own) ?? [])
      problems.push({ ...problem, path: `${at}.args${problem.path ?? ""}` });
    args[name] = own;
  }
  return args;
}
