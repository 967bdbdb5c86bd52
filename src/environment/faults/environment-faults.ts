// All faults of a run at work: the calendar says when, each kind's own script what, and the troubles of nodes add up.
// The one part of this folder that the simulation puts together; everything in it is saved with the run.

import { entityIdOf } from "../../base/random/entity-id.ts";
import type { RandomStreams } from "../../base/random/random-streams.ts";
import { present } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";

import type { ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { drainMemory, DrainScript } from "../actions/drain-script.ts";
import type { UserClient } from "../actions/ports.ts";
import type { OpenEnd } from "../scripts/open-end.ts";
import type { Memory, Script } from "../scripts/script.ts";
import { ScriptRunner, type ScriptEnd } from "../scripts/script-runner.ts";
import { entryOf, Voice } from "../scripts/voice.ts";
import { FaultCalendar, type Strike } from "./fault-calendar.ts";
import type { Fault, FaultDefinition, FaultPorts, Occurrence } from "./fault.ts";
import type { PlannedFault } from "./planned-fault.ts";
import { FAULTS } from "./faults.ts";
import { NodeTroubles } from "./node-troubles.ts";

export interface FaultWorldPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly streams: RandomStreams;
  readonly client: UserClient;
}

/** An occurrence with the line of the calendar that it stands on; plain data. */
interface FiledOccurrence extends Occurrence {
  readonly line: number;
}

export class EnvironmentFaults implements ClusterObserver, Snapshotable {
  readonly #ports: FaultWorldPorts;
  readonly #voice: Voice;
  readonly #planned: readonly PlannedFault[];
  readonly #definitions: readonly FaultDefinition[];
  readonly #troubles: NodeTroubles;
  readonly #calendar: FaultCalendar;
  readonly #scripts: readonly Script[];
  readonly #runner: ScriptRunner;
  /** Drains that faults have set off; a script's number is that of the fault. */
  readonly #drains: ScriptRunner;

