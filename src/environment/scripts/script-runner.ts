// Runs scripts on the engine: one event a step, whatever the script. Steps that are patient do not keep a run going, so that
// something which waits for ever lets the run end; as soon as anything happens to the cluster they count again.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { packJson, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";
import type { Phase } from "../../engine/phases.ts";

import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";

import type { Memory, Script, StepResult } from "./script.ts";

/** How a script came to its end. */
export type ScriptEnd = Exclude<StepResult, { kind: "next" }>;

export interface RunnerPorts {
  readonly engine: Engine;
  /** By number of the script, as `start` was given it. */
  readonly scriptOf: (script: number) => Script;
  readonly ended: (script: number, memory: Memory, end: ScriptEnd) => void;
}

/** A script under way; plain data. */
interface Running {
  readonly script: number;
  readonly memory: Memory;
  readonly startedUs: number;
  step: number;
  /** When the next step is due, null while none is; events of other moments are out of date. */
  dueUs: number | null;
  isPatient: boolean;
  isAtWork: boolean;
}

/** A script under way, to whoever asks. */
export interface RunningScript {
  readonly script: number;
  readonly memory: Memory;
  readonly startedUs: number;
}

/** What changes nothing that a script could be waiting for. */
const SAYS_ONLY: ReadonlySet<Change["kind"]> = new Set(["user-message", "user-mark", "event-said", "event-recorded"]);

export class ScriptRunner implements ClusterObserver, Snapshotable {
  readonly #ports: RunnerPorts;
  readonly #kind: EventKind;
  readonly #patientKind: EventKind;
  #running = new Map<number, Running>();
  /** Those that something may wake or hurry; thousands of others need not be asked about each change. */
  readonly #listening = new Set<number>();
  /** Of those: how many a change of the kind may wake, and how many any change. */
  readonly #wokenBy = new Map<Change["kind"], number>();
  #wokenByAny = 0;
  /** Those whose next step is patient. */
  readonly #patient = new Set<number>();
  #nextId = 0;

  /** `name` and `phase` are those of the events of its steps. */
  constructor(name: string, phase: Phase, ports: RunnerPorts) {
    this.#ports = ports;
    this.#kind = ports.engine.defineKind(`${name}/step`, phase, (id) => this.#due(id));
    this.#patientKind = ports.engine.defineBackgroundKind(`${name}/patient-step`, phase, (id) => this.#due(id));
  }

  /** Does the first step now. */
  start(script: number, memory: Memory): void {
    const { now } = this.#ports.engine;
    const id = this.#nextId;
    this.#nextId += 1;
    this.#running.set(id, { script, memory, startedUs: now, step: 0, dueUs: now, isPatient: false, isAtWork: false });
    this.#due(id);
  }

  /** Scripts under way, in the order in which they began. */
  get running(): Iterable<RunningScript> {
    return this.#running.values();
  }

  hear(delta: Delta): void {
    if (this.#listening.size === 0 || !this.#mayConcern(delta.change.kind)) return;
    const { now } = this.#ports.engine;
    for (const id of this.#listening) {
      const running = this.#running.get(id)!;
      if (running.isAtWork) continue;
      const wakeUs = this.#ports.scriptOf(running.script).wake?.(running.memory, delta, now);
      if (wakeUs !== undefined && (running.dueUs === null || wakeUs < running.dueUs))
        this.#plan(id, running, wakeUs, false);
      else if (running.isPatient) this.#plan(id, running, running.dueUs, false);
    }
  }

  snapshot(): Snapshot {
    return { scripts: packJson({ running: [...this.#running], nextId: this.#nextId }) };
  }

  restore(saved: Snapshot): void {
    const state = unpackJson(saved, "scripts") as { running: [number, Running][]; nextId: number };
    for (const id of this.#listening) this.#stopListening(id);
    this.#running = new Map(state.running);
    for (const [id, running] of this.#running) this.#listen(id, running);
    this.#nextId = state.nextId;
  }

  #due(id: number): void {
    const running = this.#running.get(id);
    const { now } = this.#ports.engine;
    if (running === undefined || running.dueUs !== now) return;
    // What the step itself changes must not wake it.
    running.isAtWork = true;
    running.dueUs = null;
    running.isPatient = false;
    const result = this.#ports.scriptOf(running.script).step(running.memory, running.step, now);
    running.isAtWork = false;
    if (result.kind === "next") {
      running.step = result.step;
      this.#plan(id, running, result.atUs, result.isPatient === true);
      return;
    }
    this.#stopListening(id);
    this.#running.delete(id);
    this.#ports.ended(running.script, running.memory, result);
  }

  #plan(id: number, running: Running, atUs: number | null, isPatient: boolean): void {
    running.dueUs = atUs;
    running.isPatient = isPatient && atUs !== null;
    this.#listen(id, running);
    if (atUs === null) return;
    this.#ports.engine.schedule(moment(atUs), isPatient ? this.#patientKind : this.#kind, id);
  }

  #mayConcern(kind: Change["kind"]): boolean {
    if (SAYS_ONLY.has(kind)) return false;
    return this.#patient.size > 0 || this.#wokenByAny > 0 || (this.#wokenBy.get(kind) ?? 0) > 0;
  }

  #listen(id: number, { script, isPatient }: Running): void {
    if (isPatient) this.#patient.add(id);
    else this.#patient.delete(id);
    if (!isPatient && this.#ports.scriptOf(script).wake === undefined) this.#stopListening(id);
    else if (!this.#listening.has(id)) {
      this.#listening.add(id);
      this.#count(script, 1);
    }
  }

  #stopListening(id: number): void {
    this.#patient.delete(id);
    if (this.#listening.delete(id)) this.#count(this.#running.get(id)!.script, -1);
  }

  #count(script: number, by: 1 | -1): void {
    const asked = this.#ports.scriptOf(script);
    if (asked.wake === undefined) return;
    if (asked.wakesOn === undefined) this.#wokenByAny += by;
    else for (const kind of asked.wakesOn) this.#wokenBy.set(kind, (this.#wokenBy.get(kind) ?? 0) + by);
  }
}
