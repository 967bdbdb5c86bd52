// Turns a workload into arrivals: when each of its pods is asked for, and what comes of the request when the API server has
// stored it. One event at a time waits for each workload.

import type { RandomSource } from "../base/random/random-source.ts";
import type { RandomStreams } from "../base/random/random-streams.ts";
import { moment, SIMULATION_START, US_PER_SECOND, type SimTime } from "../base/time.ts";

import type { Engine } from "../engine/engine.ts";
import type { EventKind } from "../engine/event-kinds.ts";

import type { ApiAnswer, ApiClient, RequestKind } from "../cluster/api-client.ts";
import type { PodRefusal } from "../cluster/change.ts";
import type { ClusterState } from "../cluster/cluster-state.ts";
import type { ClassId } from "../cluster/class-table.ts";
import type { PodId } from "../cluster/pod-table.ts";

import type { ArrivalRule, PodBatch, Workload } from "./workload.ts";

/** When each row arrives, µs, and the rows in that order. */
export interface ArrivalTimes {
  readonly order: Int32Array;
  /** Along `order`, ascending. */
  readonly atUs: Float64Array;
}

/**
 * The arrival times of a workload. Its stream `arrivals/NAME` is drawn from once per pod by a Poisson process, and
 * `arrivals/NAME/order` once per pod where the order is shuffled; neither is otherwise.
 */
export function arrivalTimes({ name, pods, arrival }: Workload, streams: RandomStreams): ArrivalTimes {
  const count = pods.names.length;
  const order = Int32Array.from({ length: count }, (_, row) => row);
  if (arrival.kind === "listed") {
    order.sort((left, right) => pods.listedAtUs[left]! - pods.listedAtUs[right]! || left - right);
    return { order, atUs: Float64Array.from(order, (row) => pods.listedAtUs[row]!) };
  }
  if (arrival.kind !== "at-start" && arrival.order === "shuffled") {
    shuffle(order, streams.stream(`arrivals/${name}/order`));
  }
  return { order, atUs: spacedTimes(arrival, count, streams.stream(`arrivals/${name}`)) };
}

/** All orders are equally likely (Durstenfeld 1964). */
function shuffle(rows: Int32Array, chance: RandomSource): void {
  for (let last = rows.length - 1; last > 0; last -= 1) {
    const other = Math.floor(chance.nextUnit() * (last + 1));
    const row = rows[last]!;
    rows[last] = rows[other]!;
    rows[other] = row;
  }
}

function spacedTimes(
  rule: Exclude<ArrivalRule, { kind: "listed" }>,
  count: number,
  chance: RandomSource,
): Float64Array {
  const atUs = new Float64Array(count);
  if (rule.kind === "at-start") return atUs;
  const meanGapUs = US_PER_SECOND / rule.perSecond;
  let lastUs = 0;
  for (let index = 0; index < count; index += 1) {
    if (rule.kind === "even") atUs[index] = Math.round(index * meanGapUs);
    else {
      lastUs += -Math.log(1 - chance.nextUnit()) * meanGapUs;
      atUs[index] = Math.round(lastUs);
    }
  }
  return atUs;
}

/** Who carries the requests, who is asked before a pod is created, and who is told after. Rows are those of the batch. */
export interface ArrivalPorts {
  readonly client: ApiClient;
  /** Whether the pod was in the cluster before: then it is there at its time, and nobody asks for it. */
  readonly wasThere: (row: number) => boolean;
  readonly refusalOf: (classId: ClassId, row: number) => PodRefusal | undefined;
  readonly arrived: (pod: PodId, row: number) => void;
}

/** Asks for the pods of one workload as their times come; one that is refused is not offered again. */
export class Arrivals {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #pods: PodBatch;
  readonly #times: ArrivalTimes;
  readonly #classes: readonly ClassId[];
  readonly #ports: ArrivalPorts;
  readonly #kind: EventKind;
  readonly #request: RequestKind;

  constructor(engine: Engine, cluster: ClusterState, workload: Workload, times: ArrivalTimes, ports: ArrivalPorts) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#pods = workload.pods;
    this.#times = times;
    this.#classes = workload.pods.templates.map((template) => cluster.classify(template));
    this.#ports = ports;
    this.#kind = engine.defineKind(`environment/arrival/${workload.name}`, "api", (index) => this.#arrive(index));
    this.#request = ports.client.define({
      name: `users/create-pod/${workload.name}`,
      call: "create pods",
      drawIdOf: (index) => times.order[index]!,
      commit: (index) => this.#create(index),
    });
  }

  /** Lets the first pod come. */
  begin(): void {
    if (this.#times.order.length > 0) this.#engine.schedule(this.#timeOf(0), this.#kind, 0);
  }

  #arrive(index: number): void {
    if (this.#ports.wasThere(this.#times.order[index]!)) this.#create(index);
    else this.#ports.client.send(this.#request, index);
    if (index + 1 < this.#times.order.length) this.#engine.schedule(this.#timeOf(index + 1), this.#kind, index + 1);
  }

  #create(index: number): ApiAnswer {
    const row = this.#times.order[index]!;
    const classId = this.#classes[this.#pods.template[row]!]!;
    const name = this.#pods.names[row]!;
    const refusal = this.#ports.refusalOf(classId, row);
    const { now } = this.#engine;
    if (refusal !== undefined) {
      this.#cluster.apply({ kind: "pod-refused", classId, name, refusal }, now);
      return "invalid";
    }
    const { pod } = this.#cluster.apply({ kind: "pod-created", classId, name, askedAtUs: this.#timeOf(index) }, now);
    const nodeName = this.#pods.nominatedNodes?.get(row);
    if (nodeName !== undefined) this.#cluster.apply({ kind: "pod-nominated", pod, nodeName }, now);
    this.#ports.arrived(pod, row);
    return "ok";
  }

  #timeOf(index: number): SimTime {
    return moment(Math.max(SIMULATION_START, this.#times.atUs[index]!));
  }
}
