// All actions of a run: each begins when its time, the actions before it and its condition have come, and runs as a script.
// The one part of this folder that the simulation puts together; everything in it is saved with the run.

import { present } from "../../base/invariant.ts";
import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, packJson, partOf, unpackJson } from "../../base/snapshot-parts.ts";
import { moment } from "../../base/time.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type { ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { OpenEnd } from "../scripts/open-end.ts";
import { ScriptRunner, type ScriptEnd } from "../scripts/script-runner.ts";
import type { Script } from "../scripts/script.ts";
import { entryOf, Voice } from "../scripts/voice.ts";
import type { ActionPorts } from "./action.ts";
import type { PlannedAction } from "./planned-action.ts";
import { ACTIONS } from "./actions.ts";
import { conditionText, holds, mayChange } from "./condition.ts";
import { standingText } from "./condition-standing.ts";
import type { Condition } from "./planned-condition.ts";
import type { UserClient } from "./ports.ts";

export interface ActionWorldPorts {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly client: UserClient;
}

/** How far an action is; plain data. */
type Progress =
  /** Its time has not come. */
  | "early"
  /** It waits for another action or for its condition. */
  | "waits"
  /** All has come, and the delay passes. */
  | "put-off"
  | "runs"
  | "done"
  | "failed";

interface State {
  progress: Progress;
  /** Since when it is so, µs. */
  sinceUs: number;
}

const PUT_OFF = "it was not done: the run has ended before its delay was over";

export class EnvironmentActions implements ClusterObserver, Snapshotable {
  readonly #ports: ActionWorldPorts;
  readonly #voice: Voice;
  readonly #planned: readonly PlannedAction[];
  readonly #scripts: readonly Script[];
  readonly #runner: ScriptRunner;
  readonly #timeKind: EventKind;
  readonly #startKind: EventKind;
  readonly #lookKind: EventKind;
  #states: State[];
  /** Those that actions wait for now. */
  #conditions: readonly Condition[] = [];
  /** Whether somebody looks at the conditions later at this moment. */
  #isLookDue = false;

