// Watches workloads and Services: how many of their replicas serve, and why others do not. A pod serves while it is ready and
// nobody has asked for its end. Knows the cluster; whose a pod is it finds by owners and selectors.
// Imitates what Deployment and EndpointSlice controllers count (pkg/controller/deployment/sync.go,
// endpointslice/utils.go), v1.36; the causes are plimsoll's own.

import type { Snapshot } from "../../base/snapshot.ts";
import { arrayIn, joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { inSeconds, type SimTime } from "../../base/time.ts";
import { grownTo } from "../../base/grown-column.ts";

import type { Delta } from "../../cluster/change.ts";
import type { ClassId, SchedulingClass } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { StoredObject } from "../../cluster/object-store.ts";
import { DELETED, NONE, type PodId } from "../../cluster/pod-table.ts";
import type { TimeSeries } from "../findings.ts";
import type { Measurement } from "../measurement.ts";
import type { Probe } from "../probe.ts";
import type { AvailabilityFindings, AvailabilityMark, OutageCause, WorkloadAvailability } from "./availability.ts";
import { measurementsOf } from "./availability-measurements.ts";
import { restoredBooks, savedBooks, type SavedBook } from "./book-snapshots.ts";
import { BudgetMinimums } from "./budget-minimum.ts";
import { foundCause, lossCause } from "./outage-cause.ts";
import { CRASHES, flag, HAS_NO_IMAGE, HAS_NO_ROOM, IS_THERE, SERVES, standingOf } from "./pod-standing.ts";
import { QuotaRefusals, type RefusedWorkload, type ToldRefusal } from "./quota-refusals.ts";
import { readRollout } from "./rollout-reading.ts";
import { SelectingServices } from "./selecting-services.ts";
import {
  newSelection,
  ownerIn,
  restoredSelection,
  saveSelection,
  wantedBy,
  type SavedSelection,
  type Selection,
} from "./service-selection.ts";
import { StandingCounts } from "./standing-counts.ts";
import { WorkloadBook, type BookName } from "./workload-book.ts";
import { controllerOf, desiredOf, haveSameController, isFirstSeen, WORKLOAD_KINDS } from "./workload-objects.ts";

const MARKS_MAX = 500;

export class AvailabilityProbe implements Probe {
  readonly #cluster: ClusterState;
  #books = new Map<string, WorkloadBook>();
  /** By class: the books that its pods stand in. */
  #booksOfClass: (readonly WorkloadBook[] | undefined)[] = [];
  readonly #services = new SelectingServices();
  readonly #minimums = new BudgetMinimums<WorkloadBook>();
  /** By the book of a Service. */
  readonly #selections = new Map<WorkloadBook, Selection>();
  readonly #refusals: QuotaRefusals;
  /** By pod. */
  #states = new Uint8Array(0);
  #marks: AvailabilityMark[] = [];

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
    this.#refusals = new QuotaRefusals(cluster.objects);
  }

  /** Of StatefulSets, DaemonSets and Jobs whose pods a quota refuses now, how many those are and the API server's words. */
  get refusals(): readonly ToldRefusal[] {
    return this.#refusals.told();
  }

  hear(delta: Delta): void {
    const { change, pod } = delta;
    this.#keepBack(this.#refusals.hear(delta));
    if (change.kind === "object-stored") this.#hearOfObject(change.stored, delta.previous);
    else if (change.kind === "object-removed" && delta.previous !== undefined) this.#forget(delta.previous);
    else if (change.kind === "user-mark") {
      const { by, what, nodes } = change.mark;
      this.#mark([by.name, what, ...nodes.slice(0, 3), ...(nodes.length > 3 ? ["…"] : [])].join(" "));
    } else if (pod !== NONE) this.#hearOfPod(delta);
  }

  /** What was there before anybody listened: first whose the pods may be, then all pods in one pass. */
  begin(): void {
    for (const stored of this.#cluster.objects.all()) {
      this.#keepBack(this.#refusals.hearOfObject(stored, undefined));
      if (stored.kind !== "Service") this.#hearOfObject(stored, undefined);
    }
    this.#selectAll();
    this.#joinAll();
    this.#countAnew([...this.#books.values()]);
  }

  /** Sums and outages of the time before are left out. Series, rollouts and marks keep it. */
  beginAt(begin: SimTime): void {
    for (const book of this.#books.values()) book.beginAt(begin);
  }

  findings(end: SimTime): AvailabilityFindings {
    const workloads = this.#sorted().map((book) => book.finish(end));
    return { workloads: workloads.filter((found) => isWorthTelling(found)), marks: this.#marks };
  }

  /** Replicas wanted and serving, of each workload and Service. */
  series(end: SimTime): readonly TimeSeries[] {
    return this.#sorted().flatMap(({ name: { kind, namespace, name }, desiredSeries, servingSeries }) => {
      const labels = { kind, namespace, name };
      return [
        desiredSeries.finish("workload_desired", labels, "pods", end),
        servingSeries.finish("workload_serving", labels, "pods", end),
      ];
    });
  }

  /** Of a probe that is asked before the end, what was found so far. */
  measurements(end: SimTime = this.#cluster.now): readonly Measurement[] {
    return this.#sorted().flatMap((book) => measurementsOf(book.finish(end)));
  }

  snapshot(): Snapshot {
    const { books, series } = savedBooks(this.#books);
    const selections = [...this.#selections].map(([service, selection]) => saveSelection(service, selection));
    return {
      states: this.#states.slice(0, this.#cluster.pods.size),
      books: packJson([books, selections, this.#marks]),
      ...joinSnapshots({ series, refusals: this.#refusals.snapshot() }),
    };
  }

  /** After the cluster, whose objects say whose the pods are. */
  restore(saved: Snapshot): void {
    type Saved = [SavedBook[], SavedSelection[], AvailabilityMark[]];
    const [books, selections, marks] = unpackJson(saved, "books") as Saved;
    this.#states = Uint8Array.from(arrayIn(saved, "states"));
    this.#marks = marks;
    this.#refusals.restore(partOf(saved, "refusals"));
    this.#books = restoredBooks(books, partOf(saved, "series"));
    this.#findAgain();
    for (const each of selections) {
      this.#selections.set(
        this.#bookOf(each.service),
        restoredSelection(each, (name) => this.#bookOf(name)),
      );
    }
    this.#joinAll();
  }

  /** What follows from the cluster's objects and pods. */
  #findAgain(): void {
    const { objects } = this.#cluster;
    this.#services.clear();
    this.#selections.clear();
    this.#minimums.clear();
    this.#booksOfClass = [];
    for (const budget of objects.list("PodDisruptionBudget")) this.#minimums.put(budget);
    this.#selectAll();
  }

  #selectAll(): void {
    for (const { metadata, spec } of this.#cluster.objects.list("Service")) {
      this.#select(metadata?.namespace ?? "default", metadata?.name ?? "", spec?.selector);
    }
  }

  /** Of pods that are there, it is known in whose books they stand. */
  #joinAll(): void {
    const { pods } = this.#cluster;
    for (let pod = 0; pod < pods.size; pod += 1) if (pods.phaseOf(pod) !== DELETED) this.#booksOf(pods.classOf(pod));
  }

  #sorted(): readonly WorkloadBook[] {
    return [...this.#books].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, book]) => book);
  }

  #mark(text: string): void {
    if (this.#marks.length < MARKS_MAX) this.#marks.push({ atSeconds: inSeconds(this.#cluster.now), text });
  }

  #hearOfObject(stored: StoredObject, previous: StoredObject | undefined): void {
    const { namespace = "default", name = "" } = stored.object.metadata ?? {};
    if (stored.kind === "PodDisruptionBudget") this.#setMinimums(this.#minimums.put(stored.object));
    if (stored.kind === "Service") this.#hearOfService(namespace, name, stored, previous);
    if (!WORKLOAD_KINDS.has(stored.kind)) return;
    if (previous !== undefined && !haveSameController(stored, previous)) this.#changeHands(previous);
    if (controllerOf(stored.object) !== undefined) return;
    const book = this.#bookOf({ kind: stored.kind as BookName["kind"], namespace, name });
    const desired = desiredOf(stored);
    if (desired !== book.desired) {
      this.#want(book, desired, isFirstSeen(previous) ? "start-up" : "scale-up");
    }
    this.#followRollout(book, stored, previous);
  }

  /** Its pods stand in other books from now on: in those of whoever has taken it, or its own. */
  #changeHands(previous: StoredObject): void {
    const { namespace = "default", name = "" } = previous.object.metadata ?? {};
    const kind = previous.kind as BookName["kind"];
    if (controllerOf(previous.object) === undefined) this.#want(this.#bookOf({ kind, namespace, name }), 0, "deletion");
    this.#booksOfClass = [];
    this.#minimums.part();
    this.#joinAll();
    this.#countAnew([...this.#books.values()]);
  }

  /** A quota keeps back so many more pods of a workload, or fewer. */
  #keepBack(refused: RefusedWorkload | undefined): void {
    if (refused === undefined) return;
    const { kind, namespace, name, replicas: more } = refused;
    const workload = this.#workloadOf(kind, namespace, name);
    const services = [...this.#selections].filter(
      ([, { workloads }]) => workload !== undefined && workloads.has(workload),
    );
    for (const book of workload === undefined ? [] : [workload, ...services.map(([service]) => service)]) {
      book.addTime(this.#cluster.now);
      book.withoutQuota += more;
    }
  }

  /** From the moment at which another template is stored until all replicas are of it and available. */
  #followRollout(book: WorkloadBook, stored: StoredObject, previous: StoredObject | undefined): void {
    const { now } = this.#cluster;
    const rollout = readRollout(stored, previous);
    const who = `rollout of ${book.name.name}`;
    if (rollout?.begins === true) {
      if (book.isRollingOut) this.#mark(`${who} is given up`);
      book.beginRollout(now);
      this.#mark(`${who} begins`);
    }
    if (rollout?.turn !== undefined) {
      const { turn } = rollout;
      book.stallRollout(turn.kind === "stuck" ? now : null);
      this.#mark(turn.kind === "stuck" ? `${who} is stuck: ${turn.why}` : `${who} goes on`);
    }
    if (!book.isRollingOut || rollout?.isOver !== true) return;
    book.endRollout(now);
    this.#mark(`${who} ends`);
  }

  #setMinimums(books: Iterable<WorkloadBook>): void {
    for (const book of books) book.setMinimum(this.#minimums.of(book, book.name.namespace), this.#cluster.now);
  }

  #hearOfService(namespace: string, name: string, stored: StoredObject, previous: StoredObject | undefined): void {
    const [now, before] = [stored, previous].map((each) =>
      each?.kind === "Service" ? each.object.spec?.selector : {},
    );
    if (previous !== undefined && JSON.stringify(now) === JSON.stringify(before)) return;
    this.#select(namespace, name, now);
    const book = this.#books.get(`Service/${namespace}/${name}`);
    if (book !== undefined) this.#countAnew([book]);
  }

  #select(namespace: string, name: string, selector: Readonly<Record<string, string>> | undefined): void {
    if (selector === undefined || Object.keys(selector).length === 0) {
      if (!this.#services.remove(namespace, name)) return;
    } else {
      this.#selections.set(this.#bookOf({ kind: "Service", namespace, name }), newSelection(selector));
      this.#services.put(namespace, name, selector);
    }
    this.#booksOfClass = [];
    this.#minimums.part();
  }

  /** Who stands in these books, counted in one pass over the pods. */
  #countAnew(books: readonly WorkloadBook[]): void {
    const { now, pods } = this.#cluster;
    const counts = new StandingCounts(books);
    if (pods.size > this.#states.length) this.#states = grownTo(this.#states, pods.size);
    for (let pod = 0; pod < pods.size; pod += 1) {
      if (pods.phaseOf(pod) === DELETED) continue;
      const standsIn = this.#booksOf(pods.classOf(pod));
      if (standsIn.length === 0) continue;
      const state = standingOf(this.#cluster, pod, undefined, this.#states[pod]!);
      this.#states[pod] = state;
      // What a pod lacks now is told by its state.
      const saysWhy = (state & (SERVES | CRASHES | HAS_NO_IMAGE | HAS_NO_ROOM)) !== 0;
      counts.add(standsIn, state, saysWhy ? undefined : foundCause(this.#cluster, pod));
    }
    this.#setMinimums(books);
    for (const book of books) book.recount(counts.finish(book, this.#selections), now);
  }

  #want(book: WorkloadBook, desired: number, cause: OutageCause): void {
    book.setDesired(desired, cause, this.#cluster.now);
    for (const [service, { workloads }] of this.#selections) {
      if (workloads.has(book)) this.#wantOf(service, cause);
    }
  }

  /** A Service wants what the workloads behind it want, and the pods that belong to none. */
  #wantOf(service: WorkloadBook, cause: OutageCause): void {
    const selection = this.#selections.get(service);
    if (selection === undefined) return;
    const desired = wantedBy(selection);
    if (desired !== service.desired) service.setDesired(desired, cause, this.#cluster.now);
  }

  #forget(stored: StoredObject): void {
    const { kind, object } = stored;
    const { namespace = "default", name = "" } = object.metadata ?? {};
    if (kind === "PodDisruptionBudget") this.#setMinimums(this.#minimums.remove(namespace, name));
    const book = this.#books.get(`${kind}/${namespace}/${name}`);
    if (book === undefined) return;
    if (kind === "Service") {
      this.#select(namespace, name, undefined);
      this.#selections.delete(book);
      this.#countAnew([book]);
    } else this.#want(book, 0, "deletion");
  }

  #hearOfPod({ change, pod, previousClass }: Delta): void {
    if (change.kind === "pod-queued" || change.kind === "pod-attempted" || change.kind === "pod-nominated") return;
    if (previousClass !== undefined) this.#changeBooks(pod, this.#booksOf(previousClass));
    const books = this.#booksOf(this.#cluster.pods.classOf(pod));
    if (books.length === 0) return;
    if (pod >= this.#states.length) this.#states = grownTo(this.#states, pod + 1);
    const before = this.#states[pod]!;
    const now = standingOf(this.#cluster, pod, change, before);
    if (now === before) return;
    this.#states[pod] = now;
    const cause = lossCause(this.#cluster, pod, change, books);
    const came = ownerIn(books) === undefined ? flag(now, IS_THERE) - flag(before, IS_THERE) : 0;
    for (const book of books) {
      if (came !== 0) this.#countLoose(book, came);
      this.#move(book, before, now, cause);
    }
  }

  /** A pod that its owner left behind, or another took, stands in other books; as a rule it stands where it stood. */
  #changeBooks(pod: PodId, before: readonly WorkloadBook[]): void {
    const after = this.#booksOf(this.#cluster.pods.classOf(pod));
    if (before.length === after.length && before.every((book, index) => book === after[index])) return;
    this.#countAnew([...new Set([...before, ...after])]);
  }

  #countLoose(service: WorkloadBook, came: number): void {
    const selection = this.#selections.get(service);
    if (selection !== undefined) selection.loose += came;
    this.#wantOf(service, "start-up");
  }

  #move(book: WorkloadBook, before: number, now: number, cause: OutageCause): void {
    book.addTime(this.#cluster.now);
    book.withoutRoom += flag(now, HAS_NO_ROOM) - flag(before, HAS_NO_ROOM);
    book.withoutImage += flag(now, HAS_NO_IMAGE) - flag(before, HAS_NO_IMAGE);
    book.crashing += flag(now, CRASHES) - flag(before, CRASHES);
    const served = flag(now, SERVES) - flag(before, SERVES);
    if (served !== 0) book.serve(served as 1 | -1, cause, this.#cluster.now);
  }

  #booksOf(classId: ClassId): readonly WorkloadBook[] {
    const known = this.#booksOfClass[classId];
    if (known !== undefined) return known;
    const podClass = this.#cluster.classes.get(classId);
    const books = this.#findBooks(podClass);
    this.#booksOfClass[classId] = books;
    const workload = ownerIn(books);
    for (const service of workload === undefined ? [] : books.slice(1)) {
      this.#selections.get(service)?.workloads.add(workload!);
      this.#wantOf(service, "start-up");
    }
    const labels = podClass.pod.metadata.labels ?? {};
    this.#setMinimums(books.filter((book) => this.#minimums.join(book, podClass.namespace, labels)));
    return books;
  }

  #findBooks({ namespace, pod }: SchedulingClass): readonly WorkloadBook[] {
    const labels = pod.metadata.labels ?? {};
    const services = this.#services
      .of(namespace, labels)
      .map((name) => this.#bookOf({ kind: "Service", namespace, name }));
    const owner = controllerOf(pod);
    const workload = owner === undefined ? undefined : this.#workloadOf(owner.kind, namespace, owner.name);
    return workload === undefined ? services : [workload, ...services];
  }

  /** A Deployment's ReplicaSets count for it. */
  #workloadOf(kind: string, namespace: string, name: string): WorkloadBook | undefined {
    if (kind === "ReplicaSet") {
      const set = this.#cluster.objects.find("ReplicaSet", namespace, name);
      const owner = set === undefined ? undefined : controllerOf(set);
      if (owner !== undefined) return this.#workloadOf(owner.kind, namespace, owner.name);
    }
    if (!WORKLOAD_KINDS.has(kind)) return undefined;
    return this.#bookOf({ kind: kind as BookName["kind"], namespace, name });
  }

  #bookOf(name: BookName): WorkloadBook {
    const key = `${name.kind}/${name.namespace}/${name.name}`;
    let book = this.#books.get(key);
    if (book === undefined) {
      book = new WorkloadBook(name);
      book.addTime(this.#cluster.now);
      this.#books.set(key, book);
    }
    return book;
  }
}

/** Nobody asks after what is not wanted and was never missed. */
function isWorthTelling({ desired, outageCount, rollouts }: WorkloadAvailability): boolean {
  return desired > 0 || outageCount > 0 || rollouts.length > 0;
}
