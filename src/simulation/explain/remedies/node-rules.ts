// Remedies on the node or in what the pod puts up with: uncordon it, label it, tolerate its taints.

import { isMet, type LabelRequirement } from "../../../model/label-requirement.ts";
import type { CompiledTerm } from "../../../model/node-selector.ts";
import type { Labels, Node, Taint } from "../../../model/objects.ts";
import { isTolerated, UNSCHEDULABLE_TAINT } from "../../../model/toleration.ts";
import { HOSTNAME_KEY } from "../../../model/topology-spread.ts";

import type { RemedyChange } from "../explanation.ts";
import type { RemedyProblem, RemedyRule } from "./step.ts";
import type { Trial } from "./trial.ts";

/** Labels that say what a node is: nobody sets them to please a pod. */
const FACTS: ReadonlySet<string> = new Set([
  HOSTNAME_KEY,
  "kubernetes.io/arch",
  "kubernetes.io/os",
  "node.kubernetes.io/instance-type",
  "topology.kubernetes.io/region",
  "topology.kubernetes.io/zone",
]);

/** Values of a topology label that are tried on a node that lacks it. */
const MOST_VALUES_TRIED = 5;

/** Takes the cordon away, and the taint that comes with it. */
export const uncordon: RemedyRule = ({ trial }) => {
  const { unschedulable: _cordoned, taints = [], ...spec } = trial.object.spec ?? {};
  const left = taints.filter(({ key }) => key !== UNSCHEDULABLE_TAINT.key);
  const object = { ...trial.object, spec: { ...spec, taints: left } };
  return [changed(trial, { object }, [{ kind: "uncordon", node: trial.object.metadata.name }])];
};

/** A toleration for each taint that keeps the pod away. */
export const tolerate: RemedyRule = ({ trial }) => {
  const tolerations = trial.pod.spec.tolerations ?? [];
  const keepingAway = (trial.object.spec?.taints ?? []).filter(
    (taint) => taint.effect !== "PreferNoSchedule" && !isTolerated(taint, tolerations),
  );
  const added = keepingAway.map(({ key, value, effect }) =>
    value ? { key, operator: "Equal", value, effect } : { key, operator: "Exists", effect },
  );
  const pod = { ...trial.pod, spec: { ...trial.pod.spec, tolerations: [...tolerations, ...added] } };
  return [changed(trial, { pod }, keepingAway.map(tolerationChange))];
};

function tolerationChange({ key, value, effect }: Taint): RemedyChange {
  return { kind: "toleration", key, value: value ?? "", effect };
}

/** The fewest labels with which the node is one that the pod asks for. */
export const label: RemedyRule = ({ sandbox, trial }) => {
  const labels = trial.object.metadata.labels ?? {};
  const { nodeSelector = {} } = trial.pod.spec;
  const selected = new Map<string, string | undefined>();
  for (const [key, value] of Object.entries(nodeSelector)) if (labelOf(labels, key) !== value) selected.set(key, value);
  const { terms } = sandbox.classOf(trial.pod).required;
  const ways =
    terms === undefined
      ? [new Map<string, string | undefined>()]
      : terms.flatMap((term) => labelsFor(term, trial.object));
  return ways
    .map((way) => new Map([...way, ...selected]))
    .filter(
      (way) => way.size > 0 && ![...way.keys()].some((key) => FACTS.has(key) && labelOf(labels, key) !== undefined),
    )
    .toSorted((left, right) => left.size - right.size)
    .slice(0, 1)
    .map((way) => relabelled(trial, way));
};

/** What labels a node would have to get (or lose: undefined) to match a term; nothing if labels cannot do it. */
function labelsFor(term: CompiledTerm, { metadata }: Node): readonly Map<string, string | undefined>[] {
  if (term.kind === "invalid" || term.fields.some((field) => !isMet(field, metadata.name))) return [];
  const needed = new Map<string, string | undefined>();
  for (const requirement of term.expressions) {
    if (isMet(requirement, labelOf(metadata.labels ?? {}, requirement.key))) continue;
    const value = valueFor(requirement);
    if (!isMet(requirement, value)) return [];
    needed.set(requirement.key, value);
  }
  return [needed];
}

/** A value that meets the requirement, or undefined where the label must be away. */
function valueFor({ operator, values, bound }: LabelRequirement): string | undefined {
  switch (operator) {
    case "=":
    case "==":
    case "in":
      return values[0];
    case "exists":
      return "true";
    case "gt":
      return String(bound + 1n);
    case "lt":
      return String(bound - 1n);
    case "!":
    case "!=":
    case "notin":
      return undefined;
  }
}

/** The label by which a hard constraint tells nodes apart, on a node that lacks it. */
export function missingTopologyLabels({ sandbox, trial }: RemedyProblem): readonly Trial[] {
  const labels = trial.object.metadata.labels ?? {};
  const constraints = trial.pod.spec.topologySpreadConstraints ?? [];
  const missing = constraints.find(
    ({ whenUnsatisfiable, topologyKey = "" }) =>
      whenUnsatisfiable !== "ScheduleAnyway" && labelOf(labels, topologyKey) === undefined,
  );
  const key = missing?.topologyKey;
  if (key === undefined || key === "") return [];
  const { nodeOrder, nodes } = sandbox.cluster;
  const values = new Set<string>();
  for (const node of nodeOrder) {
    const value = labelOf(nodes.record(node).labels, key);
    if (value !== undefined) values.add(value);
    if (values.size === MOST_VALUES_TRIED) break;
  }
  return [...values].map((value) => relabelled(trial, new Map([[key, value]])));
}

function relabelled(trial: Trial, way: ReadonlyMap<string, string | undefined>): Trial {
  const { metadata } = trial.object;
  const labels = new Map(Object.entries(metadata.labels ?? {}));
  const changes: RemedyChange[] = [];
  for (const [key, value] of way) {
    if (value === undefined) labels.delete(key);
    else labels.set(key, value);
    const node = metadata.name;
    changes.push(value === undefined ? { kind: "unlabel", node, key } : { kind: "label", node, key, value });
  }
  const object = { ...trial.object, metadata: { ...metadata, labels: Object.fromEntries(labels) } };
  return changed(trial, { object }, changes);
}

/** The trial with something else in it, and what was changed for it. */
export function changed(
  trial: Trial,
  parts: Partial<Omit<Trial, "node" | "changes">>,
  changes: readonly RemedyChange[],
): Trial {
  return { ...trial, ...parts, changes: [...trial.changes, ...changes] };
}

function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
