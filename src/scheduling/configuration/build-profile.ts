// Putting a profile together: which plugins run at which point and in which order, with which weights and arguments,
// and what kube-scheduler says if that does not work out.
// Imitates pkg/scheduler/framework/runtime/framework.go (NewFramework, expandMultiPointPlugins), v1.33–v1.36.

import { suggestionFor } from "../../base/diagnostic.ts";

import type { ValuePath } from "../../model/api/decode.ts";
import type { FieldError } from "../../model/api/field-error.ts";
import { quoted } from "../../model/go-text.ts";
import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { aggregatedText } from "../../model/label-requirement.ts";

import { EXTENSION_POINTS, type ExtensionPoint, type SchedulerProfile } from "../framework/configuration.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { enabledNames, type CompleteProfile } from "./complete-configuration.ts";
import { unknownPlugin, type ConfigurationProblem } from "./configuration-problem.ts";
import { knownPlugins, pointsInBuildOrder, type ConfigurablePoint } from "./known-plugins.ts";
import type { EnabledPlugin } from "./merge-plugins.ts";
import { weighPlugins } from "./plugin-weights.ts";
import { validateFitArguments } from "./validate-fit-arguments.ts";

export interface BuiltProfile {
  readonly profile: SchedulerProfile;
  readonly problems: readonly ConfigurationProblem[];
  /** What kube-scheduler stops with; undefined if nothing is wrong. */
  readonly error: string | undefined;
}

const FIT = "NodeResourcesFit";

/** `place`: where the profile stands; `own`: plugins that the user brings. */
export function buildProfile(
  profile: CompleteProfile,
  place: ValuePath,
  version: KubernetesVersion,
  own: readonly PluginDefinition[] = [],
): BuiltProfile {
  const assembly = new Assembly(profile, place, version, own);
  const fit = assembly.fitErrors();
  const lists = assembly.runLists();
  const counts = assembly.problems.length === 0 ? assembly.countProblems(lists) : [];
  const { weights, error: overflow } = weighPlugins(profile.plugins, version, own);
  const late = overflow === undefined ? counts : [...counts, assembly.overflowProblem(overflow)];
  const problems = [...fit.map((error) => assembly.fitProblem(error)), ...assembly.problems, ...late];
  return {
    profile: {
      schedulerName: profile.schedulerName,
      percentageOfNodesToScore: profile.percentageOfNodesToScore ?? null,
      plugins: Object.fromEntries(EXTENSION_POINTS.map((point) => [point, lists.get(point) ?? []])) as Record<
        ExtensionPoint,
        readonly string[]
      >,
      weights: Object.fromEntries((lists.get("score") ?? []).map((name) => [name, weights.get(name) ?? 1])),
      args: assembly.neededArguments(),
    },
    problems,
    error: fit.length === 0 ? problems[0]?.message : fitText(fit),
  };
}

function fitText(errors: readonly FieldError[]): string {
  const texts = errors.map(({ path, message }) => `${String(path)}: ${message}`);
  return `initializing plugin "${FIT}": ${aggregatedText(texts)}`;
}

type RunLists = ReadonlyMap<ConfigurablePoint, readonly string[]>;

/** One profile on its way; problems are found in kube-scheduler's order. */
class Assembly {
  readonly problems: ConfigurationProblem[] = [];
  readonly #profile: CompleteProfile;
  readonly #place: ValuePath;
  readonly #version: KubernetesVersion;
  readonly #known: ReadonlyMap<string, readonly ConfigurablePoint[]>;
  /** MultiPoint's entries that something was said of: at every further point it would be said again. */
  readonly #told = new Set<EnabledPlugin>();

  constructor(
    profile: CompleteProfile,
    place: ValuePath,
    version: KubernetesVersion,
    own: readonly PluginDefinition[],
  ) {
    this.#profile = profile;
    this.#place = place;
    this.#version = version;
    this.#known = knownPlugins(version, own);
  }

