// What the API server does to the pods of a scenario when they are created: the files' own limit ranges, priority classes,
// runtime classes and quotas, and what every cluster has. Pods that it would refuse are mistakes.

import type { Diagnostic, DiagnosticSink, SourcePosition } from "../base/diagnostic.ts";

import {
  ADMISSION_PLUGINS,
  PodAdmission,
  type AdmissionPlugin,
  type AdmissionRules,
} from "../model/admission/pod-admission.ts";
import { SYSTEM_PRIORITY_CLASSES } from "../model/admission/priority.ts";
import type { ResourceQuota } from "../model/api/types/quota.ts";
import { completedPod } from "../model/defaulting.ts";
import type { KubernetesVersion } from "../model/kubernetes-version.ts";
import type { Pod } from "../model/objects.ts";
import { VERSION_BEHAVIOUR } from "../model/version-behaviour.ts";

import type { PodRefusal } from "../cluster/change.ts";

import type { Notes } from "../environment/notes.ts";
import type { ListedBoundPod, ListedContent } from "../environment/workload-source.ts";
import type { PodBatch, PodOrigin } from "../environment/workload.ts";

import { noteSilentPod } from "./silent-pods.ts";

/** What admission may tell. */
export interface AdmissionPorts {
  readonly sink: DiagnosticSink;
  readonly notes: Notes;
}

/** Admits what the files of a scenario hold, by the rules that stand in them. */
export class Admission {
  readonly #rules: AdmissionRules;
  readonly #plugins: ReadonlySet<AdmissionPlugin>;
  readonly #admission: PodAdmission;
  readonly #kubernetes: KubernetesVersion;

  constructor(
    contents: readonly ListedContent[],
    kubernetes: KubernetesVersion,
    disabled: readonly AdmissionPlugin[] = [],
  ) {
    this.#rules = {
      limitRanges: contents.flatMap((content) => content.limitRanges),
      priorityClasses: [...SYSTEM_PRIORITY_CLASSES, ...contents.flatMap((content) => content.priorityClasses)],
      runtimeClasses: contents.flatMap((content) => content.runtimeClasses),
      resourceQuotas: contents.flatMap((content) => content.resourceQuotas.map(({ rule }) => rule)),
    };
    this.#plugins = new Set(ADMISSION_PLUGINS.filter((plugin) => !disabled.includes(plugin)));
    this.#admission = new PodAdmission(this.#rules, this.#plugins);
    this.#kubernetes = kubernetes;
  }

  /** The quotas that new pods are held to during the run. */
  get enforcedQuotas(): readonly ResourceQuota[] {
    return this.#plugins.has("ResourceQuota") ? this.#rules.resourceQuotas : [];
  }

  /** What it goes by, for pods that come during the run. */
  get rules(): AdmissionRules {
    return this.#rules;
  }

  get plugins(): readonly AdmissionPlugin[] {
    return [...this.#plugins];
  }

  /** Names of the classes that there are. */
  classNames(kind: "PriorityClass" | "RuntimeClass"): readonly string[] {
    if (kind === "PriorityClass") return this.#rules.priorityClasses.map(({ name }) => name);
    return this.#rules.runtimeClasses.map(({ metadata }) => metadata?.name ?? "");
  }

  /** The pods of `content` as the server stores them, each template once; those that it refuses are told. */
  admitPods(pods: PodBatch, content: ListedContent, ports: AdmissionPorts): PodBatch {
    const names = firstNames(pods);
    const refusals = new Map<number, PodRefusal>();
    const templates = pods.templates.map((template, index) => {
      const origin = pods.origins[index]!;
      const place = () => content.placeOf(index);
      const { pod, refusal } = this.#admit(namedPod(template, names[index] ?? ""), origin, place, ports);
      if (refusal !== undefined) refusals.set(index, refusal);
      return namedPod(pod, template.metadata.name);
    });
    return { ...pods, templates, refusals };
  }

  /** A pod that stood on its node before the run: it was admitted when it came, if it comes from a dump. */
  admitBound({ pod, origin, position }: ListedBoundPod, ports: AdmissionPorts): Pod {
    return this.#admit(pod, origin, () => position, ports).pod;
  }

  /** A pod of a template that comes later, as it would be let in, or would have been; nothing is told. */
  asAdmitted(pod: Pod): Pod {
    return this.#admitNew(pod).pod;
  }

  #admit(pod: Pod, origin: PodOrigin, place: FindPlace, { sink, notes }: AdmissionPorts): Admitted {
    const admitted = origin === "stored" ? { pod } : this.#admitNew(pod);
    if (admitted.refusal !== undefined) sink.report(refusalDiagnostic(admitted.refusal, origin, place()));
    noteSilentPod(admitted.pod, place, notes);
    return admitted;
  }

  #admitNew(pod: Pod): Admitted {
    const complete = completedPod(pod, VERSION_BEHAVIOUR[this.#kubernetes]);
    const outcome = this.#admission.admit(complete);
    if (outcome.kind === "admitted") return { pod: outcome.pod };
    const { plugin, message } = outcome;
    return { pod: complete, refusal: { plugin, message } };
  }
}

/** A pod as it is taken on, or as it would have been. */
interface Admitted {
  readonly pod: Pod;
  readonly refusal?: PodRefusal;
}

/** Pods that a cluster lacks already are no mistake of whoever dumped it. */
function refusalDiagnostic(
  { plugin, message }: PodRefusal,
  origin: PodOrigin,
  position: SourcePosition | undefined,
): Diagnostic {
  return {
    code: "not-admitted",
    severity: origin === "awaited" ? "warning" : "error",
    message,
    ...(position === undefined ? {} : { position }),
    expected: `a pod that ${plugin} admits, or ${plugin} under spec.admission.disable`,
  };
}

/** For each template the name of its first pod. */
function firstNames({ templates, template, names }: PodBatch): readonly (string | undefined)[] {
  const first = Array.from<string | undefined>({ length: templates.length });
  for (let row = 0; row < names.length; row += 1) first[template[row]!] ??= names[row];
  return first;
}

/** Where a pod stands, if it stands in a file. */
type FindPlace = () => SourcePosition | undefined;

function namedPod(pod: Pod, name: string): Pod {
  return { ...pod, metadata: { ...pod.metadata, name } };
}
