// The part of the API server that holds new pods to the quotas of their namespaces. It counts what the pods that are there
// take, from the deltas of the cluster; the quota controller's recount, which takes a moment in a real cluster, is at once.
// Imitates staging apiserver pkg/admission/plugin/resourcequota and pkg/controller/resourcequota, v1.36.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { arrayIn, packJson, unpackJson } from "../../base/snapshot-parts.ts";

import { POD_QUOTA } from "../../model/admission/pod-quota.ts";
import { meetDemand, quotaCharges, unusedQuotas, type QuotaCharge } from "../../model/admission/resource-quota.ts";
import type { ResourceQuota } from "../../model/api/types/quota.ts";
import type { Pod } from "../../model/objects.ts";

import type { ClusterObserver, Delta, PodRefusal } from "../../cluster/change.ts";
import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { PodId } from "../../cluster/pod-table.ts";

import { QuotaBook, type SavedBook } from "./quota-book.ts";

/** What each pod of a class takes of the quotas of its namespace. */
interface ClassCharges {
  readonly book: QuotaBook;
  readonly whileLive: readonly QuotaCharge[];
  /** Once it has ended, and until it is deleted. */
  readonly afterEnd: readonly QuotaCharge[];
}

/** How a pod is counted. */
const NOT_COUNTED = 0;
const LIVE = 1;
const ENDED = 2;

export class QuotaAdmission implements ClusterObserver, Snapshotable {
  readonly #cluster: ClusterState;
  /** By namespace. */
  readonly #books: ReadonlyMap<string, QuotaBook>;
  /** Undefined for classes whose namespace has no quota. */
  readonly #chargesByClass = new Map<ClassId, ClassCharges | undefined>();
  #classOf: ClassId[] = [];
  #countedAs: number[] = [];

  constructor(cluster: ClusterState, quotas: readonly ResourceQuota[]) {
    this.#cluster = cluster;
    this.#books = new Map([...unusedQuotas(quotas)].map(([namespace, some]) => [namespace, new QuotaBook(some)]));
  }

  /** Tells how the pods of a class were written: the words of refusals follow from it. */
  learn(classId: ClassId, pod: Pod): void {
    if (!this.#chargesByClass.has(classId)) this.#chargesByClass.set(classId, this.#chargesFor(pod));
  }

  /** Why a new pod is not to be created now, if it is not. */
  refusalOf(classId: ClassId, name: string): PodRefusal | undefined {
    const charges = this.#chargesOf(classId);
    if (charges === undefined) return undefined;
    const { book, whileLive } = charges;
    const decision = meetDemand({ metadata: { name } }, POD_QUOTA.resource, whileLive, book.quotas);
    return decision.kind === "allowed" ? undefined : { plugin: "ResourceQuota", message: decision.message };
  }

  hear({ change, pod }: Delta): void {
    switch (change.kind) {
      case "pod-created":
      case "pod-placed":
        this.#count(pod, change.classId, LIVE);
        break;
      case "pod-updated":
        this.#count(pod, this.#cluster.pods.classOf(pod), this.#countedAs[pod] ?? NOT_COUNTED);
        break;
      case "pod-ended":
        this.#count(pod, this.#classOf[pod]!, ENDED);
        break;
      case "pod-deleted":
        this.#count(pod, this.#classOf[pod]!, NOT_COUNTED);
        break;
      default:
        break;
    }
  }

  snapshot(): Snapshot {
    return {
      classOf: Int32Array.from(this.#classOf),
      countedAs: Uint8Array.from(this.#countedAs),
      books: packJson([...this.#books.values()].map((book) => book.save())),
    };
  }

  restore(saved: Snapshot): void {
    this.#classOf = [...arrayIn(saved, "classOf")];
    this.#countedAs = [...arrayIn(saved, "countedAs")];
    const books = unpackJson(saved, "books") as readonly SavedBook[];
    for (const [index, book] of [...this.#books.values()].entries()) book.restore(books[index]!);
  }

  #count(pod: PodId, classId: ClassId, as: number): void {
    const before = this.#chargesOf(this.#classOf[pod] ?? classId);
    before?.book.remove(chargesWhen(before, this.#countedAs[pod] ?? NOT_COUNTED));
    this.#classOf[pod] = classId;
    this.#countedAs[pod] = as;
    const after = this.#chargesOf(classId);
    after?.book.add(chargesWhen(after, as));
  }

  #chargesOf(classId: ClassId): ClassCharges | undefined {
    this.learn(classId, this.#cluster.classes.get(classId).pod);
    return this.#chargesByClass.get(classId);
  }

  #chargesFor(pod: Pod): ClassCharges | undefined {
    const book = this.#books.get(pod.metadata.namespace ?? "default");
    if (book === undefined) return undefined;
    const chargesOf = (one: Pod) => quotaCharges(one, POD_QUOTA, book.quotas, 0);
    const ended = { ...pod, status: { ...pod.status, phase: "Succeeded" } };
    return { book, whileLive: chargesOf(pod), afterEnd: chargesOf(ended) };
  }
}

function chargesWhen({ whileLive, afterEnd }: ClassCharges, countedAs: number): readonly QuotaCharge[] {
  switch (countedAs) {
    case LIVE:
      return whileLive;
    case ENDED:
      return afterEnd;
    default:
      return [];
  }
}
