// Replays a timeline: a controller with its queue over half an hour and more, while pods, samples, scales and autoscalers change.

import { encodeStruct } from "../../../src/model/api/encode.ts";
import { HORIZONTAL_POD_AUTOSCALER_STATUS } from "../../../src/model/api/types/autoscaling-v2.ts";

import { toldAgainUs } from "../../../src/components/controllers/resync.ts";
import { WorkQueue } from "../../../src/components/controllers/work-queue.ts";
import type { LivePod } from "../../../src/cluster/live-pod.ts";
import type { WatchEvent } from "../../../src/components/controllers/controller.ts";
import type { Difference } from "../family.ts";
import { differencesOf, recordedMemory, savedMemory, withSortedNames, type Fields } from "./compare.ts";
import { EventObjects } from "./event-objects.ts";
import type { PodState, RecordedEventLine, SyncRow, TimelineRecord, WorldRow } from "./record.ts";
import { livePod } from "./recorded-pods.ts";
import { statusParts } from "./sync-row.ts";
import { labelsOf, targetOf, TimelineMetrics } from "./timeline-metrics.ts";
import { AutoscalerWorld } from "./world.ts";

const BEGIN_US = 3_600_000_000;
const NAMESPACE = "default";

export function replayTimeline(record: TimelineRecord): {
  readonly steps: number;
  readonly differences: readonly Difference[];
} {
  const { syncs } = record.expected;
  const timeline = new Timeline(record);
  timeline.play();
  const count = Math.max(syncs.length, timeline.rows.length);
  const differences: Difference[] = [];
  for (let step = 0; step < count; step += 1) {
    differences.push(...differencesOf(record.case, step, comparable(syncs[step]), { ...timeline.rows[step] }));
  }
  differences.push(...endDifferences(record, timeline, count));
  return { steps: count + 1, differences };
}

/** Errors are told in the log's words; what events and conditions do not tell of them is not kept. */
function comparable(row: SyncRow | undefined): Fields {
  if (row === undefined) return {};
  const { errors: _, memory, ...rest } = row as SyncRow & { readonly errors?: unknown };
  const events = row.events === undefined ? {} : { events: lines(row.events) };
  const cond = row.cond?.map(([type, status, reason, ...message]) => [
    type,
    status,
    reason,
    ...message.map((text = "") => withSortedNames(text)),
  ]);
  return {
    ...rest,
    ...events,
    ...(cond === undefined ? {} : { cond }),
    ...(memory === undefined ? {} : { memory: recordedMemory(savedMemory(memory)) }),
  };
}

function endDifferences(
  { case: name, expected }: TimelineRecord,
  timeline: Timeline,
  step: number,
): readonly Difference[] {
  const wanted: readonly (readonly [string, unknown])[] = Object.entries(expected.final ?? {}).map(
    ([key, { status, memory = {} }]) => [key, { status, memory: recordedMemory(savedMemory(memory)) }],
  );
  const end: Fields = { final: Object.fromEntries(wanted) };
  const got: Fields = { final: Object.fromEntries(wanted.map(([key]) => [key, timeline.endOf(key)] as const)) };
  const { eventObjects } = expected;
  if (eventObjects === undefined || eventObjects === null) return differencesOf(name, step, end, got);
  return differencesOf(
    name,
    step,
    { ...end, eventObjects: eventObjects.map((line) => JSON.stringify(line)).toSorted() },
    {
      ...got,
      eventObjects: timeline.eventObjects
        .lines()
        .map((line) => JSON.stringify(line))
        .toSorted(),
    },
  );
}

function lines(events: readonly RecordedEventLine[]): readonly RecordedEventLine[] {
  return events.map(({ type, reason, message }) => ({ type, reason, message: withSortedNames(message) }));
}

class Timeline {
  readonly rows: Fields[] = [];
  readonly eventObjects = new EventObjects();
  readonly #record: TimelineRecord;
  readonly #world: AutoscalerWorld;
  readonly #metrics: TimelineMetrics;
  readonly #queue = new WorkQueue();
  readonly #pods = new Map<string, LivePod>();
  #nextRow = 0;
  /** By autoscaler: the events of its latest sync, as text. */
  readonly #eventsBefore = new Map<string, string>();
  readonly #isOneOfSeveral: boolean;
  readonly #metricBefore = new Map<string, string>();
  /** By autoscaler, as its latest sync left it; one that was made anew meanwhile is compared with the one before. */
  readonly #autoscalerBefore = new Map<string, Autoscaler>();

