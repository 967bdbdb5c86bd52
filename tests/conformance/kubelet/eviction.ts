// Records of node-pressure eviction: a node whose pods grow, and the eviction manager's own loop.

import {
  isReclaimedByNode,
  isRelieved,
  lookAtPressure,
  mostUrgent,
  NO_PRESSURE,
} from "../../../src/components/kubelet/eviction/pressure.ts";
import {
  parseThresholdValue,
  RESOURCE_OF,
  withContainerFs,
  type Observation,
  type Observations,
  type Signal,
  type Threshold,
} from "../../../src/components/kubelet/eviction/thresholds.ts";
import { chooseVictim, EVICTED_REASON, type UsingPod } from "../../../src/components/kubelet/eviction/victims.ts";
import { CLEANUP_LIMIT_US, CLEANUP_POLL_US, LOOK_EVERY_US } from "../../../src/components/kubelet/eviction/loop.ts";
import type { Pod } from "../../../src/model/objects.ts";
import type { RecordedInput } from "./operations.ts";

type Texts = Readonly<Record<string, string>>;

interface RecordedPod {
  readonly pod: Pod;
  readonly memoryBytes?: number;
  readonly memoryGrowthPerSecond?: number;
  readonly diskBytes?: number;
  readonly diskGrowthPerSecond?: number;
  readonly processes?: number;
  readonly processGrowthPerSecond?: number;
  readonly endsAtUs?: number;
  readonly cleanupAfterUs: number;
  readonly noStats?: boolean;
}

interface Recorded {
  readonly evictionHard?: Texts;
  readonly evictionSoft?: Texts;
  readonly evictionSoftGracePeriod?: Texts;
  readonly evictionMinimumReclaim?: Texts;
  readonly evictionMaxPodGracePeriod?: number;
  readonly evictionPressureTransitionPeriodSeconds: number;
  readonly memoryCapacityBytes: number;
  readonly memoryOtherBytes: number;
  readonly diskCapacityBytes: number;
  readonly diskOtherBytes: number;
  readonly imageGCFreesBytes?: number;
  readonly pidLimit: number;
  readonly pidOther: number;
  readonly pods: readonly RecordedPod[] | null;
  readonly forUs: number;
}

const US_PER_SECOND = 1_000_000;

export function answerEviction(recorded: Recorded): RecordedInput {
  return new EvictionWorld(recorded).run();
}

class EvictionWorld {
  readonly #recorded: Recorded;
  readonly #pods: readonly RecordedPod[];
  readonly #thresholds: readonly Threshold[];
  readonly #timeline: RecordedInput[] = [];
  readonly #synchronizedAtUs: number[] = [];
  /** When pods were evicted, by place. */
  readonly #evictedAtUs = new Map<number, number>();
  #imagesFreed = false;
  #state = NO_PRESSURE;
  #conditions: readonly string[] = [];

  constructor(recorded: Recorded) {
    this.#recorded = recorded;
    this.#pods = recorded.pods ?? [];
    this.#thresholds = withContainerFs(thresholdsOf(recorded));
  }

  run(): RecordedInput {
    for (let nowUs = 0; nowUs < this.#recorded.forUs;) {
      const victim = this.#synchronize(nowUs);
      nowUs += victim === undefined ? LOOK_EVERY_US : cleanupUs(this.#pods[victim]!);
    }
    return { synchronizedAtUs: this.#synchronizedAtUs, timeline: this.#timeline };
  }

  #note(atUs: number, entry: RecordedInput): void {
    this.#timeline.push({ atUs, ...entry });
  }

  #synchronize(nowUs: number): number | undefined {
    const transitionUs = this.#recorded.evictionPressureTransitionPeriodSeconds * US_PER_SECOND;
    const observations = this.#observe(nowUs);
    const look = lookAtPressure(this.#state, this.#thresholds, observations, transitionUs, nowUs);
    this.#state = look.state;
    this.#tellConditions(look.conditions, nowUs);
    const urgent = mostUrgent(look.toReclaim);
    if (urgent === undefined) return undefined;
    const message = `Attempting to reclaim ${RESOURCE_OF[urgent.signal]}`;
    this.#note(nowUs, { do: "event", reason: "EvictionThresholdMet", message });
    if (isReclaimedByNode(urgent) && this.#reclaims(nowUs)) return undefined;
    return this.#evict(urgent, look.toReclaim, observations, nowUs);
  }

  #tellConditions(conditions: readonly string[], nowUs: number): void {
    if (conditions.join() === this.#conditions.join()) return;
    this.#conditions = conditions;
    this.#note(nowUs, { do: "conditions", conditions });
  }

  #reclaims(nowUs: number): boolean {
    this.#note(nowUs, { do: "containerGC" });
    this.#note(nowUs, { do: "imageGC" });
    this.#imagesFreed = true;
    return isRelieved(this.#thresholds, this.#observe(nowUs));
  }

  #evict(urgent: Threshold, met: readonly Threshold[], observations: Observations, nowUs: number): number | undefined {
    const active = this.#pods.flatMap((pod, place) => (this.#isActive(place, nowUs) ? [{ pod, place }] : []));
    const using = active.map(({ pod }) => usingPod(pod, nowUs));
    const longest = this.#recorded.evictionMaxPodGracePeriod ?? 0;
    const eviction = chooseVictim(using, urgent, met, observations, longest);
    if (eviction === undefined) return undefined;
    const { pod, place } = active[eviction.victim]!;
    this.#evictedAtUs.set(place, nowUs);
    const common = { pod: pod.pod.metadata.name, reason: EVICTED_REASON, message: eviction.message };
    this.#note(nowUs, { do: "event", ...common });
    const { graceSeconds } = eviction;
    this.#note(nowUs, { do: "evict", ...common, graceSeconds, disruptionTarget: "TerminationByKubelet" });
    return place;
  }

  #isActive(place: number, nowUs: number): boolean {
    return !this.#evictedAtUs.has(place) && !hasEnded(this.#pods[place]!, nowUs);
  }

