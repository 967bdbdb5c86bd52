// When faults happen: at their times, or by laws of chance for each node, zone or group by itself. One event waits for each of
// them. Chance is drawn by the name of what fails, so that two runs under comparison meet the same failures.
// Knows nodes and times; what a fault does is not its business.

import { present } from "../../base/invariant.ts";
import type { EntityDraws } from "../../base/random/entity-draws.ts";
import { entityIdOf } from "../../base/random/entity-id.ts";
import type { RandomStreams } from "../../base/random/random-streams.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";

import { drawSpan } from "../laws.ts";
import { meetsTarget, nodesMeeting } from "../node-target.ts";
import type { NodeTarget } from "../planned-target.ts";
import type { FaultScope, PlannedFault } from "./planned-fault.ts";

/** What fails as one, and how often it has: plain data. */
interface Line {
  readonly fault: number;
  /** Name of the node or zone; empty for all that the fault means. */
  readonly entity: string;
  /** Times that it has happened. */
  count: number;
  /** `over` for what will not happen again. */
  state: "waits" | "happens" | "over";
}

/** It is time: these nodes, for so long (null: for ever), for the `count`-th time on this line. */
export interface Strike {
  readonly fault: number;
  readonly line: number;
  readonly entity: string;
  readonly count: number;
  readonly nodes: readonly string[];
  readonly lastsUs: number | null;
}

export interface CalendarPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly streams: RandomStreams;
  /** Of a fault, by its number. */
  readonly scopeOf: (fault: number) => FaultScope;
  readonly strike: (strike: Strike) => void;
}

interface FaultDraws {
  readonly failures: EntityDraws;
  readonly repairs: EntityDraws;
  readonly choices: EntityDraws;
}

export class FaultCalendar implements Snapshotable {
  readonly #ports: CalendarPorts;
  readonly #faults: readonly PlannedFault[];
  readonly #draws: readonly FaultDraws[];
  readonly #kind: EventKind;
  #lines: Line[] = [];
  /** Numbers of lines by fault and entity. */
  #byEntity = new Map<string, number>();

