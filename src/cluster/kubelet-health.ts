// How the nodes' kubelets and machines are: what of them works, and what they report. A node without a row is healthy, so that
// only those that something happened to cost anything. Heartbeats follow from it and are not written down one by one.
// Written only by ClusterState.apply.

import type { Snapshot, Snapshotable } from "../base/snapshot.ts";
import { packJson, unpackJson } from "../base/snapshot-parts.ts";
import { US_PER_SECOND } from "../base/time.ts";

import type { NodeCondition } from "../model/objects.ts";

import type { Change } from "./change.ts";

/** What of a node works. The four are apart because faults are: a partition lets containers run and silences the kubelet. */
export interface KubeletHealth {
  /** The machine is up and its containers run. */
  readonly runsContainers: boolean;
  /** Where no containers run: they stand still with all that they hold in memory, and will go on; absent: they are gone. */
  readonly standsStill?: boolean;
  /** The kubelet takes up pods that are bound to it, ends those that are deleted, probes and restarts. */
  readonly managesPods: boolean;
  /** It renews its Lease each 10 s. */
  readonly renewsLease: boolean;
  /** It posts its status: at once where it changed, and each 5 minutes. */
  readonly postsStatus: boolean;
  /** What it finds of its own four conditions; those left out are as of a healthy node. */
  readonly conditions: readonly NodeCondition[];
  /** Its machine is to go: it takes no more pods, and stops those that it has. */
  readonly isShuttingDown: boolean;
  /**
   * Its clock of heartbeats: `as-before` goes on with its ticks, `anew` is a kubelet that has just started: it renews and posts
   * at once, and its ticks count from now.
   */
  readonly ticks: "as-before" | "anew";
}

/** A node to which nothing happened. */
export const HEALTHY_KUBELET: KubeletHealth = Object.freeze({
  runsContainers: true,
  managesPods: true,
  renewsLease: true,
  postsStatus: true,
  conditions: Object.freeze([]),
  isShuttingDown: false,
  ticks: "as-before",
});

/** A row: how it is, and since when in µs. */
interface HealthRow {
  readonly health: KubeletHealth;
  readonly sinceUs: number;
}

/** A span in which a kubelet answered nobody: Infinity while it lasts. */
interface Silence {
  readonly fromUs: number;
  readonly untilUs: number;
}

/** Nobody asks whether a kubelet answered longer ago. */
const SILENCES_KEPT_US = 10 * 60 * US_PER_SECOND;

export class KubeletHealthTable implements Snapshotable {
  #rows = new Map<number, HealthRow>();
  /** By node, in order of time. */
  #silences = new Map<number, readonly Silence[]>();
  #silenceVersion = 0;
  /** What kubelets themselves find to run short. */
  #pressures = new Map<number, readonly NodeCondition[]>();

  /** By node id. */
  of(node: number): KubeletHealth {
    const health = this.#rows.size === 0 ? HEALTHY_KUBELET : (this.#rows.get(node)?.health ?? HEALTHY_KUBELET);
    const found = this.#pressures.size === 0 ? undefined : this.#pressures.get(node);
    return found === undefined ? health : { ...health, conditions: together(health.conditions, found) };
  }

  /** When it became so, in µs; undefined: it was so from the start. */
  sinceUs(node: number): number | undefined {
    return this.#rows.get(node)?.sinceUs;
  }

  /** Another number whenever it may have become another which kubelets answered at what moments. */
  get silenceVersion(): number {
    return this.#silenceVersion;
  }

  /** Whether the node's kubelet answered those that asked it at a moment of the last ten minutes, µs. */
  answeredAt(node: number, atUs: number): boolean {
    const silences = this.#silences.size === 0 ? undefined : this.#silences.get(node);
    return silences === undefined || !isWithin(silences, atUs);
  }

  /** Whether all did. */
  allAnsweredAt(atUs: number): boolean {
    for (const silences of this.#silences.values()) if (isWithin(silences, atUs)) return false;
    return true;
  }

  write(change: Extract<Change, { kind: "kubelet-changed" | "kubelet-pressure" }>, nowUs: number): void {
    if (change.kind === "kubelet-changed") this.set(change.node, change.health, nowUs);
    else this.setPressure(change.node, change.conditions);
  }

  set(node: number, health: KubeletHealth, sinceUs: number): void {
    this.#rows.set(node, { health, sinceUs });
    this.#hearSilence(node, health.managesPods, sinceUs);
  }

  setPressure(node: number, conditions: readonly NodeCondition[]): void {
    if (conditions.length === 0) this.#pressures.delete(node);
    else this.#pressures.set(node, conditions);
  }

  /** The node's object is gone: whatever comes next under its name has another id. */
  forget(node: number): void {
    this.#rows.delete(node);
    this.#pressures.delete(node);
    if (this.#silences.delete(node)) this.#silenceVersion += 1;
  }

  snapshot(): Snapshot {
    // JSON has no Infinity: what lasts has no end there.
    const silences = [...this.#silences].map(([node, spans]) => [
      node,
      spans.map(({ fromUs, untilUs }) => [fromUs, untilUs]),
    ]);
    return {
      kubelets: packJson([...this.#rows]),
      pressures: packJson([...this.#pressures]),
      silences: packJson([this.#silenceVersion, silences]),
    };
  }

  restore(saved: Snapshot): void {
    this.#rows = new Map(unpackJson(saved, "kubelets") as [number, HealthRow][]);
    this.#pressures = new Map(unpackJson(saved, "pressures") as [number, readonly NodeCondition[]][]);
    const [version, silences] = unpackJson(saved, "silences") as [number, [number, [number, number | null][]][]];
    this.#silenceVersion = version;
    this.#silences = new Map(
      silences.map(([node, spans]) => [
        node,
        spans.map(([fromUs, untilUs]) => ({ fromUs, untilUs: untilUs ?? Infinity })),
      ]),
    );
  }

  #hearSilence(node: number, answers: boolean, nowUs: number): void {
    const known = (this.#silences.get(node) ?? []).filter(({ untilUs }) => untilUs > nowUs - SILENCES_KEPT_US);
    const lasting = known.find(({ untilUs }) => untilUs === Infinity);
    if (answers === (lasting === undefined)) return;
    this.#silenceVersion += 1;
    const silence = { fromUs: lasting?.fromUs ?? nowUs, untilUs: answers ? nowUs : Infinity };
    this.#silences.set(node, [...known.filter((each) => each !== lasting), silence]);
  }
}

/** Of a type that both have, the kubelet's own finding counts. */
function together(brought: readonly NodeCondition[], found: readonly NodeCondition[]): readonly NodeCondition[] {
  return [...brought.filter(({ type }) => found.every((own) => own.type !== type)), ...found];
}

function isWithin(silences: readonly Silence[], atUs: number): boolean {
  return silences.some(({ fromUs, untilUs }) => fromUs <= atUs && atUs < untilUs);
}
