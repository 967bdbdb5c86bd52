// The pods of all budgets: found when a budget is first asked about, and kept up with what happens to pods.
// Knows the controllers' view. Nothing is kept that does not follow from it.
// Imitates GetPodPodDisruptionBudgets of client-go listers/policy/v1 and getPodsForPdb of
// pkg/controller/disruption/disruption.go, v1.36.

import type { ObjectMeta } from "../../../model/api/types/object-meta.ts";
import type { PodDisruptionBudget } from "../../../model/api/types/policy.ts";
import { selectsLabels } from "../../../model/label-selector.ts";
import type { Labels } from "../../../model/objects.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import { selectionBy, selectorOf } from "../compiled-selectors.ts";
import type { ControllerView, WatchEvent } from "../controller.ts";
import { keyOf } from "../object-key.ts";
import { SelectingObjects } from "../selecting-objects.ts";
import { SelectedPods } from "./selected-pods.ts";

type Selector = NonNullable<PodDisruptionBudget["spec"]>["selector"];

interface KnownPods {
  readonly selector: Selector;
  readonly pods: SelectedPods;
}

export class BudgetPods {
  readonly #budgets = new SelectingObjects("PodDisruptionBudget", ({ spec }, labels) => {
    const selector = selectorOf(spec?.selector);
    return selector.kind !== "invalid" && selectsLabels(selector, labels);
  });
  /** By key of the budget. */
  readonly #known = new Map<string, KnownPods>();
  /** Of pods that are counted: their labels when they were. */
  readonly #labels = new Map<number, Labels | undefined>();

  /** To be told of each event, before anything is asked. */
  hear(event: WatchEvent, view: ControllerView): void {
    if (event.kind === "Pod") {
      if (this.#known.size > 0) this.#note(event.type, event.pod, view);
      return;
    }
    this.#budgets.hear(event);
    if (event.kind === "PodDisruptionBudget" && event.type === "deleted") {
      this.#known.delete(keyOf(event.stored.object.metadata));
    }
  }

  forget(): void {
    this.#budgets.forget();
    this.#known.clear();
    this.#labels.clear();
  }

  /** Budgets that select pods with these labels, in the view's order. */
  budgetsFor(view: ControllerView, namespace: string, labels: Labels | undefined): readonly ObjectMeta[] {
    return this.#budgets.of(view, namespace, labels);
  }

  /** The budget's pods. An empty selector selects all pods of the namespace, an absent one none. */
  of(view: ControllerView, { metadata, spec }: PodDisruptionBudget): SelectedPods {
    const key = keyOf(metadata);
    const known = this.#known.get(key);
    if (known !== undefined && known.selector === spec?.selector) return known.pods;
    const selected = selectedPods(view, metadata?.namespace ?? "default", spec?.selector);
    for (const { id, object } of selected) this.#labels.set(id, object.metadata.labels);
    const pods = new SelectedPods(selected);
    this.#known.set(key, { selector: spec?.selector, pods });
    return pods;
  }

  #note(type: WatchEvent["type"], pod: LivePod, view: ControllerView): void {
    const { id, namespace, object } = pod;
    const { labels } = object.metadata;
    const isCounted = this.#labels.has(id);
    const before = this.#labels.get(id);
    if (isCounted && (type === "deleted" || before !== labels)) {
      for (const metadata of this.#budgets.of(view, namespace, before)) this.#known.get(keyOf(metadata))?.pods.drop(id);
      this.#labels.delete(id);
    }
    if (type === "deleted") return;
    for (const metadata of this.#budgets.of(view, namespace, labels)) {
      const known = this.#known.get(keyOf(metadata));
      if (known === undefined) continue;
      known.pods.note(pod);
      this.#labels.set(id, labels);
    }
  }
}

/** All pods that the selector is about. */
export function selectedPods(view: ControllerView, namespace: string, selector: Selector): readonly LivePod[] {
  const compiled = selectorOf(selector);
  if (compiled.kind !== "requirements") return [];
  const isSelected = selectionBy(compiled);
  return view.pods(namespace).filter(({ object }) => isSelected(object.metadata.labels));
}
