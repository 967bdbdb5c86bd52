// Watches horizontal pod autoscalers: what they saw, what they asked for, and how often they changed their minds. Knows the objects
// of the API, and what the controller says when it says it: of its events the API gets some late, and some never.
// Source: pkg/controller/podautoscaler/horizontal.go (events, status), v1.36.

import { JoinedNames } from "../../base/joined-names.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import type { SimTime } from "../../base/time.ts";

import type { HorizontalPodAutoscaler } from "../../model/api/types/autoscaling-v2.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { ObjectName, StoredObject } from "../../cluster/object-store.ts";

import { askedReplicas, removedKey, scaledKey, targetKey } from "./asked-replicas.ts";
import { AutoscalerBook } from "./autoscaler-book.ts";
import type { AutoscalerFindings } from "./autoscaling-findings.ts";

const KIND = "HorizontalPodAutoscaler";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "object-stored",
  "object-removed",
  "event-said",
]);

export class AutoscalingProbe implements ClusterObserver, Snapshotable {
  readonly concerns = CONCERNS;
  readonly #cluster: ClusterState;
  /** By `namespace/name`. */
  #books = new Map<string, AutoscalerBook>();
  /** Autoscalers that are there, by their targets. */
  readonly #byTarget = new Map<string, Set<string>>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** To be called once, when the objects of the begin are there. */
  begin(): void {
    for (const object of this.#cluster.objects.list(KIND)) this.#put(object);
  }

  hear({ change, previous }: Delta): void {
    switch (change.kind) {
      case "object-stored":
        if (change.stored.kind === KIND) this.#put(change.stored.object, previous);
        else if (isAsked(change.stored, previous)) this.#askOf(scaledKey(change.stored));
        break;
      case "object-removed":
        if (change.name.kind === KIND) this.#end(change.name, previous);
        else this.#askOf(removedKey(change.name));
        break;
      case "event-said": {
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
    for (const object of this.#cluster.objects.list(KIND)) this.#join(object);
    this.#books = new Map(
      keys.map((key, number) => {
        const book = new AutoscalerBook({}, this.#cluster.now);
        book.restore(partOf(saved, `book${number}`));
        return [key, book];
      }),
    );
  }

  #bookOf({ namespace, name }: { readonly namespace: string; readonly name: string }): AutoscalerBook | undefined {
    return this.#books.get(KEYS.of(namespace, name));
  }

  #put(object: HorizontalPodAutoscaler, previous?: StoredObject): void {
    const { now } = this.#cluster;
    const key = keyOf(object);
    if (previous === undefined || specOf(previous) !== object.spec) {
      if (previous?.kind === KIND) this.#byTarget.get(targetKey(previous.object))?.delete(key);
      this.#join(object);
    }
    let book = this.#books.get(key);
    if (book === undefined) this.#books.set(key, (book = new AutoscalerBook(object, now)));
    else book.put(object, now);
    book.ask(askedReplicas(this.#cluster, object), now);
  }

  #join(object: HorizontalPodAutoscaler): void {
    const target = targetKey(object);
    const keys = this.#byTarget.get(target) ?? new Set();
    this.#byTarget.set(target, keys.add(keyOf(object)));
  }

  #end(name: ObjectName, previous: StoredObject | undefined): void {
    this.#bookOf(name)?.end(this.#cluster.now);
    if (previous?.kind === KIND) this.#byTarget.get(targetKey(previous.object))?.delete(keyOf(previous.object));
  }

  /** The object of this key is there in another way, or gone. */
  #askOf(target: string | undefined): void {
    const { now, objects } = this.#cluster;
    for (const key of (target === undefined ? undefined : this.#byTarget.get(target)) ?? []) {
      const [namespace = "", name = ""] = key.split("/");
      const object = objects.find(KIND, namespace, name);
      if (object !== undefined) this.#books.get(key)?.ask(askedReplicas(this.#cluster, object), now);
    }
  }
}

const KEYS = new JoinedNames();

function keyOf({ metadata }: HorizontalPodAutoscaler): string {
  return KEYS.of(metadata?.namespace ?? "default", metadata?.name ?? "");
}

/** Whether other replicas may be asked for than before: that stands in the spec, and most of what is stored is a status. */
function isAsked(stored: StoredObject, previous: StoredObject | undefined): boolean {
  return previous === undefined || specOf(stored) !== specOf(previous);
}

function specOf({ object }: StoredObject): unknown {
  return "spec" in object ? object.spec : undefined;
}
