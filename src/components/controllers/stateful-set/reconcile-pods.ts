// One look of a StatefulSet at its pods: places are filled from the first to the last, surplus pods go from the last to the
// first, and then pods of an old revision; in order, one waits for the other, in parallel nobody does.
// Imitates pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet), v1.36.

import type { StatefulSet } from "../../../model/api/types/workload.ts";
import { statefulSetUnavailable } from "../../../model/rollout/stateful-set-rollout.ts";
import type { ControllerRevision } from "../../../model/api/types/controller-revision.ts";
import { aggregatedText } from "../../../model/label-requirement.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView } from "../controller.ts";
import { PodControl, type Problem } from "./pod-control.ts";
import { sideBySide } from "./side-by-side.ts";
import {
  emptyPlace,
  endOrdinal,
  isAvailablePlace,
  isInRange,
  isRunningAndReady,
  isTerminating,
  isUnavailable,
  placeOfPod,
  startOrdinal,
  type Place,
} from "./set-pods.ts";
import type { SetRevisions } from "./set-revisions.ts";
import { countReplicas, type ReplicaCounts } from "./set-status.ts";

const MAX_UNAVAILABLE_GATE = "MaxUnavailableStatefulSet";
/** Requests in flight at most, where nobody waits for another. */
const BATCH_MAX = 500;

/** How it went; the counts are known in any case. */
export interface Reconciled {
  readonly counts: ReplicaCounts;
  readonly problem: Problem;
}

/** What a step ends with: whether the look is over, and what went wrong. */
interface Step {
  readonly ends: boolean;
  readonly problem: Problem;
}

const GO_ON: Step = Object.freeze({ ends: false, problem: undefined });
const STOP: Step = Object.freeze({ ends: true, problem: undefined });

function after(problem: Problem, otherwise: Step): Step {
  return problem === undefined ? otherwise : { ends: true, problem };
}

/** Brings the pods of the set nearer to what they should be. */
export function* reconcilePods(
  view: ControllerView,
  set: StatefulSet,
  revisions: SetRevisions,
  pods: readonly LivePod[],
): Requests<Reconciled> {
  const look = new Look(view, set, revisions, pods);
  if (set.metadata?.deletionTimestamp !== undefined) {
    return { counts: look.count(pods.map(placeOfPod)), problem: undefined };
  }
  return yield* look.go();
}

class Look {
  readonly #set: StatefulSet;
  readonly #revisions: SetRevisions;
  readonly #control: PodControl;
  readonly #nowUs: number;
  readonly #minReadySeconds: number;
  readonly #isOrdered: boolean;
  readonly #countsUnavailable: boolean;
  readonly #replicas: readonly Place[];
  readonly #condemned: readonly Place[];

  constructor(view: ControllerView, set: StatefulSet, revisions: SetRevisions, pods: readonly LivePod[]) {
    this.#set = set;
    this.#revisions = revisions;
    this.#control = new PodControl(view, set);
    this.#nowUs = view.clock.nowUs;
    this.#minReadySeconds = set.spec?.minReadySeconds ?? 0;
    this.#isOrdered = set.spec?.podManagementPolicy !== "Parallel";
    this.#countsUnavailable = view.featureGates.get(MAX_UNAVAILABLE_GATE) === true;
    const places = pods.map(placeOfPod);
    this.#replicas = this.#filled(places);
    const surplus = places.filter(({ ordinal }) => ordinal >= 0 && !isInRange(set, ordinal));
    this.#condemned = surplus.sort((left, right) => right.ordinal - left.ordinal);
  }

