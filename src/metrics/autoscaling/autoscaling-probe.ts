// Watches horizontal pod autoscalers: what they saw, what they asked for, and how often they changed their minds. Knows the objects
// and events of the API.
// Source: pkg/controller/podautoscaler/horizontal.go (events, status), v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { HorizontalPodAutoscaler } from "../../model/api/types/autoscaling-v2.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { AutoscalerBook } from "./autoscaler-book.ts";
import type { AutoscalerFindings } from "./autoscaling-findings.ts";

const KIND = "HorizontalPodAutoscaler";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "object-stored",
  "object-removed",
  "event-recorded",
]);

export class AutoscalingProbe implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  /** By `namespace/name`. */
  #books = new Map<string, AutoscalerBook>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** To be called once, when the objects of the begin are there. */
  begin(): void {
    for (const object of this.#cluster.objects.list(KIND)) this.#put(object);
  }

  hear({ change }: Delta): void {
    switch (change.kind) {
      case "object-stored":
        if (change.stored.kind === KIND) this.#put(change.stored.object);
        break;
      case "object-removed":
        if (change.name.kind === KIND) this.#bookOf(change.name)?.end(this.#cluster.now);
        break;
      case "event-recorded": {
        const { kind, reason, message } = change.event;
        if (kind !== KIND || reason !== "SuccessfulRescale") break;
        this.#bookOf(change.event)?.rescale(message, this.#cluster.now);
        break;
      }
      default:
        break;
    }
  }

  /** Sums and changes of size of the time before are left out. Series keep it. */
  beginAt(begin: SimTime): void {
    for (const book of this.#books.values()) book.beginAt(begin);
  }

  /** In the order in which they came. */
  findings(end: SimTime): readonly AutoscalerFindings[] {
    return [...this.#books.values()].map((book) => book.findings(end));
  }

  snapshot(): Snapshot {
    const keys = [...this.#books.keys()];
    const books = [...this.#books.values()].map((book, number) => [`book${number}`, book.snapshot()] as const);
    return joinSnapshots({ keys: { keys: packJson(keys) }, ...Object.fromEntries(books) });
  }

  /** After the cluster. */
  restore(saved: Snapshot): void {
    const keys = unpackJson(partOf(saved, "keys"), "keys") as string[];
    this.#books = new Map(
      keys.map((key, number) => {
        const book = new AutoscalerBook({}, this.#cluster.now);
        book.restore(partOf(saved, `book${number}`));
        return [key, book];
      }),
    );
  }

  #bookOf({ namespace, name }: { readonly namespace: string; readonly name: string }): AutoscalerBook | undefined {
    return this.#books.get(`${namespace}/${name}`);
  }

  #put(object: HorizontalPodAutoscaler): void {
    const key = `${object.metadata?.namespace ?? "default"}/${object.metadata?.name ?? ""}`;
    const book = this.#books.get(key);
    if (book === undefined) this.#books.set(key, new AutoscalerBook(object, this.#cluster.now));
    else book.put(object, this.#cluster.now);
  }
}