  constructor(planned: readonly PlannedAction[], ports: ActionWorldPorts) {
    const { engine } = ports;
    this.#ports = ports;
    this.#voice = new Voice(engine, ports.cluster);
    this.#planned = planned;
    this.#states = planned.map(() => ({ progress: "early", sinceUs: 0 }));
    this.#scripts = planned.map((action) => this.#create(action));
    this.#runner = new ScriptRunner("actions", "api", {
      engine,
      scriptOf: (action) => this.#scripts[action]!,
      ended: (action, _memory, end) => this.#ended(action, end),
    });
    this.#timeKind = engine.defineKind("actions/time", "api", (action) => this.#timeHasCome(action));
    this.#startKind = engine.defineKind("actions/start", "api", (action) => this.#start(action));
    // At the end of a moment, when everybody has said what there is to say.
    this.#lookKind = engine.defineKind("actions/look", "observers", () => this.#look());
  }

  /** To be called once. */
  begin(): void {
    for (const [action, { start }] of this.#planned.entries()) {
      this.#ports.engine.schedule(moment(start.atUs), this.#timeKind, action);
    }
  }

  hear(delta: Delta): void {
    this.#runner.hear(delta);
    if (this.#isLookDue || this.#conditions.length === 0) return;
    if (this.#conditions.some((condition) => mayChange(condition, delta))) this.#planLook();
  }

  /** What has not been done, or not to its end, at the end of a run. */
  openEnds(): readonly OpenEnd[] {
    const running = [...this.#runner.running].flatMap(({ script, memory, startedUs }) => {
      const text = this.#scripts[script]!.unfinished?.(memory);
      return text === undefined ? [] : [{ by: entryOf(this.#planned[script]!), sinceUs: startedUs, text }];
    });
    const waiting = this.#planned.flatMap((action, index) => {
      const { progress } = this.#states[index]!;
      const sinceUs = this.#waitsSinceUs(index);
      if (progress === "put-off") return [{ by: entryOf(action), sinceUs, text: PUT_OFF }];
      if (progress !== "waits" && progress !== "early") return [];
      return [{ by: entryOf(action), sinceUs, text: this.#reasonToWait(action) }];
    });
    return [...running, ...waiting];
  }

  snapshot(): Snapshot {
    return joinSnapshots({
      runner: this.#runner.snapshot(),
      actions: { states: packJson({ states: this.#states, isLookDue: this.#isLookDue }) },
    });
  }

  restore(saved: Snapshot): void {
    this.#runner.restore(partOf(saved, "runner"));
    const { states, isLookDue } = unpackJson(partOf(saved, "actions"), "states") as {
      states: State[];
      isLookDue: boolean;
    };
    this.#states = states;
    this.#conditions = this.#awaited();
    this.#isLookDue = isLookDue;
  }

  #create(action: PlannedAction): Script {
    const definition = present(
      ACTIONS.find(({ name }) => name === action.kind),
      "an action of a known kind",
    );
    const { cluster, client } = this.#ports;
    const ports: ActionPorts = { cluster, client, tell: (text, level) => this.#voice.tell(action, text, level) };
    return definition.create(action.settings, ports);
  }

  #timeHasCome(action: number): void {
    this.#set(action, "waits");
    this.#consider(action);
  }

  #planLook(): void {
    if (this.#isLookDue) return;
    this.#isLookDue = true;
    this.#ports.engine.schedule(this.#ports.engine.now, this.#lookKind);
  }

  #look(): void {
    this.#isLookDue = false;
    for (const action of this.#planned.keys()) if (this.#states[action]!.progress === "waits") this.#consider(action);
  }

  /** Begins it if nothing is left to wait for. */
  #consider(action: number): void {
    const { after, when, delayUs } = this.#planned[action]!.start;
    if (after !== null && !this.#isDone(after)) return;
    if (when !== null && !holds(when, this.#ports.client)) return;
    this.#set(action, "put-off");
    if (delayUs === 0) this.#start(action);
    else this.#ports.engine.schedule(moment(this.#ports.engine.now + delayUs), this.#startKind, action);
  }

  #isDone(name: string): boolean {
    return this.#planned.some((action, index) => action.name === name && this.#states[index]!.progress === "done");
  }

  #start(action: number): void {
    this.#set(action, "runs");
    this.#voice.mark(this.#planned[action]!, "begins", []);
    this.#runner.start(action, {});
  }

  #ended(action: number, end: ScriptEnd): void {
    const planned = this.#planned[action]!;
    if (end.kind === "failed") this.#voice.tell(planned, end.message, "error");
    this.#set(action, end.kind);
    this.#voice.mark(planned, end.kind === "done" ? "ends" : "fails", []);
    const { name } = planned;
    if (this.#planned.some(({ start }) => start.after === name)) this.#planLook();
  }

  #set(action: number, progress: Progress): void {
    this.#states[action] = { progress, sinceUs: this.#ports.engine.now };
    this.#conditions = this.#awaited();
  }

  #awaited(): readonly Condition[] {
    return this.#planned.flatMap(({ start: { when } }, action) =>
      when !== null && this.#states[action]!.progress === "waits" ? [when] : [],
    );
  }

  /** Since when it could have begun but for what it waits for: its time has come, and so has the end of the action before it. */
  #waitsSinceUs(action: number): number {
    const { progress, sinceUs } = this.#states[action]!;
    const { after } = this.#planned[action]!.start;
    if (after === null || (progress !== "waits" && progress !== "early")) return sinceUs;
    const before = this.#planned.findIndex(({ name }) => name === after);
    return Math.max(sinceUs, this.#waitsSinceUs(before));
  }

  #reasonToWait({ start: { after, when } }: PlannedAction): string {
    const index = this.#planned.findIndex(({ name }) => name === after);
    const before = after === null ? undefined : this.#states[index]?.progress;
    if (before === "failed") return `it was not done: the action ${after} has failed`;
    if (before !== undefined && before !== "done") return `it was not done: the action ${after} is not done`;
    if (when !== null) {
      const standing = standingText(when, this.#ports.client);
      return `it was never done: it waits until ${conditionText(when)}; at the end ${standing}`;
    }
    return "it was not done: the run has ended before its time";
  }
}