  constructor(faults: readonly PlannedFault[], ports: CalendarPorts) {
    this.#faults = faults;
    this.#ports = ports;
    this.#kind = ports.engine.defineKind("faults/strike", "faults", (line) => this.#strike(line));
    const drawsOf = (fault: string, what: string) => ports.streams.entityDraws(`faults/${fault}/${what}`);
    this.#draws = faults.map(({ name }) => {
      return {
        failures: drawsOf(name, "failures"),
        repairs: drawsOf(name, "repairs"),
        choices: drawsOf(name, "choices"),
      };
    });
  }

  /** Puts down what will happen. To be called once, when the nodes are there. */
  begin(): void {
    for (const [fault, { timing, target }] of this.#faults.entries()) {
      if (timing.kind === "at") this.#open(fault, "");
      else for (const entity of this.#entitiesOf(fault, this.#chosen(fault, target, 0))) this.#open(fault, entity);
    }
  }

  /** What happened on the line is over: what runs again can fail again. */
  ended(line: number): void {
    const { fault, state } = this.#lines[line]!;
    if (state !== "happens") return;
    const { timing } = this.#faults[fault]!;
    if (timing.kind === "law") this.#wait(line, this.#ports.engine.now + this.#timeToFailure(line));
  }

  /** A node has come: laws hold for it too, except where a fault has chosen its nodes before. */
  nodeCame(name: string): void {
    const { nodes } = this.#ports.cluster;
    const record = nodes.record(present(nodes.find(name), "the node that came"));
    for (const [fault, { timing, target }] of this.#faults.entries()) {
      if (timing.kind === "at" || target.count !== undefined || !meetsTarget(record, target)) continue;
      for (const entity of this.#entitiesOf(fault, [name])) this.#open(fault, entity);
    }
  }

  snapshot(): Snapshot {
    return { lines: packJson(this.#lines) };
  }

  restore(saved: Snapshot): void {
    this.#lines = unpackJson(saved, "lines") as Line[];
    this.#byEntity = new Map(this.#lines.map(({ fault, entity }, line) => [keyOf(fault, entity), line]));
  }

  /** Each of what fails as one, where these nodes are meant. */
  #entitiesOf(fault: number, names: readonly string[]): readonly string[] {
    switch (this.#ports.scopeOf(fault)) {
      case "node":
        return names;
      case "zone":
        return [...new Set(names.map((name) => this.#zoneOf(name)))].filter((zone) => zone !== "");
      case "group":
        return [""];
    }
  }

  #zoneOf(name: string): string {
    const { nodes } = this.#ports.cluster;
    return nodes.record(nodes.find(name)!).zone;
  }

  /** Begins a line, or goes on with one that is over, or that was never to be mended. */
  #open(fault: number, entity: string): void {
    const key = keyOf(fault, entity);
    let line = this.#byEntity.get(key);
    if (line === undefined) {
      line = this.#lines.push({ fault, entity, count: 0, state: "over" }) - 1;
      this.#byEntity.set(key, line);
    }
    const { timing } = this.#faults[fault]!;
    const { state } = this.#lines[line]!;
    const isForGood = state === "happens" && timing.kind === "law" && timing.repair === null;
    if (state !== "over" && !isForGood) return;
    this.#wait(line, timing.kind === "at" ? timing.atUs : this.#ports.engine.now + this.#timeToFailure(line));
  }

  #wait(line: number, atUs: number): void {
    this.#lines[line]!.state = "waits";
    this.#ports.engine.schedule(moment(atUs), this.#kind, line);
  }

  #timeToFailure(line: number): number {
    const { fault, entity, count } = this.#lines[line]!;
    const { timing } = this.#faults[fault]!;
    if (timing.kind === "at") return 0;
    return drawSpan(timing.timeToFailure, this.#draws[fault]!.failures.of(entityIdOf(entity), count));
  }

  #strike(number: number): void {
    const line = this.#lines[number]!;
    const { fault, entity, count } = line;
    const { timing } = this.#faults[fault]!;
    const nodes = this.#nodesOn(line);
    line.count += 1;
    const goesOn = timing.kind === "at" && timing.everyUs !== null;
    if (goesOn) this.#wait(number, timing.atUs + line.count * timing.everyUs);
    // A node that has gone in the meantime does not fail; should one of its name come, it begins anew.
    else line.state = nodes.length > 0 && timing.kind === "law" ? "happens" : "over";
    const lastsUs = timing.kind === "at" ? timing.forUs : this.#repairTime(line, count);
    this.#ports.strike({ fault, line: number, entity, count, nodes, lastsUs });
  }

  #repairTime({ fault, entity }: Line, count: number): number | null {
    const { timing } = this.#faults[fault]!;
    if (timing.kind === "at" || timing.repair === null) return null;
    return drawSpan(timing.repair, this.#draws[fault]!.repairs.of(entityIdOf(entity), count));
  }

  #nodesOn({ fault, entity, count }: Line): readonly string[] {
    const { target } = this.#faults[fault]!;
    if (entity === "") return this.#chosen(fault, target, count);
    if (this.#ports.scopeOf(fault) === "node") {
      return this.#ports.cluster.nodes.find(entity) === undefined ? [] : [entity];
    }
    return this.#chosen(fault, { ...target, zone: entity }, count);
  }

  /** Nodes that are there and meant; of more than are wanted, those that draw the smallest numbers. */
  #chosen(fault: number, target: NodeTarget, occasion: number): readonly string[] {
    const names = nodesMeeting(target, this.#ports.cluster);
    if (target.count === undefined || names.length <= target.count) return names;
    const { choices } = this.#draws[fault]!;
    const drawn = new Map(names.map((name) => [name, choices.unit(entityIdOf(name), occasion)]));
    const wanted = new Set(names.toSorted((one, other) => drawn.get(one)! - drawn.get(other)!).slice(0, target.count));
    return names.filter((name) => wanted.has(name));
  }
}

function keyOf(fault: number, entity: string): string {
  return `${fault}/${entity}`;
}
