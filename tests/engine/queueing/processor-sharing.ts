// One server that works on all its customers at once, at equal shares: each arrival and each departure
// changes when the next departure will be, so that the waiting event is cancelled and scheduled again.

import type { Distribution } from "../../../src/base/random/distribution.ts";
import type { EventHandle } from "../../../src/engine/event-table.ts";

import { sample } from "../../../src/base/random/distribution.ts";
import { RandomStreams } from "../../../src/base/random/random-streams.ts";
import { seconds, span, US_PER_SECOND } from "../../../src/base/time.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { NO_EVENT } from "../../../src/engine/event-table.ts";

export interface SharingPlan {
  readonly interarrival: Distribution;
  readonly service: Distribution;
  readonly customers: number;
  readonly discarded: number;
}

export interface SharingResult {
  readonly meanResponse: number;
  readonly areaUnderNumber: number;
  readonly sumOfResponses: number;
}

export function runProcessorSharing(plan: SharingPlan, seed: string): SharingResult {
  const engine = new Engine();
  const streams = new RandomStreams(seed);
  const [arrivals, services] = [streams.stream("arrivals"), streams.stream("services")];
  const arrivedAtUs = new Float64Array(plan.customers);
  const remainingUs = new Float64Array(plan.customers);
  let present: number[] = [];
  let departure: EventHandle = NO_EVENT;
  let lastChangeUs = 0;
  let countedUs = 0;
  const totals = { areaUnderNumber: 0, sumOfResponses: 0 };

  const work = (): void => {
    const passedUs = engine.now - lastChangeUs;
    lastChangeUs = engine.now;
    totals.areaUnderNumber += present.length * passedUs;
    for (const customer of present) remainingUs[customer]! -= passedUs / present.length;
  };
  const scheduleDeparture = (): void => {
    engine.cancel(departure);
    if (present.length === 0) return;
    const next = present.reduce((least, customer) => (remainingUs[customer]! < remainingUs[least]! ? customer : least));
    const untilThenUs = Math.max(0, Math.round(remainingUs[next]! * present.length));
    departure = engine.scheduleAfter(span(untilThenUs), leave, next);
  };
  const arrive = engine.defineKind("arrival", "faults", (customer) => {
    work();
    arrivedAtUs[customer] = engine.now;
    remainingUs[customer] = sample(plan.service, services) * US_PER_SECOND;
    present.push(customer);
    if (customer + 1 < plan.customers) {
      engine.scheduleAfter(seconds(sample(plan.interarrival, arrivals)), arrive, customer + 1);
    }
    scheduleDeparture();
  });
  const leave = engine.defineKind("departure", "kubelet", (customer) => {
    work();
    present = present.filter((other) => other !== customer);
    const responseUs = engine.now - arrivedAtUs[customer]!;
    totals.sumOfResponses += responseUs;
    if (customer >= plan.discarded) countedUs += responseUs;
    scheduleDeparture();
  });
  engine.schedule(engine.now, arrive, 0);
  engine.run();
  return { ...totals, meanResponse: countedUs / (plan.customers - plan.discarded) / US_PER_SECOND };
}
