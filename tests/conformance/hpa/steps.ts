// Replays a step: one look at one autoscaler, with a memory, pods, metrics and a scale.

import type { ComputedMetrics } from "../../../src/components/controllers/horizontal-pod-autoscaler/computed-metrics.ts";
import type { Difference } from "../family.ts";
import { differencesOf, recordedMemory, savedMemory, withSortedNames, type Fields } from "./compare.ts";
import type { RecordedEventLine, StepRecord } from "./record.ts";
import { recordedMetrics } from "./recorded-metrics.ts";
import { livePod } from "./recorded-pods.ts";
import { AutoscalerWorld } from "./world.ts";

const FIVE_SECONDS_US = 5_000_000;
const NOTHING_KEPT = Object.freeze({ recommendations: [], scaleUpEvents: [], scaleDownEvents: [] });

export function replayStep(record: StepRecord): readonly Difference[] {
  const { expected } = record;
  const actual = played(record);
  const wanted: Fields = {
    proposal: expected.proposal,
    scaleUpdates: expected.scaleUpdates ?? [],
    statusWritten: expected.statusWritten ?? false,
    status: expected.status,
    events: lines(expected.events ?? []),
    memory: recordedMemory(savedMemory(expected.memory ?? {})),
    ...(expected.storedSpec === undefined ? {} : { storedSpec: expected.storedSpec }),
  };
  return differencesOf(record.case, 0, wanted, actual);
}

function played(record: StepRecord): Fields {
  const { input, expected } = record;
  const world = worldOf(record);
  const added = world.store(input.hpa);
  const key = keyIn(added);
  world.controller.keysAfter(added);
  const others = (input.otherHpas ?? []).map(({ hpa, scale }) => {
    if (scale !== undefined) world.scales.add(scale);
    const event = world.store(hpa);
    world.controller.keysAfter(event);
    return keyIn(event);
  });
  world.clock.nowUs = input.syncAtUs - FIVE_SECONDS_US;
  for (const other of others.toSorted()) world.play(other);
  world.clock.nowUs = input.syncAtUs;
  world.statusErrors.push(...(input.scale.hpaStatusUpdateErrors ?? []));
  if (input.memory !== undefined) world.controller.remember(key, savedMemory(input.memory));
  const spec = world.autoscaler(key)?.spec;
  world.play(key);
  return {
    proposal: proposalOf(world.controller.computedOf(key)),
    scaleUpdates: world.scales.updates,
    statusWritten: world.statuses.length > 0,
    status: world.statuses.at(-1),
    events: lines(world.events),
    memory: recordedMemory(world.controller.memoryOf(key) ?? NOTHING_KEPT),
    ...(expected.storedSpec === undefined ? {} : { storedSpec: spec }),
  };
}

function worldOf({ kubernetes, input }: StepRecord): AutoscalerWorld {
  const recorded = input.pods ?? [];
  const world = new AutoscalerWorld(kubernetes, input.controller ?? {}, (clock) => {
    const pods = recorded.map((pod, id) => livePod(pod, id, clock));
    return {
      metrics: recordedMetrics(input.metrics ?? {}, recorded, clock),
      pods: (namespace) => pods.filter((pod) => pod.namespace === namespace),
    };
  });
  world.scales.add(input.scale);
  return world;
}

function keyIn(event: ReturnType<AutoscalerWorld["store"]>): string {
  if (event.kind === "Pod" || event.kind === "Node") return "";
  const { namespace = "default", name = "" } = event.stored.object.metadata ?? {};
  return `${namespace}/${name}`;
}

function proposalOf(computed: ComputedMetrics | undefined): unknown {
  if (computed?.kind !== "computed") return undefined;
  return { desiredReplicas: computed.replicas, metric: computed.metric };
}

function lines(events: readonly RecordedEventLine[]): readonly RecordedEventLine[] {
  return events.map(({ type, reason, message }) => ({ type, reason, message: withSortedNames(message) }));
}
