// What disruption budgets want to be healthy, as their status says, and whose minimum that is. A workload or Service has many
// classes of pods (one for each node, if it is a DaemonSet), and they share their labels: what a budget selects is asked once for
// each set of labels, and a change of what it wants goes to those whom it limits. Knows budgets and labels, no pods.

import type { PodDisruptionBudget } from "../../model/api/types/policy.ts";
import {
  compileLabelSelector,
  selectsLabels,
  SELECTS_NOTHING,
  type CompiledLabelSelector,
} from "../../model/label-selector.ts";
import type { Labels } from "../../model/objects.ts";
import { SelectorIndex } from "../../model/selector-index.ts";

type Selector = NonNullable<PodDisruptionBudget["spec"]>["selector"];

/** What a workload needs that no budget limits: one replica. */
const UNLIMITED = 1;

/** Pods of a namespace that are alike to selectors. */
interface AlikePods<Owner> {
  readonly labels: Labels;
  readonly owners: Set<Owner>;
  readonly budgets: Set<KnownBudget<Owner>>;
}

interface KnownBudget<Owner> {
  readonly selector: Selector;
  readonly compiled: CompiledLabelSelector;
  /** Undefined: its controller has not said yet. */
  desiredHealthy: number | undefined;
  readonly owners: Set<Owner>;
}

/** All of one namespace; found again from budgets and pods, so nothing of it is saved. */
class NamespaceMinimums<Owner> {
  readonly budgets = new Map<string, KnownBudget<Owner>>();
  /** Undefined: to be made of the budgets. */
  #index: SelectorIndex<KnownBudget<Owner>> | undefined;
  /** By the labels as text. */
  readonly alike = new Map<string, AlikePods<Owner>>();
  readonly limits = new Map<Owner, Set<KnownBudget<Owner>>>();

  drop(name: string): ReadonlySet<Owner> | undefined {
    const budget = this.budgets.get(name);
    if (budget === undefined) return undefined;
    this.budgets.delete(name);
    this.#index = undefined;
    for (const { budgets } of this.alike.values()) budgets.delete(budget);
    for (const owner of budget.owners) this.limits.get(owner)?.delete(budget);
    return budget.owners;
  }

  take(name: string, budget: KnownBudget<Owner>): void {
    this.budgets.set(name, budget);
    this.#index = undefined;
    for (const { labels, owners, budgets } of this.alike.values()) {
      if (!selectsLabels(budget.compiled, labels)) continue;
      budgets.add(budget);
      for (const owner of owners) this.#limit(owner, budget);
    }
  }

  join(owner: Owner, labels: Labels): boolean {
    const text = JSON.stringify(labels);
    let alike = this.alike.get(text);
    if (alike === undefined) {
      const budgets = new Set(this.#indexed().selecting(labels));
      this.alike.set(text, (alike = { labels, owners: new Set(), budgets }));
    }
    if (alike.owners.has(owner)) return false;
    alike.owners.add(owner);
    for (const budget of alike.budgets) this.#limit(owner, budget);
    return true;
  }

  #indexed(): SelectorIndex<KnownBudget<Owner>> {
    if (this.#index === undefined) {
      this.#index = new SelectorIndex();
      for (const budget of this.budgets.values()) this.#index.add(budget.compiled, budget);
    }
    return this.#index;
  }

  #limit(owner: Owner, budget: KnownBudget<Owner>): void {
    budget.owners.add(owner);
    const limits = this.limits.get(owner);
    if (limits === undefined) this.limits.set(owner, new Set([budget]));
    else limits.add(budget);
  }
}

/** The minimums of owners: of those to whom pods belong, whatever they are. */
export class BudgetMinimums<Owner> {
  readonly #namespaces = new Map<string, NamespaceMinimums<Owner>>();

  /** Takes a budget as it is now; returns whose minimum is to be looked at again. */
  put({ metadata, spec, status }: PodDisruptionBudget): ReadonlySet<Owner> {
    const { namespace = "default", name = "" } = metadata ?? {};
    const all = this.#in(namespace);
    const known = all.budgets.get(name);
    const desiredHealthy = status?.desiredHealthy;
    if (known !== undefined && known.selector === spec?.selector) {
      if (known.desiredHealthy === desiredHealthy) return new Set();
      known.desiredHealthy = desiredHealthy;
      return known.owners;
    }
    const before = all.drop(name) ?? [];
    const budget = {
      selector: spec?.selector,
      compiled: compiledOf(spec?.selector),
      desiredHealthy,
      owners: new Set<Owner>(),
    };
    all.take(name, budget);
    return new Set([...before, ...budget.owners]);
  }

  /** Forgets a budget; returns whose minimum is to be looked at again. */
  remove(namespace: string, name: string): ReadonlySet<Owner> {
    return this.#in(namespace).drop(name) ?? new Set();
  }

  /** Pods with the labels belong to the owner; whether that is new. */
  join(owner: Owner, namespace: string, labels: Labels): boolean {
    return this.#in(namespace).join(owner, labels);
  }

  /** Nobody owns pods any more, until they are joined again. */
  part(): void {
    for (const { alike, budgets, limits } of this.#namespaces.values()) {
      alike.clear();
      limits.clear();
      for (const { owners } of budgets.values()) owners.clear();
    }
  }

  clear(): void {
    this.#namespaces.clear();
  }

  /** The most that any budget asks for which selects some of the owner's pods; one where none has said. */
  of(owner: Owner, namespace: string): number {
    let minimum: number | undefined;
    for (const { desiredHealthy } of this.#in(namespace).limits.get(owner) ?? []) {
      if (desiredHealthy !== undefined) minimum = Math.max(minimum ?? desiredHealthy, desiredHealthy);
    }
    return minimum ?? UNLIMITED;
  }

  #in(namespace: string): NamespaceMinimums<Owner> {
    let all = this.#namespaces.get(namespace);
    if (all === undefined) this.#namespaces.set(namespace, (all = new NamespaceMinimums()));
    return all;
  }
}

/** One that cannot be read selects nothing. */
function compiledOf(selector: Selector): CompiledLabelSelector {
  const compiled = compileLabelSelector(selector);
  return compiled.kind === "invalid" ? SELECTS_NOTHING : compiled;
}