  constructor(record: TimelineRecord) {
    const { input, kubernetes, expected } = record;
    this.#record = record;
    let metrics: TimelineMetrics | undefined;
    this.#world = new AutoscalerWorld(kubernetes, input.controller ?? {}, (clock) => {
      metrics = new TimelineMetrics(input, clock, (pod) => this.#pods.has(pod));
      return {
        metrics,
        pods: (namespace) => (namespace === NAMESPACE ? this.#podsInOrder() : []),
        passed: () => this.#letHappen(),
      };
    });
    this.#metrics = metrics!;
    this.#isOneOfSeveral = expected.syncs.some(({ hpa }) => hpa !== undefined);
    for (const { name, resource, specReplicas = 0, selector } of input.targets) {
      this.#world.scales.add({ name, resource, specReplicas, statusReplicas: specReplicas, selector });
    }
  }

  play(): void {
    const { untilUs, world } = this.#record.input;
    const { clock } = this.#world;
    clock.nowUs = BEGIN_US;
    for (;;) {
      this.#letHappen();
      this.#queue.letDueIn(clock.nowUs);
      const key = this.#queue.take()?.key;
      if (key !== undefined) {
        this.#sync(key);
        continue;
      }
      const nextUs = Math.min(this.#queue.nextDueUs() ?? Infinity, world[this.#nextRow]?.[0] ?? Infinity);
      if (nextUs > untilUs) break;
      clock.nowUs = Math.max(clock.nowUs, nextUs);
    }
  }

  endOf(key: string): unknown {
    const memory = this.#world.controller.memoryOf(key);
    const { status } = this.#world.autoscaler(key) ?? {};
    const written = status === undefined ? undefined : encodeStruct(status, HORIZONTAL_POD_AUTOSCALER_STATUS);
    return { status: written, memory: memory === undefined ? {} : recordedMemory(memory) };
  }

  #podsInOrder(): readonly LivePod[] {
    return [...this.#pods.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
  }

  #letHappen(): void {
    const { world } = this.#record.input;
    for (let row = world[this.#nextRow]; row !== undefined && row[0] <= this.#world.clock.nowUs;) {
      this.#nextRow += 1;
      this.#happen(row);
      row = world[this.#nextRow];
    }
  }

  #happen(row: WorldRow): void {
    switch (row[1]) {
      case "pod":
        this.#pods.set(row[2], this.#podOf(row[2], row[3]));
        break;
      case "podGone":
        this.#pods.delete(row[2]);
        break;
      case "error":
        this.#metrics.setError(row[2], row[3], row[4]);
        break;
      case "hpa":
        this.#hear(row[2] === "delete" ? this.#world.remove(`${NAMESPACE}/${row[3]}`) : this.#world.store(row[3]));
        break;
      default:
        this.#changeScale(row);
    }
  }

  #changeScale(row: Exclude<WorldRow, readonly [number, "error" | "hpa" | "pod" | "podGone", ...unknown[]]>): void {
    const scale = this.#world.scales.named(row[2])!;
    switch (row[1]) {
      case "scaleSpec":
        scale.specReplicas = row[3];
        break;
      case "scaleStatus":
        scale.statusReplicas = row[3];
        break;
      case "scaleSelector":
        scale.selector = row[3];
        break;
      default: {
        const errors = row[1] === "scaleGetErrors" ? scale.getErrors : scale.updateErrors;
        errors.push(...Array.from({ length: row[3] }, () => row[4]));
      }
    }
  }

