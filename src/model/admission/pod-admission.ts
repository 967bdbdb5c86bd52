// The admission plugins that change or refuse pods, one after the other as the API server calls them: first those that
// change a pod, then validation of what they changed, then those that only judge. Whether a quota has room is asked when a
// pod is created; here, whether it would ever take such a pod.
// Imitates pkg/kubeapiserver/options/plugins.go (AllOrderedPlugins), v1.36.

import type { RuntimeClass } from "../api/types/policy.ts";
import type { LimitRange, ResourceQuota } from "../api/types/quota.ts";
import { aggregatedText } from "../label-requirement.ts";
import type { Pod } from "../objects.ts";
import { byNamespace, namespaceOf } from "./by-namespace.ts";
import { withDefaultTolerations } from "./default-tolerations.ts";
import { podLimitProblems, withLimitRangeDefaults } from "./limit-range.ts";
import { podAmountProblems } from "./pod-amount-problems.ts";
import { POD_QUOTA } from "./pod-quota.ts";
import { PriorityClasses, type PriorityClassValues } from "./priority.ts";
import { podRefusal, type AdmissionOutcome, type Refusal } from "./refusal.ts";
import { quotaDemand, unusedQuotas, type EnforcedQuota } from "./resource-quota.ts";
import { overheadProblem, withRuntimeClass } from "./runtime-class.ts";

/** Those that are simulated, in the order in which the server asks them. */
export const ADMISSION_PLUGINS = Object.freeze([
  "LimitRanger",
  "Priority",
  "DefaultTolerationSeconds",
  "RuntimeClass",
  "ResourceQuota",
] as const);

export type AdmissionPlugin = (typeof ADMISSION_PLUGINS)[number];

/** What a cluster's admission goes by. */
export interface AdmissionRules {
  readonly limitRanges: readonly LimitRange[];
  /** Those of the system, too. */
  readonly priorityClasses: readonly PriorityClassValues[];
  readonly runtimeClasses: readonly RuntimeClass[];
  readonly resourceQuotas: readonly ResourceQuota[];
}

export type PodAdmissionOutcome =
  { readonly kind: "admitted"; readonly pod: Pod } | (Refusal & { readonly plugin: AdmissionPlugin });

interface AdmissionStep {
  readonly plugin: AdmissionPlugin;
  readonly admit: (pod: Pod) => AdmissionOutcome<Pod>;
}

export class PodAdmission {
  readonly #priorityClasses: PriorityClasses;
  readonly #runtimeClasses: ReadonlyMap<string, RuntimeClass>;
  readonly #limitRanges: ReadonlyMap<string, readonly LimitRange[]>;
  readonly #quotas: ReadonlyMap<string, readonly EnforcedQuota[]>;
  readonly #steps: readonly AdmissionStep[];

  constructor(rules: AdmissionRules, plugins: ReadonlySet<AdmissionPlugin>) {
    this.#priorityClasses = new PriorityClasses(rules.priorityClasses);
    this.#runtimeClasses = new Map(rules.runtimeClasses.map((one) => [one.metadata?.name ?? "", one]));
    this.#limitRanges = byNamespace(rules.limitRanges);
    this.#quotas = unusedQuotas(rules.resourceQuotas);
    this.#steps = this.#allSteps().filter(({ plugin }) => plugins.has(plugin));
  }

  /** Whether a class of that name is known. */
  knows(kind: "PriorityClass" | "RuntimeClass", name: string): boolean {
    return kind === "PriorityClass" ? this.#priorityClasses.names.includes(name) : this.#runtimeClasses.has(name);
  }

  /**
   * The pod, complete with its defaults, as the server would store it. A class that is not known may stand in files that
   * were not given: its pods are taken without it.
   */
  admit(pod: Pod): PodAdmissionOutcome {
    let admitted = pod;
    for (const { plugin, admit } of this.#steps) {
      const outcome = admit(admitted);
      if (outcome.kind === "refused") return { ...outcome, plugin };
      admitted = outcome.pod;
    }
    return { kind: "admitted", pod: admitted };
  }

  #allSteps(): readonly AdmissionStep[] {
    return [
      { plugin: "LimitRanger", admit: (pod) => this.#giveAmounts(pod) },
      { plugin: "Priority", admit: (pod) => this.#prioritise(pod) },
      { plugin: "DefaultTolerationSeconds", admit: (pod) => ({ kind: "admitted", pod: withDefaultTolerations(pod) }) },
      { plugin: "RuntimeClass", admit: (pod) => this.#giveRuntime(pod) },
      { plugin: "LimitRanger", admit: (pod) => this.#judgeAmounts(pod) },
      { plugin: "RuntimeClass", admit: (pod) => this.#judgeOverhead(pod) },
      { plugin: "ResourceQuota", admit: (pod) => this.#judgeByQuotas(pod) },
    ];
  }

  #giveAmounts(pod: Pod): AdmissionOutcome<Pod> {
    const ranges = this.#limitRanges.get(namespaceOf(pod)) ?? [];
    const given = ranges.reduce(withLimitRangeDefaults, pod);
    // What is not changed was found valid before.
    const problem = given === pod ? undefined : aggregatedText(podAmountProblems(given.spec));
    if (problem === undefined) return { kind: "admitted", pod: given };
    return { kind: "refused", message: `The Pod ${JSON.stringify(pod.metadata.name)} is invalid: ${problem}` };
  }

  /** Without the plugin that resolves them, priorities are what pods say; that of an unknown class is, too. */
  #prioritise(pod: Pod): AdmissionOutcome<Pod> {
    const { priorityClassName = "" } = pod.spec;
    const isUnknown = priorityClassName !== "" && !this.knows("PriorityClass", priorityClassName);
    return isUnknown ? { kind: "admitted", pod } : this.#priorityClasses.prioritise(pod);
  }

  #giveRuntime(pod: Pod): AdmissionOutcome<Pod> {
    return this.#lacksRuntime(pod) ? { kind: "admitted", pod } : withRuntimeClass(pod, this.#runtimeClasses);
  }

  #judgeAmounts(pod: Pod): AdmissionOutcome<Pod> {
    for (const range of this.#limitRanges.get(namespaceOf(pod)) ?? []) {
      const problem = aggregatedText(podLimitProblems(pod, range));
      if (problem !== undefined) return podRefusal(pod, problem);
    }
    return { kind: "admitted", pod };
  }

  #judgeOverhead(pod: Pod): AdmissionOutcome<Pod> {
    const problem = this.#lacksRuntime(pod) ? undefined : overheadProblem(pod, this.#runtimeClasses);
    return problem === undefined ? { kind: "admitted", pod } : podRefusal(pod, problem);
  }

  #judgeByQuotas(pod: Pod): AdmissionOutcome<Pod> {
    const demand = quotaDemand(pod, POD_QUOTA, this.#quotas.get(namespaceOf(pod)) ?? [], 0);
    return demand.kind === "refused" ? demand : { kind: "admitted", pod };
  }

  #lacksRuntime({ spec: { runtimeClassName } }: Pod): boolean {
    return runtimeClassName !== undefined && !this.knows("RuntimeClass", runtimeClassName);
  }
}