  count(places: Iterable<Place>): ReplicaCounts {
    return countReplicas(places, this.#revisions, this.#minReadySeconds, this.#nowUs);
  }

  *go(): Requests<Reconciled> {
    const replicas = this.#replicas;
    const condemned = this.#condemned;
    const counts = this.count(condemned.length === 0 ? replicas : [...replicas, ...condemned]);
    const areFine = replicas.every((place) => this.#isAsItShouldBe(place));
    const filled = areFine ? GO_ON : yield* this.#forAll(replicas, (place, batch) => this.#fill(place, batch));
    if (filled.ends) return { counts, problem: filled.problem };
    const scaled = condemned.length === 0 ? GO_ON : yield* this.#scaleDown(condemned);
    if (scaled.ends) return { counts, problem: scaled.problem };
    if (this.#set.spec?.updateStrategy?.type === "OnDelete") return { counts, problem: undefined };
    return yield* this.#countsUnavailable ? this.#updateSeveral(counts) : this.#updateNext(counts);
  }

  /** The places of the set in order of ordinals, empty ones with the revision that they are to get. */
  #filled(places: readonly Place[]): readonly Place[] {
    const start = startOrdinal(this.#set);
    const end = endOrdinal(this.#set);
    const there: (Place | undefined)[] = [];
    for (const place of places) {
      const { ordinal } = place;
      if (ordinal < start || ordinal >= end) continue;
      while (there.length <= ordinal - start) there.push(undefined);
      there[ordinal - start] = place;
    }
    const replicas: Place[] = [];
    for (let ordinal = start; ordinal < end; ordinal += 1) {
      replicas.push(there[ordinal - start] ?? emptyPlace(this.#set, ordinal, this.#revisionFor(ordinal)));
    }
    return replicas;
  }

  *#scaleDown(condemned: readonly Place[]): Requests<Step> {
    const claimed = yield* this.#forAll(condemned, (place) => this.#fixClaims(place));
    return claimed.ends ? claimed : yield* this.#forAll(condemned, (place, batch) => this.#condemn(place, batch));
  }

  /** A pod for which `#fill` would do nothing, and go on. */
  #isAsItShouldBe(place: Place): boolean {
    if (place.pod?.phase !== "Running") return false;
    const isWell = !this.#isOrdered || (!isTerminating(place) && this.#isRunningAndAvailable(place));
    return isWell && this.#control.hasAllOfItsPlace(place);
  }

  /** Below the partition, pods are made anew as they were. */
  #revisionFor(ordinal: number): ControllerRevision {
    const { updateStrategy: { type, rollingUpdate } = {} } = this.#set.spec ?? {};
    const index = ordinal - startOrdinal(this.#set);
    const isOld =
      rollingUpdate === undefined
        ? type === "RollingUpdate" && index < (this.#set.status?.currentReplicas ?? 0)
        : index < (rollingUpdate.partition ?? 0);
    return isOld ? this.#revisions.current : this.#revisions.update;
  }

  #firstUnavailable(): Place | undefined {
    return (
      this.#replicas.find((place) => this.#isUnavailable(place)) ??
      this.#condemned.findLast((place) => this.#isUnavailable(place))
    );
  }

  #isUnavailable(place: Place): boolean {
    return isUnavailable(place, this.#minReadySeconds, this.#nowUs);
  }

  #isRunningAndAvailable(place: Place): boolean {
    return isRunningAndReady(place) && isAvailablePlace(place, this.#minReadySeconds, this.#nowUs);
  }

  /** In order, the first that ends it ends it; in parallel, all are done in batches, up to one in which something fails. */
  *#forAll(places: readonly Place[], act: (place: Place, batch: number | undefined) => Requests<Step>): Requests<Step> {
    if (this.#isOrdered) {
      for (const place of places) {
        const step = yield* act(place, undefined);
        if (step.ends) return step;
      }
      return GO_ON;
    }
    let from = 0;
    let batch = 0;
    for (let size = 1; from < places.length; size = Math.min(2 * size, BATCH_MAX)) {
      const acts = places.slice(from, from + size).map((place) => act(place, batch));
      const steps = yield* sideBySide(acts);
      const problems = steps.flatMap(({ problem }) => problem ?? []);
      if (problems.length > 0) return { ends: true, problem: aggregatedText(problems) };
      from += size;
      batch += 1;
    }
    return GO_ON;
  }

  *#fill(place: Place, batch: number | undefined): Requests<Step> {
    const { pod } = place;
    if (pod?.phase === "Failed" || pod?.phase === "Succeeded") {
      return after(pod.deletion === undefined ? yield* this.#control.delete(pod, batch) : undefined, STOP);
    }
    if (pod === undefined) {
      if (this.#control.hasStaleClaim(place)) return STOP;
      const problem = yield* this.#control.create(place, this.#revisionFor(place.ordinal), batch);
      if (problem !== undefined || this.#isOrdered) return after(problem, STOP);
    }
    if (pod?.phase === "Pending") {
      const problem = yield* this.#control.createMissingClaims(place, batch);
      if (problem !== undefined) return after(problem, STOP);
    }
    if (this.#isOrdered && (isTerminating(place) || !this.#isRunningAndAvailable(place))) return STOP;
    if (pod === undefined || this.#control.hasAllOfItsPlace(place)) return GO_ON;
    return after(yield* this.#control.update({ ...place, pod }), GO_ON);
  }

  *#fixClaims(place: Place): Requests<Step> {
    if (this.#control.matchesRetention(place)) return GO_ON;
    return after(yield* this.#control.applyRetention(place), GO_ON);
  }

  /** In order, only the first pod that is not well may go without being well. */
  *#condemn(place: Place, batch: number | undefined): Requests<Step> {
    if (isTerminating(place)) return this.#isOrdered ? STOP : GO_ON;
    if (this.#isOrdered && !this.#isRunningAndAvailable(place) && place !== this.#firstUnavailable()) return STOP;
    return after(place.pod === undefined ? undefined : yield* this.#control.delete(place.pod, batch), STOP);
  }

  /** The last pod of an old revision goes, unless one behind it is not back yet. */
  *#updateNext(counts: ReplicaCounts): Requests<Reconciled> {
    for (let index = this.#replicas.length - 1; index >= this.#partition(); index -= 1) {
      const place = this.#replicas[index]!;
      if (this.#isOutdated(place)) {
        const problem = yield* this.#control.delete(place.pod, undefined);
        return { counts: problem === undefined ? withOneLess(counts) : counts, problem };
      }
      if (this.#isUnavailable(place)) return { counts, problem: undefined };
    }
    return { counts, problem: undefined };
  }

  /** As many pods of old revisions go as may be unavailable, and are not yet. */
  *#updateSeveral(before: ReplicaCounts): Requests<Reconciled> {
    let counts = before;
    const { rollingUpdate } = this.#set.spec?.updateStrategy ?? {};
    const most = statefulSetUnavailable(rollingUpdate?.maxUnavailable, this.#replicas.length);
    if (most.kind === "refused") return { counts, problem: most.message };
    let room = most.value - this.#replicas.filter((place) => this.#isUnavailable(place)).length;
    for (let index = this.#replicas.length - 1; index >= this.#partition() && room > 0; index -= 1) {
      const place = this.#replicas[index]!;
      if (!this.#isOutdated(place)) continue;
      const problem = yield* this.#control.delete(place.pod, undefined);
      if (problem !== undefined) return { counts, problem };
      counts = withOneLess(counts);
      room -= 1;
    }
    return { counts, problem: undefined };
  }

  #partition(): number {
    return this.#set.spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  }

  #isOutdated(place: Place): place is Place & { readonly pod: LivePod } {
    return place.pod !== undefined && place.revision !== this.#revisions.update.metadata?.name && !isTerminating(place);
  }
}

function withOneLess(counts: ReplicaCounts): ReplicaCounts {
  return { ...counts, current: counts.current - 1 };
}
