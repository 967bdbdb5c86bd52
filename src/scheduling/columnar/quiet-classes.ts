// Of which classes the plugins that are asked anew in every cycle have nothing to say: found out once, and good until one of
// the plugins says that it may not be so any more. Most pods of most clusters are of such a class.

import type { IncrementalForm } from "../framework/plugin.ts";
import type { ActivePlugin, ProfileRuntime } from "../framework/profile-runtime.ts";
import type { ClassPlan } from "./class-plan.ts";

/** A plugin that says when it is to be asked again, and what it said last. */
interface Watched {
  readonly form: IncrementalForm & { readonly quietEdition: NonNullable<IncrementalForm["quietEdition"]> };
  edition: number;
}

/** What is known of a class is its edition, negative if somebody has something to say. */
type Known = number;

export class QuietClasses {
  readonly #watched: readonly Watched[];
  /** Changes when a plugin's edition does. */
  #edition = 1;
  readonly #known: (Known | undefined)[] = [];

  constructor({ preFilter, preScore }: ProfileRuntime) {
    const forms = [...preFilter, ...preScore].map(({ plugin }) => plugin.incremental);
    this.#watched = [...new Set(forms)].filter(isWatched).map((form) => ({ form, edition: Number.NaN }));
  }

  /** Hears the plugins. To be called before anything is asked in a cycle. */
  refresh(): void {
    const watched = this.#watched;
    for (let index = 0; index < watched.length; index += 1) {
      const one = watched[index]!;
      const edition = one.form.quietEdition();
      if (edition === one.edition) continue;
      one.edition = edition;
      this.#edition += 1;
    }
  }

  /**
   * True if preFilter of all of them skips, and none scores, whatever the candidates. After `refresh`. False may mean that it
   * is not known.
   */
  has(plan: ClassPlan): boolean {
    const { id } = plan.pod.podClass;
    const known = this.#known[id];
    if (known === this.#edition) return true;
    if (known === -this.#edition) return false;
    const quiet = isQuiet(plan);
    this.#known[id] = quiet ? this.#edition : -this.#edition;
    return quiet;
  }
}

function isWatched(form: IncrementalForm | undefined): form is Watched["form"] {
  return form?.quietEdition !== undefined && form.isQuiet !== undefined;
}

function isQuiet({ pod: { podClass }, dynamicPreFilters, preparations, scoresUnprepared }: ClassPlan): boolean {
  const saysNothing = ({ plugin: { incremental } }: ActivePlugin): boolean =>
    isWatched(incremental) && incremental.isQuiet!(podClass);
  return (
    !scoresUnprepared &&
    dynamicPreFilters.every(saysNothing) &&
    preparations.every((step) => step.kind === "ask" && saysNothing(step.active))
  );
}
