// The sample of one pod as metrics-server has it after a scrape: worked out when somebody asks, and kept until it may be another.
// Imitates kubernetes-sigs/metrics-server pkg/storage/{pod,types}.go (GetMetrics, resourceUsage), v0.8.

import { US_PER_SECOND } from "../../base/time.ts";

import { amountOver } from "../../model/kubelet/amounts-at-ages.ts";
import { NO_PLACE, type ContainerUse } from "../../model/kubelet/container-uses.ts";
import { memoryAt } from "../../model/kubelet/memory-use.ts";

import type { ClassId } from "../../cluster/class-table.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { ContainerUsage, MilliValue, PodUsageSample } from "../../cluster/metrics-client.ts";
import type { PodDetail } from "../../cluster/pod-life.ts";
import { NO_LINE } from "../../cluster/pod-usage.ts";
import { NONE, RUNNING, type PodId } from "../../cluster/pod-table.ts";
import { runningSinceUs } from "../../cluster/running-since.ts";

import { NO_POINT, type ContainerPoints } from "./container-points.ts";
import type { ScrapedNodes } from "./scraped-nodes.ts";

const NEVER = -1e9;

/** What all samples are made of. */
export interface SamplePorts {
  readonly cluster: ClusterState;
  readonly nodes: ScrapedNodes;
  readonly points: ContainerPoints;
  readonly usesOf: (classId: ClassId) => readonly ContainerUse[];
}

/** A container that runs. */
interface Measured {
  readonly use: ContainerUse;
  /** Its row of points. */
  readonly row: number;
  /** Of what is recorded of it, or NO_LINE. */
  line: number;
  lineVersion: number;
  /** As last measured, in thousandths of a core and in bytes; NaN: it was not. */
  cpuMilli: number;
  memoryBytes: number;
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
  /** Undefined where it is still to be put together. */
  #sample: PodUsageSample | undefined;
  #hasSample = false;
  #version = 0;
  #scrape = NEVER;
  #isSettled = false;
  #linesVersion = -1;
  #detailVersion = -1;
  #silenceVersion = -1;

  constructor(id: PodId, ports: SamplePorts) {
    this.id = id;
    this.#ports = ports;
  }

  /** Later samples have the same values as long as nothing is recorded or said of it, and kubelets answer as they do. */
  get isSettled(): boolean {
    return this.#isSettled && this.#silenceVersion === this.#ports.cluster.kubelets.silenceVersion;
  }