  #podOf(name: string, { phase, startTime, ready, since, deletionTimestamp }: PodState): LivePod {
    const target = targetOf(name, this.#record.input.targets);
    const condition =
      ready === undefined
        ? []
        : [{ type: "Ready", status: ready, ...(since === undefined ? {} : { lastTransitionTime: since }) }];
    const metadata = { name, namespace: NAMESPACE, labels: labelsOf(target) };
    const pod = {
      metadata: deletionTimestamp === undefined ? metadata : { ...metadata, deletionTimestamp },
      spec: target?.podSpec ?? {},
      status: { phase, conditions: condition, ...(startTime === undefined ? {} : { startTime }) },
    };
    return livePod(pod, 0, this.#world.clock);
  }

  #hear(event: WatchEvent | undefined): void {
    if (event === undefined) return;
    const { nowUs } = this.#world.clock;
    for (const { key, afterUs = 0 } of this.#world.controller.keysAfter(event))
      this.#queue.addAfter(this.#queue.at(key), nowUs, afterUs);
  }

  #sync(key: string): void {
    const { clock, controller } = this.#world;
    const beganUs = clock.nowUs;
    const before = this.#world.autoscaler(key);
    const memory = controller.memoryOf(key);
    const outcome = this.#world.play(key);
    this.#wishAfter(key, beganUs, outcome.afterUs);
    this.#queue.done(this.#queue.at(key));
    const after = this.#world.autoscaler(key);
    const row = before === undefined ? this.#goneRow(key, beganUs) : this.#rowOf(key, beganUs, after);
    const expected = this.#record.expected.syncs[this.rows.length];
    const name = key.slice(NAMESPACE.length + 1);
    this.rows.push({
      ...row,
      ...(this.#isOneOfSeveral ? { hpa: name } : {}),
      ...(expected?.memory === undefined ? {} : { memory: memory === undefined ? {} : recordedMemory(memory) }),
    });
  }

  #goneRow(key: string, atUs: number): Fields {
    this.#metricBefore.delete(key);
    this.#autoscalerBefore.delete(key);
    return { atUs, gone: true };
  }

  /** One period after the status was written, after the sync ended, or after what the informer told meanwhile. */
  #wishAfter(key: string, beganUs: number, afterUs: number | undefined): void {
    const { clock, controller, statuses, statusWrittenUs } = this.#world;
    if (afterUs === undefined) return;
    if (statuses.length > 0)
      this.#queue.addAfter(this.#queue.at(key), clock.nowUs, statusWrittenUs + afterUs - clock.nowUs);
    const { resyncUs } = controller;
    const toldUs = toldAgainUs(beganUs, clock.nowUs, resyncUs, BEGIN_US);
    if (toldUs !== undefined) this.#queue.addAfter(this.#queue.at(key), clock.nowUs, toldUs + resyncUs - clock.nowUs);
    this.#queue.addAfter(this.#queue.at(key), clock.nowUs, afterUs);
  }

  #rowOf(key: string, atUs: number, after: Autoscaler): Fields {
    const before = this.#autoscalerBefore.get(key);
    this.#autoscalerBefore.set(key, after);
    const { scales, statuses, controller } = this.#world;
    const { current } = this.#world;
    const computed = controller.computedOf(key);
    const proposal = computed?.kind === "computed" ? { proposal: computed.replicas } : {};
    const metric = computed?.kind === "computed" ? this.#metricIfNew(key, computed.metric) : {};
    return {
      atUs,
      ...(current === undefined ? {} : { current }),
      ...proposal,
      ...metric,
      ...(scales.updates.length === 0 ? {} : { puts: scales.updates }),
      ...withoutEmpty(statusParts(before, after)),
      ...this.#eventsOf(key),
      ...(statuses.length === 0 ? { unwritten: true } : {}),
    };
  }

  #metricIfNew(key: string, metric: string): Fields {
    if (this.#metricBefore.get(key) === metric) return {};
    this.#metricBefore.set(key, metric);
    return { metric };
  }

  #eventsOf(key: string): Fields {
    const { clock } = this.#world;
    const events = lines(this.#world.events);
    const name = key.slice(NAMESPACE.length + 1);
    this.#world.events.forEach((event, index) => {
      const toldUs = this.#world.eventMoments[index]!;
      this.eventObjects.tell(name, event, toldUs, clock.timestampAt(toldUs));
    });
    const text = JSON.stringify(events);
    const isSame = this.#eventsBefore.get(key) === text;
    this.#eventsBefore.set(key, text);
    if (events.length === 0) return {};
    return isSame ? { eventsAgain: true } : { events };
  }
}

type Autoscaler = ReturnType<AutoscalerWorld["autoscaler"]>;

function withoutEmpty(parts: ReturnType<typeof statusParts>): Fields {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}