  #observe(nowUs: number): Observations {
    this.#synchronizedAtUs.push(nowUs);
    const { memoryCapacityBytes, memoryOtherBytes, diskCapacityBytes, diskOtherBytes } = this.#recorded;
    const { pidLimit, pidOther, imageGCFreesBytes = 0 } = this.#recorded;
    const active = this.#pods.filter((_pod, place) => this.#isActive(place, nowUs));
    const onDisk = this.#pods.filter(
      (pod, place) => this.#isActive(place, nowUs) || this.#isBeingCleaned(pod, place, nowUs),
    );
    const sum = (pods: readonly RecordedPod[], of: (use: ReturnType<typeof useOf>) => number) =>
      pods.reduce((total, pod) => total + of(useOf(pod, nowUs)), 0);
    const memory = memoryOtherBytes + sum(active, (use) => use.memoryBytes);
    const freed = this.#imagesFreed ? imageGCFreesBytes : 0;
    const disk = diskOtherBytes - freed + sum(onDisk, (use) => use.diskBytes);
    const processes = pidOther + sum(active, (use) => use.processes);
    const fileSystem = left(disk, diskCapacityBytes);
    return {
      "memory.available": memoryObservation(memory, memoryCapacityBytes),
      "nodefs.available": fileSystem,
      "imagefs.available": fileSystem,
      "pid.available": { available: pidLimit - processes, capacity: pidLimit },
    };
  }

  #isBeingCleaned({ cleanupAfterUs }: RecordedPod, place: number, nowUs: number): boolean {
    const evictedAtUs = this.#evictedAtUs.get(place);
    return evictedAtUs !== undefined && nowUs < evictedAtUs + cleanupAfterUs;
  }
}

function memoryObservation(used: number, capacity: number): Observation {
  const available = Math.max(capacity - used, 0);
  return { available, capacity: available + used };
}

function left(used: number, capacity: number): Observation {
  return { available: Math.max(capacity - used, 0), capacity };
}

function hasEnded({ endsAtUs }: RecordedPod, nowUs: number): boolean {
  return endsAtUs !== undefined && nowUs >= endsAtUs;
}

function useOf(pod: RecordedPod, nowUs: number) {
  const seconds = Math.trunc(nowUs / US_PER_SECOND);
  return {
    memoryBytes: (pod.memoryBytes ?? 0) + (pod.memoryGrowthPerSecond ?? 0) * seconds,
    diskBytes: (pod.diskBytes ?? 0) + (pod.diskGrowthPerSecond ?? 0) * seconds,
    processes: (pod.processes ?? 0) + (pod.processGrowthPerSecond ?? 0) * seconds,
  };
}

function usingPod(pod: RecordedPod, nowUs: number): UsingPod {
  if (pod.noStats === true) return { pod: pod.pod, use: undefined };
  const use = useOf(pod, nowUs);
  const [{ name } = { name: "" }] = pod.pod.spec.containers;
  return { pod: pod.pod, use: { ...use, containers: [{ name, ...use }] } };
}

/** The manager asks each second whether the pod is gone, and gives up after a while. */
function cleanupUs({ cleanupAfterUs }: RecordedPod): number {
  return Math.min(Math.max(Math.ceil(cleanupAfterUs / CLEANUP_POLL_US), 1) * CLEANUP_POLL_US, CLEANUP_LIMIT_US);
}

function thresholdsOf(recorded: Recorded): readonly Threshold[] {
  return [
    ...listed(recorded, recorded.evictionHard, () => 0),
    ...listed(recorded, recorded.evictionSoft, (signal) => spanUs(recorded.evictionSoftGracePeriod?.[signal] ?? "0s")),
  ];
}

function listed(
  recorded: Recorded,
  texts: Texts | undefined,
  graceUs: (signal: string) => number,
): readonly Threshold[] {
  return Object.entries(texts ?? {}).flatMap(([signal, text]) => {
    const value = parseThresholdValue(text);
    if (value === undefined) return [];
    const reclaim = recorded.evictionMinimumReclaim?.[signal];
    const minimumReclaim = reclaim === undefined ? undefined : parseThresholdValue(reclaim);
    return [{ signal: signal as Signal, value, graceUs: graceUs(signal), minimumReclaim }];
  });
}

const UNITS_US: Readonly<Record<string, number>> = { h: 3_600_000_000, m: 60_000_000, s: 1_000_000, ms: 1_000 };

function spanUs(text: string): number {
  return [...text.matchAll(/([\d.]+)(h|ms|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS_US[unit!]!,
    0,
  );
}