  constructor(planned: readonly PlannedFault[], ports: FaultWorldPorts) {
    const { engine, cluster, streams } = ports;
    this.#ports = ports;
    this.#voice = new Voice(engine, cluster);
    this.#planned = planned;
    this.#definitions = planned.map(({ kind }) => {
      return present(
        FAULTS.find(({ name }) => name === kind),
        "a fault of a known kind",
      );
    });
    this.#troubles = new NodeTroubles(cluster, () => engine.now);
    this.#calendar = new FaultCalendar(planned, {
      engine,
      cluster,
      streams,
      scopeOf: (fault) => this.#definitions[fault]!.scope,
      strike: (strike) => this.#strike(strike),
    });
    this.#scripts = planned.map((fault, index) => asScript(this.#create(fault, index)));
    this.#runner = new ScriptRunner("faults", "faults", {
      engine,
      scriptOf: (fault) => this.#scripts[fault]!,
      ended: (fault, memory, end) => this.#ended(fault, memory as FiledOccurrence, end),
    });
    const drains = planned.map((fault) => this.#drainOf(fault));
    this.#drains = new ScriptRunner("faults/drains", "api", {
      engine,
      scriptOf: (fault) => drains[fault]!,
      ended: (fault, _memory, end) => {
        if (end.kind === "failed") this.#voice.tell(planned[fault]!, end.message, "error");
      },
    });
  }

  /** To be called once, when the nodes are there. */
  begin(): void {
    this.#calendar.begin();
  }

  hear(delta: Delta): void {
    if (delta.change.kind === "node-added") this.#nodeCame(delta.change.node.metadata.name);
    this.#runner.hear(delta);
    this.#drains.hear(delta);
  }

  /** What has begun and waits for something, at the end of a run. */
  openEnds(): readonly OpenEnd[] {
    const scripts = [...this.#runner.running].map(({ script, memory, startedUs }) => {
      return {
        by: entryOf(this.#planned[script]!),
        sinceUs: startedUs,
        text: this.#scripts[script]!.unfinished?.(memory),
      };
    });
    const drains = [...this.#drains.running].map(({ script, memory, startedUs }) => {
      const text = this.#drainOf(this.#planned[script]!).unfinished(memory);
      return { by: entryOf(this.#planned[script]!), sinceUs: startedUs, text };
    });
    return [...scripts, ...drains].flatMap(({ by, sinceUs, text }) =>
      text === undefined ? [] : [{ by, sinceUs, text }],
    );
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      troubles: this.#troubles.snapshot(),
      calendar: this.#calendar.snapshot(),
      runner: this.#runner.snapshot(),
      drains: this.#drains.snapshot(),
    });
  }

  restore(saved: Snapshot): void {
    this.#troubles.restore(partOf(saved, "troubles"));
    this.#calendar.restore(partOf(saved, "calendar"));
    this.#runner.restore(partOf(saved, "runner"));
    this.#drains.restore(partOf(saved, "drains"));
  }

  #create(fault: PlannedFault, index: number): Fault {
    const { cluster, client, streams } = this.#ports;
    const draws = streams.entityDraws(`faults/${fault.name}/within`);
    const ports: FaultPorts = {
      cluster,
      client,
      troubles: this.#troubles,
      chanceWithin: ({ key }, drawNumber) => draws.of(entityIdOf(key), drawNumber),
      drain: (node, options) => this.#drains.start(index, drainMemory([node], options)),
      tell: (text, level) => this.#voice.tell(fault, text, level),
    };
    return this.#definitions[index]!.create(fault.settings, ports);
  }

  #drainOf(fault: PlannedFault): DrainScript {
    return new DrainScript({ client: this.#ports.client, tell: (text, level) => this.#voice.tell(fault, text, level) });
  }

  /** Nodes that fail by themselves are occurrences by themselves, also where they are hit at the same time. */
  #strike({ fault, line, entity, count, nodes, lastsUs }: Strike): void {
    const { name } = this.#planned[fault]!;
    if (nodes.length === 0) {
      if (entity !== "") return;
      this.#voice.tell(this.#planned[fault]!, "there is no such node now: nothing happens", "error");
      this.#voice.mark(this.#planned[fault]!, "fails", []);
      return;
    }
    const groups = this.#definitions[fault]!.scope === "node" ? nodes.map((node) => [node]) : [nodes];
    for (const group of groups) {
      const startedUs = this.#ports.engine.now;
      const key = [name, ...(group.length === 1 ? group : [entity]), count].join("/");
      this.#voice.mark(this.#planned[fault]!, "begins", group);
      const occurrence: FiledOccurrence = { line, nodes: group, lastsUs, startedUs, key, notes: {} };
      this.#runner.start(fault, occurrence);
    }
  }

  #ended(fault: number, { line, nodes }: FiledOccurrence, end: ScriptEnd): void {
    if (end.kind === "failed") this.#voice.tell(this.#planned[fault]!, end.message, "error");
    this.#voice.mark(this.#planned[fault]!, end.kind === "failed" ? "fails" : "ends", nodes);
    this.#calendar.ended(line);
  }

  /** A new machine: what was broken for good is so no longer. */
  #nodeCame(name: string): void {
    for (const { memory } of this.#runner.running) {
      const { nodes, lastsUs, key } = memory as FiledOccurrence;
      if (lastsUs === null && nodes.includes(name)) this.#troubles.forget(name, key);
    }
    this.#calendar.nodeCame(name);
  }
}

/** An occurrence is what its script remembers. */
function asScript(fault: Fault): Script {
  const occurrenceOf = (memory: Memory) => memory as Occurrence;
  return {
    step: (memory, step, nowUs) => fault.step(occurrenceOf(memory), step, nowUs),
    ...(fault.wake === undefined
      ? {}
      : { wake: (memory: Memory, delta: Delta, nowUs: number) => fault.wake!(occurrenceOf(memory), delta, nowUs) }),
    ...(fault.wakesOn === undefined ? {} : { wakesOn: fault.wakesOn }),
    unfinished: (memory) => fault.unfinished?.(occurrenceOf(memory)),
  };
}
