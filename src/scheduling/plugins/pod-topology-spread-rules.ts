// The constraints by which a pod is spread: its own, or the profile's defaults with a selector that is deduced.
// Imitates plugins/podtopologyspread/common.go (buildDefaultConstraints) and plugin.go (getConstraints), v1.36.

import type { TopologySpreadConstraint } from "../../model/api/types/affinity.ts";
import { isEmptySelector, type CompiledLabelSelector, type InvalidSelector } from "../../model/label-selector.ts";
import {
  compileSpread,
  SYSTEM_SPREADING,
  type SpreadAction,
  type SpreadConstraint,
} from "../../model/topology-spread.ts";
import type { SchedulingClass } from "../../cluster/class-table.ts";
import type { ObjectStore } from "../../cluster/object-store.ts";

import type { PodTopologySpreadArgs } from "../configuration/argument-types.ts";
import { controllerOf, defaultSelector, ServiceLabels } from "./default-selector.ts";

type Compiled = readonly SpreadConstraint[] | InvalidSelector;

/** All of one class as the objects stand. Equal objects mean equal constraints. */
export interface SpreadRules {
  readonly hard: Compiled;
  readonly soft: Compiled;
  /** Nodes without some topology key neither count nor score. */
  readonly requiresAllKeys: boolean;
}

/** What the constraints of a class were deduced from. */
interface Deduced {
  /** Of the objects that count, when it was last seen that these are what they were. */
  edition: number;
  readonly servicesVersion: number;
  /** The controller's selector; undefined where there is no controller. */
  readonly selector: unknown;
  readonly rules: SpreadRules;
}

export class SpreadRulebook {
  readonly #objects: ObjectStore;
  readonly #defaults: readonly TopologySpreadConstraint[];
  readonly #isSystem: boolean;
  readonly #own: (SpreadRules | undefined)[] = [];
  readonly #deduced: (Deduced | undefined)[] = [];
  readonly #services: ServiceLabels;

  constructor(objects: ObjectStore, args: PodTopologySpreadArgs) {
    this.#objects = objects;
    this.#services = new ServiceLabels(objects);
    this.#isSystem = args.defaultingType !== "List";
    this.#defaults = this.#isSystem ? SYSTEM_SPREADING : (args.defaultConstraints ?? []);
  }

  /** Pods that ask for nothing are spread all the same. */
  get hasDefaults(): boolean {
    return this.#defaults.length > 0;
  }

  /** Changes with all that constraints may be deduced from. */
  get edition(): number {
    return this.#objects.selectionVersion;
  }

  /** The same object as long as the same constraints hold. */
  rulesOf(podClass: SchedulingClass): SpreadRules {
    return hasOwnConstraints(podClass) || !this.hasDefaults
      ? (this.#own[podClass.id] ??= ownRules(podClass))
      : this.#deducedRules(podClass);
  }

  #deducedRules(podClass: SchedulingClass): SpreadRules {
    const known = this.#deduced[podClass.id];
    const { edition } = this;
    if (known?.edition === edition) return known.rules;
    const servicesVersion = this.#objects.versionOf("Service");
    const controller = controllerOf(this.#objects, podClass);
    const selector = controller === undefined ? undefined : (controller.object.spec?.selector ?? null);
    if (known?.servicesVersion === servicesVersion && known.selector === selector) {
      known.edition = edition;
      return known.rules;
    }
    const rules = this.#deduce(podClass, defaultSelector(this.#services.of(podClass), controller));
    this.#deduced[podClass.id] = { edition, servicesVersion, selector, rules };
    return rules;
  }

  #deduce({ pod }: SchedulingClass, selector: CompiledLabelSelector): SpreadRules {
    const constraints = (action: SpreadAction): Compiled => {
      const compiled = compileSpread(this.#defaults, pod.metadata.labels, action);
      if ("kind" in compiled) return compiled;
      return isEmptySelector(selector) ? [] : compiled.map((constraint) => ({ ...constraint, selector }));
    };
    return {
      hard: constraints("DoNotSchedule"),
      soft: constraints("ScheduleAnyway"),
      requiresAllKeys: !this.#isSystem,
    };
  }
}

export function hasOwnConstraints({ pod }: SchedulingClass): boolean {
  return (pod.spec.topologySpreadConstraints ?? []).length > 0;
}

function ownRules({ pod }: SchedulingClass): SpreadRules {
  const constraints = pod.spec.topologySpreadConstraints ?? [];
  return {
    hard: compileSpread(constraints, pod.metadata.labels, "DoNotSchedule"),
    soft: compileSpread(constraints, pod.metadata.labels, "ScheduleAnyway"),
    requiresAllKeys: true,
  };
}

/** Why constraints cannot be had, in kube-scheduler's words. */
export function spreadProblem({ message }: InvalidSelector, podClass: SchedulingClass, action: SpreadAction): string {
  const strength = action === "DoNotSchedule" ? "hard" : "soft";
  const what = hasOwnConstraints(podClass)
    ? `obtaining pod's ${strength} topology spread constraints`
    : `setting default ${strength} topology spread constraints`;
  const place = action === "DoNotSchedule" ? "get constraints from pod" : "calculating preScoreState";
  return `${place}: ${what}: ${message}`;
}
