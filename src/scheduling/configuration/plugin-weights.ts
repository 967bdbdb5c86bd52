// The weights of plugins that score, and the sum that they must not exceed.
// Imitates pkg/scheduler/framework/runtime/framework.go (getValidScoreWeights), v1.33–v1.36.

import type { KubernetesVersion } from "../../model/kubernetes-version.ts";
import { INT64_MAX } from "../../model/quantity/int64.ts";
import { VERSION_BEHAVIOUR } from "../../model/version-behaviour.ts";

import type { PluginDefinition } from "../framework/plugin.ts";
import { knownPlugins, type ConfigurablePoint } from "./known-plugins.ts";
import type { EnabledPlugin, MergedPlugins } from "./merge-plugins.ts";

const SCORE_MAX = 100n;

export interface Weights {
  /** By name; an entry at the point itself counts before one of MultiPoint, and 0 counts 1. */
  readonly weights: ReadonlyMap<string, number>;
  /** In kube-scheduler's words. */
  readonly error: string | undefined;
}

/** The weights of a profile at Score; where pod groups are placed they have none here, but are checked as well. */
export function weighPlugins(
  plugins: MergedPlugins,
  version: KubernetesVersion,
  own: readonly PluginDefinition[] = [],
): Weights {
  const known = knownPlugins(version, own);
  const score = weighAt("score", plugins, known);
  const { placementPoints } = VERSION_BEHAVIOUR[version];
  const told = placementPoints ? `score plugins: ${OVERFLOW}` : OVERFLOW;
  if (score.overflows) return { weights: score.weights, error: told };
  const placement = placementPoints && weighAt("placementScore", plugins, known).overflows;
  return { weights: score.weights, error: placement ? `placement score plugins: ${OVERFLOW}` : undefined };
}

const OVERFLOW = "total score of Score plugins could overflow";

function weighAt(
  point: ConfigurablePoint,
  plugins: MergedPlugins,
  known: ReadonlyMap<string, readonly ConfigurablePoint[]>,
) {
  const weights = new Map<string, number>();
  const scoring = ({ name }: EnabledPlugin) => known.get(name)?.includes(point) === true;
  for (const { name, weight } of [...plugins[point].enabled, ...plugins.multiPoint.enabled].filter(scoring)) {
    if (!weights.has(name)) weights.set(name, weight === 0 ? 1 : weight);
  }
  return { weights, overflows: overflows([...weights.values()]) };
}

/** The room that is left is computed in 64 bits: after a negative weight it wraps around. */
function overflows(weights: readonly number[]): boolean {
  let total = 0n;
  for (const weight of weights) {
    const highest = BigInt(weight) * SCORE_MAX;
    if (highest > BigInt.asIntN(64, INT64_MAX - total)) return true;
    total = BigInt.asIntN(64, total + highest);
  }
  return false;
}
