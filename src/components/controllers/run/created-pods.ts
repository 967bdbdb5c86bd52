// Pods that controllers create: their names, and the class that each template's pods have once they are admitted. A template is
// admitted and classified once, however many pods are made of it. Knows the cluster; admission and quotas are asked through ports.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { packJson, unpackJson } from "../../../base/snapshot-parts.ts";
import type { SimTime } from "../../../base/time.ts";
import { merged } from "../../../base/merged.ts";

import { generatedName, textHash } from "../../../model/generated-names.ts";
import { withOwnParts } from "../../../model/own-parts.ts";
import type { Pod } from "../../../model/objects.ts";

import type { PodRefusal } from "../../../cluster/change.ts";
import type { ClassId } from "../../../cluster/class-table.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import type { NewObject } from "../../../cluster/new-object.ts";
import type { Write } from "../controller.ts";

type PodCreation = Extract<Write, { readonly verb: "create-pod" }>;

/** How the API server lets pods in. */
export interface PodDoor {
  /** Admission by rules that hold whatever pods there are. */
  readonly admit: (pod: Pod) => { readonly pod: Pod } | { readonly refusal: PodRefusal };
}

/** Room in quotas, asked for each object. */
export interface QuotaDoor {
  /** The server's words, where there is none; undefined: there is. */
  refusalOf(created: NewObject): string | undefined;
  /** Counts an object that is to be asked for, until those of the sync are forgotten. */
  plan(created: NewObject): void;
  forgetPlanned(): void;
  /** Charges what is created in the same moment; the server's words, where there is no room. */
  charge(created: NewObject, at: SimTime): string | undefined;
}

/** What became of the template of a pod. */
export type CreationOutcome =
  { readonly kind: "admitted"; readonly classId: ClassId } | { readonly kind: "refused"; readonly message: string };

export class CreatedPods implements Snapshotable {
  readonly #cluster: ClusterState;
  readonly #door: PodDoor;
  readonly #quotas: QuotaDoor;
  readonly #outcomes = new WeakMap<Pod, Map<string, CreationOutcome>>();
  /** How many names were generated from each base. */
  #named = new Map<string, number>();

  constructor(cluster: ClusterState, door: PodDoor, quotas: QuotaDoor) {
    this.#cluster = cluster;
    this.#door = door;
    this.#quotas = quotas;
  }

  /** The next name from a base as `web-7c5d-`; the same in every run. */
  nameFor(namespace: string, base: string): string {
    const key = `${namespace}/${base}`;
    const number = this.#named.get(key) ?? 0;
    this.#named.set(key, number + 1);
    return generatedName(base, textHash(key), number);
  }

  classOf(write: PodCreation, name: string): CreationOutcome {
    const outcome = this.#outcomeFor(write, name);
    if (outcome.kind === "refused") return outcome;
    const created = { kind: "pod", classId: outcome.classId, name } as const;
    const message = this.#quotas.refusalOf(created);
    if (message !== undefined) return { kind: "refused", message };
    this.#quotas.plan(created);
    return outcome;
  }

  snapshot(): Snapshot {
    return { named: packJson([...this.#named]) };
  }

  restore(saved: Snapshot): void {
    this.#named = new Map(unpackJson(saved, "named") as [string, number][]);
  }

  #outcomeFor(write: PodCreation, name: string): CreationOutcome {
    const { template, owner, namespace, own } = write;
    const known = this.#outcomes.get(template) ?? new Map<string, CreationOutcome>();
    this.#outcomes.set(template, known);
    const key = `${namespace}/${owner.uid}${own === undefined ? "" : JSON.stringify(own)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const outcome = this.#admitted(write, name);
    known.set(key, outcome);
    return outcome;
  }

  #admitted({ template, owner, namespace, own }: PodCreation, name: string): CreationOutcome {
    const pod = withOwnParts(template, own);
    const metadata = merged(pod.metadata, { name, namespace, ownerReferences: [owner] });
    const outcome = this.#door.admit(merged(pod, { metadata }));
    if ("refusal" in outcome) return { kind: "refused", message: outcome.refusal.message };
    return { kind: "admitted", classId: this.#cluster.classify(outcome.pod) };
  }
}
