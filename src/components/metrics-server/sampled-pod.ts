// The sample of one pod as metrics-server has it after a scrape: worked out when somebody asks, and kept until it may be another.
// Imitates kubernetes-sigs/metrics-server pkg/storage/{pod,types}.go (GetMetrics, resourceUsage), v0.8.

import type { EntityDraws } from "../../base/random/entity-draws.ts";
import { US_PER_SECOND } from "../../base/time.ts";

import { amountOver } from "../../model/kubelet/amounts-at-ages.ts";
import { memoryAt } from "../../model/kubelet/memory-use.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { ContainerUsage, MilliValue, PodUsageSample } from "../../cluster/metrics-client.ts";
import type { PodDetail } from "../../cluster/pod-life.ts";
import { NO_LINE } from "../../cluster/pod-usage.ts";
import { NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";

import { ContainerPoints, NO_POINT } from "./container-points.ts";
import { NO_PLACE, type ContainerUse } from "./container-uses.ts";
import { runningSinceUs } from "./running-since.ts";
import type { ScrapedNodes } from "./scraped-nodes.ts";

/** What all samples are made of. */
export interface SamplePorts {
  readonly cluster: ClusterState;
  readonly nodes: ScrapedNodes;
  /** Moments of kubelets' measurements. */
  readonly draws: EntityDraws;
  readonly usesOf: (classId: ClassId) => readonly ContainerUse[];
}

/** A container that runs. */
interface Measured {
  readonly use: ContainerUse;
  readonly points: ContainerPoints;
  /** Of what is recorded of it, or NO_LINE; and how that stood. */
  line: number;
  lineVersion: number;
}

const MILLI = 1000;
const NANO_PER_MILLI = 1_000_000;
/** Containers of one pod draw apart. */
const PLACE_FACTOR = 0x9e3779b1;

export class SampledPod {
  readonly id: PodId;
  readonly #ports: SamplePorts;
  #measured: readonly Measured[] = [];
  #detail: PodDetail | undefined;
  #classId: ClassId = NONE;
  #sample: PodUsageSample | undefined;
  #version = 0;
  #scrape = Number.NEGATIVE_INFINITY;
  #isSettled = false;
  #usageVersion = -1;
  #detailVersion = -1;
  #silenceVersion = -1;

  constructor(id: PodId, ports: SamplePorts) {
    this.id = id;
    this.#ports = ports;
  }

  /** After a scrape, no earlier than the last that was asked for; undefined: it has none. */
  sampleAt(scrape: number): PodUsageSample | undefined {
    if (this.#ports.cluster.pods.phaseOf(this.id) !== RUNNING) return undefined;
    if (scrape !== this.#scrape || !this.#isAsBefore()) this.#measure(scrape);
    return this.#sample;
  }

  /** Another number if the sample is another but for its timestamp and window; 0: there is none. */
  versionAt(scrape: number): number {
    const { pods, kubelets } = this.#ports.cluster;
    if (pods.phaseOf(this.id) !== RUNNING) return 0;
    const stays = scrape === this.#scrape || (this.#isSettled && kubelets.silenceVersion === this.#silenceVersion);
    if (!stays || !this.#isAsBefore()) this.#measure(scrape);
    return this.#sample === undefined ? 0 : this.#version;
  }

  /** Nothing was recorded of it, and nothing was said of its containers, since it was measured. */
  #isAsBefore(): boolean {
    const { life, pods, usage } = this.#ports.cluster;
    if (pods.classOf(this.id) !== this.#classId) return false;
    if (life.detailVersion !== this.#detailVersion) {
      if (this.#detail === undefined || life.detailOf(this.id) !== this.#detail) return false;
      this.#detailVersion = life.detailVersion;
    }
    if (usage.version === this.#usageVersion) return true;
    for (const each of this.#measured) {
      if (this.#lineOf(each.use) !== each.line) return false;
      if (each.line !== NO_LINE && usage.lines.versionOf(each.line) !== each.lineVersion) return false;
    }
    this.#usageVersion = usage.version;
    return true;
  }

  #measure(scrape: number): void {
    const { cluster, nodes } = this.#ports;
    const detail = cluster.life.detailOf(this.id);
    const classId = cluster.pods.classOf(this.id);
    if (detail !== this.#detail || classId !== this.#classId) this.#meetContainers(detail, classId);
    this.#scrape = scrape;
    this.#detailVersion = cluster.life.detailVersion;
    this.#usageVersion = cluster.usage.version;
    this.#silenceVersion = cluster.kubelets.silenceVersion;
    const node = nodes.of(cluster.pods.nodeOf(this.id));
    for (const each of this.#measured) {
      each.points.moveTo(scrape, node);
      each.line = this.#lineOf(each.use);
      each.lineVersion = each.line === NO_LINE ? 0 : cluster.usage.lines.versionOf(each.line);
    }
    const before = this.#sample;
    this.#sample = this.#putTogether();
    this.#isSettled = this.#sample !== undefined && this.#measured.every((each) => this.#staysAsItIs(each));
    if (!isAlike(before, this.#sample)) this.#version += 1;
  }

  /** Those that run; what is known of one that ran before goes on. */
  #meetContainers(detail: PodDetail, classId: ClassId): void {
    const { cluster, draws, usesOf } = this.#ports;
    const drawId = cluster.drawIdOf(this.id);
    const before = this.#measured;
    this.#detail = detail;
    this.#classId = classId;
    this.#measured = usesOf(classId).flatMap((use, number) => {
      const startedUs = runningSinceUs(cluster, this.id, detail, use.name);
      if (startedUs === undefined) return [];
      const known = before.find((each) => each.use === use && each.points.startedUs === startedUs);
      if (known !== undefined) return [known];
      const points = new ContainerPoints(startedUs, draws, drawId ^ Math.imul(number, PLACE_FACTOR));
      return [{ use, points, line: NO_LINE, lineVersion: 0 }];
    });
  }

  #lineOf({ place }: ContainerUse): number {
    return place === NO_PLACE ? NO_LINE : this.#ports.cluster.usage.cpuLine(this.id, place);
  }

  /** Undefined while a container that was scraped has one point only. */
  #putTogether(): PodUsageSample | undefined {
    const containers: ContainerUsage[] = [];
    let earliest: ContainerPoints | undefined;
    for (const each of this.#measured) {
      const { points, use } = each;
      if (points.lastUs === NO_POINT) continue;
      if (points.previousUs === NO_POINT) return undefined;
      containers.push({ name: use.name, cpuMilli: this.#cpuMilli(each), memoryMilli: memoryMilli(each) });
      if (earliest === undefined || points.lastUs < earliest.lastUs) earliest = points;
    }
    if (earliest === undefined) return undefined;
    const { lastUs, previousUs } = earliest;
    const timestampUs = Math.floor(lastUs / US_PER_SECOND) * US_PER_SECOND;
    return { pod: this.#ports.cluster.pods.nameOf(this.id), timestampUs, windowUs: lastUs - previousUs, containers };
  }

  /** The mean over the window, in whole billionths of a core as the server has it, then rounded up. */
  #cpuMilli({ use, points, line }: Measured): number {
    const { startedUs, lastUs, previousUs } = points;
    const ofLoad = line === NO_LINE ? 0 : this.#ports.cluster.usage.lines.amountOver(line, previousUs, lastUs);
    const own = use.cpu === undefined ? 0 : amountOver(use.cpu, previousUs - startedUs, lastUs - startedUs);
    const milli = Math.min((ofLoad + own) / (lastUs - previousUs), use.cpuLimitMilli);
    return Math.ceil(Math.floor(milli * NANO_PER_MILLI) / NANO_PER_MILLI);
  }

  /** As long as nothing is recorded anew, later samples have the same values. */
  #staysAsItIs({ use, points, line }: Measured): boolean {
    const { startedUs, previousUs } = points;
    if (previousUs === NO_POINT || previousUs - startedUs < use.settledAgeUs) return false;
    return line === NO_LINE || this.#ports.cluster.usage.lines.steadySinceUs(line) <= previousUs;
  }
}

/** The working set at the last measurement. */
function memoryMilli({ use, points }: Measured): MilliValue {
  const bytes = memoryAt(use.memory, points.lastUs - points.startedUs);
  return Number.isSafeInteger(bytes * MILLI) ? bytes * MILLI : BigInt(bytes) * BigInt(MILLI);
}

function isAlike(left: PodUsageSample | undefined, right: PodUsageSample | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.containers.length !== right.containers.length) return false;
  return left.containers.every((one, index) => {
    const other = right.containers[index]!;
    return one.name === other.name && one.cpuMilli === other.cpuMilli && one.memoryMilli === other.memoryMilli;
  });
}