  /** Of all plugins' arguments, only these are judged as late as here. */
  fitErrors(): readonly FieldError[] {
    if (!this.#needed().includes(FIT)) return [];
    const { args } = this.#profile.pluginConfig.find(({ name }) => name === FIT) ?? {};
    return validateFitArguments(args ?? {}, this.#version);
  }

  fitProblem(error: FieldError): ConfigurationProblem {
    const { written = 0 } = this.#profile.pluginConfig.find(({ name }) => name === FIT) ?? {};
    const { path, message, value, supported = [] } = error;
    return {
      stage: "build",
      place: [...this.#place, "pluginConfig", written, "args", ...path.keys],
      message: `initializing plugin "${FIT}": ${String(path)}: ${message}`,
      ...(value === undefined ? {} : suggestionFor(value, supported)),
    };
  }

  /** Arguments of the plugins that are made, by name. */
  neededArguments(): Readonly<Record<string, unknown>> {
    const needed = new Set(this.#needed());
    const pairs = this.#profile.pluginConfig.filter(({ name, args }) => needed.has(name) && args !== undefined);
    return Object.fromEntries(pairs.map(({ name, args }) => [name, args]));
  }

  #needed(): readonly string[] {
    return enabledNames(this.#profile.plugins).filter((name) => this.#known.has(name));
  }

  /** Names by point, in the order in which they run. */
  runLists(): RunLists {
    const points = pointsInBuildOrder(this.#version);
    for (const point of points) this.#checkOwn(point);
    return new Map(points.map((point) => [point, this.#expand(point)]));
  }

  /** The plugins that are enabled at the point itself. */
  #checkOwn(point: ConfigurablePoint): void {
    const names = [...this.#known.keys()];
    const standing = names.filter((name) => this.#standsAt(name, point));
    const seen = new Set<string>();
    for (const [index, { name }] of this.#profile.plugins[point].enabled.entries()) {
      const place = [...this.#place, "plugins", point, "enabled", index, "name"];
      if (!this.#known.has(name)) {
        this.problems.push(unknownPlugin(place, doesNotExist(point, name), name, names));
      } else if (!standing.includes(name)) {
        const message = `plugin ${quoted(name)} does not extend ${typeOf(point)} plugin`;
        this.problems.push({ stage: "build", place, message, expected: standing.join(", ") || "no plugin" });
      } else if (seen.has(name)) {
        this.problems.push({ stage: "build", place, message: registeredTwice(point, name) });
      }
      seen.add(name);
    }
  }

  /** Plugins that MultiPoint has, too, run first; then MultiPoint's others; then the others of the point itself. */
  #expand(point: ConfigurablePoint): readonly string[] {
    const { enabled, disabled } = this.#profile.plugins[point];
    const own = [...new Set(enabled.map(({ name }) => name))];
    if (disabled.includes("*")) return own;
    const overridden = new Set<string>();
    const general = new Set<string>();
    for (const entry of this.#profile.plugins.multiPoint.enabled) {
      const { name } = entry;
      if (!this.#known.has(name)) this.#tell(entry, doesNotExist(point, name));
      else if (!this.#standsAt(name, point) || disabled.includes(name)) continue;
      else if (own.includes(name)) overridden.add(name);
      else if (general.has(name)) this.#tell(entry, registeredTwice(point, name));
      else general.add(name);
    }
    return [...own.filter((name) => overridden.has(name)), ...general, ...own.filter((name) => !overridden.has(name))];
  }

  #tell(entry: EnabledPlugin, message: string): void {
    if (this.#told.has(entry)) return;
    this.#told.add(entry);
    const place = [...this.#place, "plugins", "multiPoint", "enabled", entry.written ?? 0, "name"];
    if (this.#known.has(entry.name)) this.problems.push({ stage: "build", place, message });
    else this.problems.push(unknownPlugin(place, message, entry.name, [...this.#known.keys()]));
  }

  #standsAt(name: string, point: ConfigurablePoint): boolean {
    return this.#known.get(name)?.includes(point) === true;
  }

  /** Points that must have plugins, or not too many. */
  countProblems(lists: RunLists): readonly ConfigurationProblem[] {
    const profile = `profile with scheduler name ${quoted(this.#profile.schedulerName)}`;
    const sorting = lists.get("queueSort")!.length;
    const problems: ConfigurationProblem[] = [];
    if (sorting !== 1) {
      const message = `only one queue sort plugin required for ${profile}, but got ${sorting}`;
      problems.push({ ...this.#atPoint("queueSort", message), expected: "PrioritySort" });
    }
    if (lists.get("bind")!.length === 0) {
      const message = `at least one bind plugin is needed for ${profile}`;
      problems.push({ ...this.#atPoint("bind", message), expected: "DefaultBinder" });
    }
    if ((lists.get("placementGenerate")?.length ?? 0) > 1) {
      const message = `at most one placement generate plugin is allowed for ${profile}`;
      problems.push(this.#atPoint("placementGenerate", message));
    }
    return problems;
  }

  #atPoint(point: ConfigurablePoint, message: string): ConfigurationProblem {
    return { stage: "build", place: [...this.#place, "plugins", point], message };
  }

  overflowProblem(message: string): ConfigurationProblem {
    return { stage: "build", place: [...this.#place, "plugins"], message, expected: "weights above 0" };
  }
}

/** `PreFilterPlugin` */
function typeOf(point: ConfigurablePoint): string {
  return `${point.charAt(0).toUpperCase()}${point.slice(1)}Plugin`;
}

function doesNotExist(point: ConfigurablePoint, name: string): string {
  return `${typeOf(point)} ${quoted(name)} does not exist`;
}

function registeredTwice(point: ConfigurablePoint, name: string): string {
  return `plugin ${quoted(name)} already registered as ${quoted(typeOf(point))}`;
}
