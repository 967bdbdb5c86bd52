// What one pod has beside the template that it shares with others, and the pod that comes of both.
// Imitates pkg/controller/statefulset/stateful_set_utils.go (updateIdentity, updateStorage),
// pkg/controller/daemon/util/daemonset_util.go (ReplaceDaemonSetPodNodeNameNodeAffinity) and what
// pkg/controller/job does for indexes, v1.36.

import { merged } from "../base/merged.ts";

import type { Affinity, Labels, Pod, PodSpec, Volume } from "./objects.ts";

/** What one pod has that others of its template do not have. */
export interface OwnParts {
  /** Beside the template's, or in the place of those of the same keys. */
  readonly labels?: Labels;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Before the template's, and in the place of those of the same names. */
  readonly volumes?: readonly Volume[];
  /** Required node affinity to the node of this name takes the place of the template's terms. */
  readonly pinnedTo?: string;
}

/** The pod of a template with its own parts; what does not change is shared. */
export function withOwnParts(template: Pod, own: OwnParts | undefined): Pod {
  if (own === undefined) return template;
  const { labels, annotations, volumes, pinnedTo } = own;
  const metadata = {
    ...template.metadata,
    ...(labels === undefined ? {} : { labels: merged(template.metadata.labels ?? {}, labels) }),
    ...(annotations === undefined ? {} : { annotations: { ...template.metadata.annotations, ...annotations } }),
  };
  const spec = volumes === undefined ? template.spec : withVolumes(template.spec, volumes);
  return { ...template, metadata, spec: pinnedTo === undefined ? spec : pinned(spec, pinnedTo) };
}

function withVolumes(spec: PodSpec, own: readonly Volume[]): PodSpec {
  const others = (spec.volumes ?? []).filter(({ name }) => own.every((volume) => volume.name !== name));
  return { ...spec, volumes: [...own, ...others] };
}

function pinned(spec: PodSpec, nodeName: string): PodSpec {
  return { ...spec, affinity: pinnedAffinity(spec.affinity, nodeName) };
}

/** Affinity to one node by its name; preferences and affinities between pods stay. */
function pinnedAffinity(affinity: Affinity | undefined, nodeName: string): Affinity {
  const matchFields = [{ key: "metadata.name", operator: "In", values: [nodeName] }];
  const requiredDuringSchedulingIgnoredDuringExecution = { nodeSelectorTerms: [{ matchFields }] };
  return { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution } };
}