  /** After a scrape, no earlier than the last that was asked for; undefined: it has none. */
  sampleAt(scrape: number): PodUsageSample | undefined {
    if (this.#ports.cluster.pods.phaseOf(this.id) !== RUNNING) return undefined;
    if (scrape !== this.#scrape || !this.#isAsBefore()) this.#measure(scrape);
    return this.#hasSample ? (this.#sample ??= this.#putTogether()) : undefined;
  }

  /** Another number if the sample is another but for its timestamp and window; 0: there is none. */
  versionAt(scrape: number): number {
    const { pods } = this.#ports.cluster;
    if (pods.phaseOf(this.id) !== RUNNING) return 0;
    const stays = scrape === this.#scrape || this.isSettled;
    if (!stays || !this.#isAsBefore()) this.#measure(scrape);
    return this.#hasSample ? this.#version : 0;
  }

  /** All that was found is given back. */
  release(): void {
    for (const { row } of this.#measured) this.#ports.points.release(row);
    this.#measured = [];
  }

  /** Nothing was recorded of it, and nothing was said of its containers, since it was measured. */
  #isAsBefore(): boolean {
    const { life, pods, usage } = this.#ports.cluster;
    if (pods.classOf(this.id) !== this.#classId || usage.linesVersion !== this.#linesVersion) return false;
    if (life.detailVersion !== this.#detailVersion) {
      if (life.detailOf(this.id) !== this.#detail) return false;
      this.#detailVersion = life.detailVersion;
    }
    for (const { line, lineVersion } of this.#measured) {
      if (line !== NO_LINE && usage.lines.versionOf(line) !== lineVersion) return false;
    }
    return true;
  }

  #measure(scrape: number): void {
    const { cluster, nodes, points } = this.#ports;
    const { life, pods, usage, kubelets } = cluster;
    const detail = life.detailOf(this.id);
    const classId = pods.classOf(this.id);
    if (detail !== this.#detail || classId !== this.#classId) this.#meetContainers(detail, classId);
    if (usage.linesVersion !== this.#linesVersion) this.#meetLines();
    this.#scrape = scrape;
    this.#detailVersion = life.detailVersion;
    this.#silenceVersion = kubelets.silenceVersion;
    this.#sample = undefined;
    this.#isSettled = true;
    const node = nodes.of(pods.nodeOf(this.id));
    let known = 0;
    let missing = 0;
    let isAnother = false;
    for (const each of this.#measured) {
      points.moveTo(each.row, scrape, node);
      if (each.line !== NO_LINE) each.lineVersion = usage.lines.versionOf(each.line);
      if (this.#read(each)) isAnother = true;
      if (points.previousUs(each.row) !== NO_POINT) known += 1;
      else if (points.lastUs(each.row) !== NO_POINT) missing += 1;
    }
    const hasSample = known > 0 && missing === 0;
    if (isAnother || hasSample !== this.#hasSample) this.#version += 1;
    this.#hasSample = hasSample;
    // Who is still to be measured will be another.
    if (known < this.#measured.length) this.#isSettled = false;
  }

  /** Those that run; what is known of one that ran before goes on. */
  #meetContainers(detail: PodDetail, classId: ClassId): void {
    const { cluster, points, usesOf } = this.#ports;
    const drawId = cluster.drawIdOf(this.id);
    const before = this.#measured;
    this.#detail = detail;
    this.#classId = classId;
    this.#measured = usesOf(classId).flatMap((use, number) => {
      const startedUs = runningSinceUs(cluster, this.id, detail, use.name);
      if (startedUs === undefined) return [];
      const known = before.find((each) => each.use === use && points.startedUs(each.row) === startedUs);
      if (known !== undefined) return [known];
      const row = points.add(startedUs, drawId ^ Math.imul(number, PLACE_FACTOR));
      return [{ use, row, line: NO_LINE, lineVersion: 0, cpuMilli: Number.NaN, memoryBytes: Number.NaN }];
    });
    for (const each of before) if (!this.#measured.includes(each)) points.release(each.row);
    this.#version += 1;
    this.#meetLines();
  }

  #meetLines(): void {
    const { usage } = this.#ports.cluster;
    this.#linesVersion = usage.linesVersion;
    for (const each of this.#measured) {
      each.line = each.use.place === NO_PLACE ? NO_LINE : usage.cpuLine(this.id, each.use.place);
    }
  }

  /** True if its values became others. The mean of CPU over the window, in whole billionths of a core, rounded up then. */
  #read(each: Measured): boolean {
    const { points, cluster } = this.#ports;
    const { use, row, line } = each;
    const previousUs = points.previousUs(row);
    if (previousUs === NO_POINT) return false;
    const startedUs = points.startedUs(row);
    const lastUs = points.lastUs(row);
    const { lines } = cluster.usage;
    const ofLoad = line === NO_LINE ? 0 : lines.amountOver(line, previousUs, lastUs);
    const own = use.cpu === undefined ? 0 : amountOver(use.cpu, previousUs - startedUs, lastUs - startedUs);
    const mean = Math.min((ofLoad + own) / (lastUs - previousUs), use.cpuLimitMilli);
    const cpuMilli = Math.ceil(Math.floor(mean * NANO_PER_MILLI) / NANO_PER_MILLI);
    const memoryBytes = memoryAt(use.memory, lastUs - startedUs);
    const isSteady = line === NO_LINE || lines.steadySinceUs(line) <= previousUs;
    if (!isSteady || previousUs - startedUs < use.settledAgeUs) this.#isSettled = false;
    if (cpuMilli === each.cpuMilli && memoryBytes === each.memoryBytes) return false;
    each.cpuMilli = cpuMilli;
    each.memoryBytes = memoryBytes;
    return true;
  }

  /** Its time is that of the container that was measured first. */
  #putTogether(): PodUsageSample {
    const { cluster, points } = this.#ports;
    const containers: ContainerUsage[] = [];
    let lastUs = Infinity;
    let previousUs = 0;
    for (const { row, use, cpuMilli, memoryBytes } of this.#measured) {
      if (points.lastUs(row) === NO_POINT) continue;
      containers.push({ name: use.name, cpuMilli, memoryMilli: inMilli(memoryBytes) });
      if (points.lastUs(row) >= lastUs) continue;
      lastUs = points.lastUs(row);
      previousUs = points.previousUs(row);
    }
    const timestampUs = Math.floor(lastUs / US_PER_SECOND) * US_PER_SECOND;
    return { pod: cluster.pods.nameOf(this.id), timestampUs, windowUs: lastUs - previousUs, containers };
  }
}

function inMilli(bytes: number): MilliValue {
  return Number.isSafeInteger(bytes * MILLI) ? bytes * MILLI : BigInt(bytes) * BigInt(MILLI);
}
