// Priority: a pod gets the number and the preemption policy of its priority class, and may not have others.
// Imitates plugin/pkg/admission/priority/admission.go, v1.36.

import { merged } from "../../base/merged.ts";

import type { AdmittedPod, AdmittedPodSpec } from "./admitted-pod.ts";
import { podRefusal, type AdmissionOutcome } from "./refusal.ts";

/** What a priority class gives to its pods. */
export interface PriorityClassValues {
  readonly name: string;
  readonly value: number;
  readonly globalDefault: boolean;
  readonly preemptionPolicy?: string;
}

/** The classes that the API server makes itself (pkg/apis/scheduling/v1/helpers.go). */
export const SYSTEM_PRIORITY_CLASSES: readonly PriorityClassValues[] = Object.freeze([
  Object.freeze({ name: "system-node-critical", value: 2_000_001_000, globalDefault: false }),
  Object.freeze({ name: "system-cluster-critical", value: 2_000_000_000, globalDefault: false }),
]);

/** What pods without a class get where no class is the default. */
const NO_CLASS: PriorityClassValues = Object.freeze({
  name: "",
  value: 0,
  globalDefault: false,
  preemptionPolicy: "PreemptLowerPriority",
});

/** The priority classes of a cluster. */
export class PriorityClasses {
  readonly #byName: ReadonlyMap<string, PriorityClassValues>;
  readonly #default: PriorityClassValues;

  /** Of several classes of one name the last one holds, and of several defaults the one of the smallest value. */
  constructor(classes: readonly PriorityClassValues[]) {
    this.#byName = new Map(classes.map((one) => [one.name, one]));
    const defaults = [...this.#byName.values()].filter((one) => one.globalDefault);
    this.#default = defaults.sort((left, right) => left.value - right.value)[0] ?? NO_CLASS;
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** The pod with the priority of its class. */
  prioritise<Pod extends AdmittedPod>(pod: Pod): AdmissionOutcome<Pod> {
    const { spec = {} }: AdmittedPod = pod;
    const named = spec.priorityClassName ?? "";
    const found = named === "" ? this.#default : this.#byName.get(named);
    if (found === undefined) return podRefusal(pod, `no PriorityClass with name ${named} was found`);
    const conflict = conflictText(spec, found);
    if (conflict !== undefined) return podRefusal(pod, conflict);
    const { name, value, preemptionPolicy } = found;
    const given = {
      priority: value,
      ...(name === "" ? {} : { priorityClassName: name }),
      ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }),
    };
    return { kind: "admitted", pod: merged(pod, { spec: merged(spec, given) }) };
  }
}

function conflictText(spec: AdmittedPodSpec, { value, preemptionPolicy }: PriorityClassValues): string | undefined {
  const computed = (what: string) =>
    `must not be provided in pod spec; priority admission controller computed ${what} from the given PriorityClass name`;
  if (spec.priority !== undefined && spec.priority !== value) {
    return `the integer value of priority (${spec.priority}) ${computed(String(value))}`;
  }
  const own = spec.preemptionPolicy;
  if (own === undefined || preemptionPolicy === undefined || own === preemptionPolicy) return undefined;
  return `the string value of PreemptionPolicy (${own}) ${computed(preemptionPolicy)}`;
}
