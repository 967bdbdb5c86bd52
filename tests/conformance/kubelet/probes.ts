// Records of probes: a container with up to three probes, a kubelet as small as can be around them (see FORMAT.md).

import { probeVerdict, type ProbeWorkers } from "../../../src/components/kubelet/probes/probe-verdict.ts";
import {
  NEW_WORKER,
  probed,
  probeTick,
  type ProbedContainer,
  type ProbeKind,
  type ProbeSettings,
} from "../../../src/components/kubelet/probes/probe-worker.ts";
import type { RecordedInput } from "./operations.ts";
import { Agenda } from "./agenda.ts";

interface Recorded {
  readonly startupProbe?: ProbeSettings;
  readonly livenessProbe?: ProbeSettings;
  readonly readinessProbe?: ProbeSettings;
  readonly runningAtUs: number;
  readonly seenAfterUs: number;
  readonly syncAfterUs: number;
  readonly killTakesUs?: number;
  readonly restartAfterUs?: number;
  readonly fails: readonly { readonly probe: ProbeKind; readonly fromUs: number; readonly toUs: number }[] | null;
  readonly forUs: number;
}

const KINDS: readonly ProbeKind[] = ["startup", "readiness", "liveness"];
const US_PER_SECOND = 1_000_000;
/** So that no two things share an instant, both delays grow with each synchronization. */
const LATER_BY_SYNC_US = 7;

export function answerProbes(recorded: Recorded): RecordedInput {
  return { timeline: new SmallKubelet(recorded).run() };
}

class SmallKubelet {
  readonly #recorded: Recorded;
  readonly #agenda = new Agenda();
  readonly #timeline: RecordedInput[] = [];
  #syncs = 0;
  #isSyncAwaited = false;
  #workers: ProbeWorkers = {};
  /** By kind: which of its ticks is still to come; a manual run sets the ticker back. */
  readonly #tickers = new Map<ProbeKind, number>();
  /** The container itself, as the runtime has it. */
  #runtime: ProbedContainer = { run: 0, isRunning: false, startedAtUs: 0, isStarted: false };
  /** As the kubelet has seen it last, and as its status says. */
  #status: ProbedContainer = this.#runtime;
  #isReady = false;
  #killedRun = 0;
  #isKilling = false;

  constructor(recorded: Recorded) {
    this.#recorded = recorded;
  }

  run(): readonly RecordedInput[] {
    for (const kind of KINDS) {
      if (this.#settings(kind) === undefined) continue;
      this.#workers = { ...this.#workers, [kind]: NEW_WORKER };
      this.#setTicker(kind, 0);
    }
    this.#agenda.at(this.#recorded.runningAtUs, (nowUs) => this.#start(nowUs));
    this.#agenda.runUntil(this.#recorded.forUs);
    return this.#timeline;
  }

  #settings(kind: ProbeKind): ProbeSettings | undefined {
    return this.#recorded[`${kind}Probe`];
  }

  #note(atUs: number, entry: RecordedInput): void {
    this.#timeline.push({ atUs, ...entry });
  }

  #start(nowUs: number): void {
    this.#runtime = { run: this.#runtime.run + 1, isRunning: true, startedAtUs: nowUs, isStarted: false };
    this.#note(nowUs, { do: "start" });
    this.#agenda.at(nowUs + this.#recorded.seenAfterUs + this.#laterUs(), (seenUs) => this.#sync(seenUs));
  }

  /** Changes wait for one synchronization together. */
  #syncAfterChange(nowUs: number): void {
    if (this.#isSyncAwaited) return;
    this.#isSyncAwaited = true;
    this.#agenda.at(nowUs + this.#recorded.syncAfterUs + this.#laterUs(), (syncUs) => {
      this.#isSyncAwaited = false;
      this.#sync(syncUs);
    });
  }

  #laterUs(): number {
    return LATER_BY_SYNC_US * this.#syncs;
  }

  #setTicker(kind: ProbeKind, atUs: number): void {
    const ticket = (this.#tickers.get(kind) ?? 0) + 1;
    this.#tickers.set(kind, ticket);
    this.#agenda.at(atUs, (nowUs) => {
      if (this.#tickers.get(kind) === ticket) this.#tick(kind, nowUs);
    });
  }

  #tick(kind: ProbeKind, nowUs: number): void {
    const settings = this.#settings(kind)!;
    this.#setTicker(kind, nowUs + settings.periodSeconds * US_PER_SECOND);
    const tick = probeTick(kind, settings, this.#workers[kind]!, this.#status, nowUs);
    let { worker, hasChanged } = tick;
    if (tick.runsCommand) {
      const ok = !this.#fails(kind, nowUs);
      this.#note(nowUs, { do: "probe", probe: kind, ok });
      const after = probed(kind, settings, worker, ok ? "success" : "failure");
      worker = after.worker;
      hasChanged ||= after.hasChanged;
    }
    this.#workers = { ...this.#workers, [kind]: worker };
    if (hasChanged) this.#syncAfterChange(nowUs);
    const { run, isRunning } = this.#runtime;
    if (probeVerdict(this.#workers, run, isRunning).killedFor !== undefined) this.#kill(nowUs, run);
  }

  #fails(kind: ProbeKind, nowUs: number): boolean {
    return (this.#recorded.fails ?? []).some(
      ({ probe, fromUs, toUs }) => probe === kind && fromUs <= nowUs && nowUs < toUs,
    );
  }

  /** While its container is being stopped, a pod's worker has no time for anything else. */
  #sync(nowUs: number): void {
    if (this.#isKilling) return;
    this.#syncs += 1;
    const { run, isRunning } = this.#runtime;
    const verdict = probeVerdict(this.#workers, run, isRunning);
    if (verdict.isStarted && !this.#status.isStarted) this.#note(nowUs, { do: "started" });
    if (verdict.isReady !== this.#isReady) this.#note(nowUs, { do: verdict.isReady ? "ready" : "unready" });
    this.#isReady = verdict.isReady;
    this.#status = { ...this.#runtime, isStarted: verdict.isStarted };
    if (verdict.triggersReadiness && this.#workers.readiness !== undefined) this.#setTicker("readiness", nowUs);
  }

  #kill(nowUs: number, run: number): void {
    if (this.#killedRun === run) return;
    this.#killedRun = run;
    this.#isKilling = true;
    this.#note(nowUs, { do: "kill" });
    this.#agenda.at(nowUs + (this.#recorded.killTakesUs ?? 0), (exitUs) => {
      this.#runtime = { ...this.#runtime, isRunning: false };
      this.#note(exitUs, { do: "exit" });
      this.#isKilling = false;
      this.#sync(exitUs);
      this.#agenda.at(exitUs + (this.#recorded.restartAfterUs ?? 0), (startUs) => this.#start(startUs));
    });
  }
}
