// On which nodes a persistent volume can be reached: its node affinity, as written or as its CSI driver would have it.
// Imitates staging component-helpers storage/volume/helpers.go (CheckNodeAffinity) and csi-translation-lib
// plugins/in_tree_volume.go (translateTopologyFromInTreeToCSI), v1.36.

import type { NodeSelectorRequirement, NodeSelectorTerm } from "../api/types/affinity.ts";
import type { PersistentVolume } from "../api/types/persistent-volume.ts";
import { compileTerms, matchesTerm, type CompiledTerm } from "../node-selector.ts";
import type { Labels } from "../objects.ts";

/** Terms of which one must match; undefined: every node will do. */
export type VolumeAffinity = readonly CompiledTerm[] | undefined;

const ZONE = "topology.kubernetes.io/zone";
const REGION = "topology.kubernetes.io/region";
const BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";
const BETA_REGION = "failure-domain.beta.kubernetes.io/region";

/** The affinity as the volume has it. */
export function affinityOf({ spec }: PersistentVolume): VolumeAffinity {
  const required = spec?.nodeAffinity?.required;
  return required ? compileTerms(required.nodeSelectorTerms ?? []) : undefined;
}

/** The affinity in the words of a CSI driver whose nodes tell their zone in the label `zoneKey`. */
export function translatedAffinityOf(volume: PersistentVolume, zoneKey: string): VolumeAffinity {
  const required = volume.spec?.nodeAffinity?.required;
  const terms = required?.nodeSelectorTerms ?? [];
  const translated = translateRegion(terms, volume, translateZone(terms, volume, zoneKey));
  return translated === undefined ? (required ? [] : undefined) : compileTerms(translated);
}

/** True if the volume can be reached from a node with these labels. The node's name is not asked. */
export function isReachable(affinity: VolumeAffinity, labels: Labels): boolean {
  if (affinity === undefined) return true;
  const node = { name: "", labels };
  return affinity.some((term) => matchesTerm(term, node));
}

/** Zones in the terms are renamed; where there are none, those of the volume's label are added. Undefined: no terms at all. */
function translateZone(
  terms: readonly NodeSelectorTerm[],
  volume: PersistentVolume,
  zoneKey: string,
): readonly NodeSelectorTerm[] | undefined {
  const label = isBeta(terms, volume) ? BETA_ZONE : ZONE;
  if (hasValues(terms, label)) return renamed(terms, label, zoneKey);
  const labels = volume.metadata?.labels ?? {};
  const written = Object.hasOwn(labels, label) ? labels[label]!.split("__") : [];
  const zones = [...new Set(written.map((zone) => zone.trim()).filter((zone) => zone !== ""))].sort();
  if (zones.length === 0) return terms.length === 0 ? undefined : terms;
  const added: NodeSelectorRequirement = { key: zoneKey, operator: "In", values: zones };
  return (terms.length === 0 ? [{}] : terms).map((term) => ({
    ...term,
    matchExpressions: [...(term.matchExpressions ?? []), added],
  }));
}

/** Regions under their old name get the new one, which all nodes have. */
function translateRegion(
  written: readonly NodeSelectorTerm[],
  volume: PersistentVolume,
  terms: readonly NodeSelectorTerm[] | undefined,
): readonly NodeSelectorTerm[] | undefined {
  if (terms === undefined || !isBeta(written, volume) || !hasValues(terms, BETA_REGION)) return terms;
  return renamed(terms, BETA_REGION, REGION);
}

/** Whether the volume speaks of zones under their old name: in its affinity first, then in its labels. */
function isBeta(terms: readonly NodeSelectorTerm[], { metadata }: PersistentVolume): boolean {
  if (hasKey(terms, ZONE)) return false;
  if (hasKey(terms, BETA_ZONE)) return true;
  const labels = metadata?.labels ?? {};
  return !Object.hasOwn(labels, ZONE) && Object.hasOwn(labels, BETA_ZONE);
}

function hasKey(terms: readonly NodeSelectorTerm[], key: string): boolean {
  return terms.some(({ matchExpressions = [] }) => matchExpressions.some((expression) => expression.key === key));
}

function hasValues(terms: readonly NodeSelectorTerm[], key: string): boolean {
  return terms.some(({ matchExpressions = [] }) =>
    matchExpressions.some((expression) => expression.key === key && (expression.values ?? []).length > 0),
  );
}

function renamed(terms: readonly NodeSelectorTerm[], from: string, to: string): readonly NodeSelectorTerm[] {
  return terms.map((term) => ({
    ...term,
    matchExpressions: (term.matchExpressions ?? []).map((expression) =>
      expression.key === from ? { ...expression, key: to } : expression,
    ),
  }));
}
