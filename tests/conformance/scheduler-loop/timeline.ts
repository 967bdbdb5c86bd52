// What plimsoll's scheduler did in a case, in the words of the record: heard from the cluster, from placement and from the
// calls to the API server. Knows nothing of how the scheduler works.

import type { ApiAnswer } from "../../../src/cluster/api-client.ts";
import type { Delta } from "../../../src/cluster/change.ts";
import type { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { Decision } from "../../../src/scheduling/framework/decision.ts";
import type { LoopWatch } from "../../../src/components/scheduler/loop-watch.ts";
import { LoopMetrics } from "./loop-metrics.ts";
import { PodLines } from "./pod-lines.ts";
import type { ApiFailure, TimelineEntry } from "./record.ts";

type Entry = { -readonly [Field in keyof TimelineEntry]: TimelineEntry[Field] };

/** The event's note is cut there. */
const NOTE_BYTES = 1024;

export class Timeline implements LoopWatch {
  readonly entries: Entry[] = [];
  readonly metrics = new LoopMetrics();
  readonly pods = new PodLines();
  readonly #cluster: ClusterState;
  readonly #atUs: () => number;
  /** The attempt whose pod is in flight, and whatever the status it left is written of. */
  #attempt: Entry | undefined;
  #telling: Entry | undefined;
  readonly #decisions = new Map<number, Decision>();
  readonly #preemptions = new Map<number, string>();
  /** By victim. */
  readonly #preemptors = new Map<number, number>();
  readonly #wasIn = new Map<number, string>();
  readonly #failedWith = new Map<number, string>();
  /** The request whose effect is being heard. */
  #request: { readonly name: string; readonly pod: number; readonly second: number } | undefined;
  #written: string[] = [];
  #victims = 0;

  constructor(cluster: ClusterState, atUs: () => number) {
    this.#cluster = cluster;
    this.#atUs = atUs;
  }

  /** A pod's name, with its namespace outside of "default". */
  nameOf(pod: number): string {
    const key = this.#cluster.keyOfPod(pod);
    return key.startsWith("default/") ? key.slice("default/".length) : key;
  }

  skipped(pod: number, label: string): void {
    this.#add("skip", pod, { event: label });
  }

  decided(pod: number, decision: Decision): void {
    this.#decisions.set(pod, decision);
    const { preemption } = (decision.kind === "unschedulable" ? decision.postFilter : undefined) ?? {};
    const victims = preemption?.victims ?? [];
    // Victims that are all on their way out already are not counted.
    this.#victims = victims.some((victim) => !this.#cluster.pods.isTerminating(victim)) ? victims.length : 0;
    if (preemption !== undefined) this.#preemptions.set(pod, this.#cluster.nodes.record(preemption.node).name);
  }

  hear({ change, pod, node }: Delta): void {
    const atUs = this.#atUs();
    switch (change.kind) {
      case "pod-created":
      case "pod-placed":
        this.pods.created(pod, this.nameOf(pod), atUs);
        break;
      case "pod-queued":
        if (change.event !== undefined) this.#queued(pod, change.queue, change.event);
        break;
      case "pod-attempted":
        this.#begin(pod);
        break;
      case "pod-assumed":
      case "room-taken":
        this.#finish(pod, { result: "scheduled", node: this.#cluster.nodes.nameOf(node) });
        break;
      case "pod-unschedulable":
        this.#refused(pod, change.failure.message);
        break;
      case "pod-attempt-failed":
        this.#failed(pod, change.message);
        break;
      case "pod-condition":
        this.#conditionWritten(pod, change.type, change.condition);
        break;
      case "pod-nominated":
        this.#nominationWritten(pod, change.nodeName ?? "");
        break;
      case "pod-bound":
        this.pods.isOn(pod, this.#cluster.nodes.nameOf(this.#cluster.pods.nodeOf(pod)));
        if (this.#request === undefined) break;
        this.pods.bound(pod, atUs);
        this.#add("bound", pod, { node: this.pods.nodeOf(pod) });
        break;
      case "pod-ended":
        this.pods.finished(pod, atUs);
        this.#add("finished", pod);
        break;
      case "pod-deleted":
        if (this.pods.isFinished(pod)) break;
        this.pods.gone(pod, atUs);
        this.#add("gone", pod);
        break;
      case "pod-terminating":
        this.pods.isTerminating(pod);
        if (change.preemptor !== undefined) this.#preemptors.set(pod, change.preemptor);
        break;
      default:
        break;
    }
  }

  committing(name: string, pod: number, second: number): void {
    this.#request = { name, pod, second };
    this.#written = [];
  }

  committed(): void {
    if (this.#request?.name === "scheduler/attempt-told" && this.#telling !== undefined && this.#written.length > 0) {
      this.#telling["written"] = this.#written;
    }
    this.#request = undefined;
  }

  callFailed(call: ApiFailure["call"], pod: number, message: string): void {
    if (call === "patchStatus") this.#add("patchFailed", pod, { message });
    if (call === "delete") this.#add("deleteFailed", pod, { message });
  }

  evicted(pod: number, endsUs: number): void {
    this.#add("evict", pod, { endsUs });
  }

  answered(name: string, pod: number, answer: ApiAnswer): void {
    if (name === "scheduler/bind" && answer === "ok") {
      const bound = this.entries.findLast((entry) => entry.kind === "bound" && entry.pod === this.nameOf(pod))!;
      bound["event"] = "Scheduled";
      this.metrics.scheduled(this.#profileOf(pod), this.#cluster.pods.attemptsOf(pod), this.pods.sliUs(pod)!);
    }
    if (name === "scheduler/victim-deleted" && answer === "ok") {
      const preemptor = this.#preemptors.get(pod)!;
      const note = `Preempted by pod ${this.pods.uidOf(preemptor)} on node ${this.#preemptions.get(preemptor)!}`;
      this.#add("event", pod, { reason: "Preempted", note, type: "Normal" });
    }
  }

  /** Entries that are not about a pod. */
  add(kind: string, fields: Readonly<Record<string, unknown>>): void {
    this.entries.push({ atUs: this.#atUs(), kind, ...fields });
  }

  end(): void {
    if (this.#attempt !== undefined) this.#attempt["result"] = "unfinished";
  }

  #add(kind: string, pod: number, fields: Readonly<Record<string, unknown>> = {}): void {
    this.entries.push({ atUs: this.#atUs(), kind, pod: this.nameOf(pod), ...fields });
  }

  #profileOf(pod: number): string {
    return this.#cluster.classOfPod(pod).schedulerName;
  }

  /** The move at the end of an attempt is part of the attempt. */
  #queued(pod: number, queue: string, event: string): void {
    this.#wasIn.set(pod, queue);
    this.metrics.queued(queue === "gated" ? "unschedulable" : queue, event);
    if (queue === "active") this.pods.queued(pod, this.#atUs());
    if (event === "ScheduleAttemptFailure" && this.#telling?.pod === this.nameOf(pod)) this.#telling["queue"] = queue;
    else this.#add("queue", pod, { queue, event });
  }

  #begin(pod: number): void {
    const from = this.#wasIn.get(pod) === "backoff" ? "backoff" : "active";
    if (from === "backoff") this.metrics.queued("active", "PopFromBackoffQ");
    this.#attempt = {
      atUs: this.#atUs(),
      kind: "attempt",
      pod: this.nameOf(pod),
      attempt: this.#cluster.pods.attemptsOf(pod),
      from,
    };
    this.pods.attempted(pod);
    this.entries.push(this.#attempt);
  }

  #finish(pod: number, fields: Readonly<Record<string, unknown>>): void {
    const attempt = this.#attempt;
    if (attempt?.pod !== this.nameOf(pod)) return;
    const atUs = this.#atUs();
    if (atUs !== attempt.atUs) attempt["doneUs"] = atUs;
    Object.assign(attempt, fields);
    this.#telling = attempt;
    this.#attempt = undefined;
  }

  #refused(pod: number, message: string): void {
    const decision = this.#decisions.get(pod) as Extract<Decision, { kind: "unschedulable" }>;
    const { plugins, postFilter } = decision;
    if (postFilter?.triedPreemption === true) this.metrics.preemptionTried(this.#victims);
    const nomination = postFilter?.nomination;
    this.#failedWith.set(pod, message);
    this.metrics.failed(this.#profileOf(pod), "unschedulable");
    this.#finish(pod, {
      result: "unschedulable",
      message,
      ...(plugins.length === 0 ? {} : { rejectors: [...new Set(plugins)].toSorted() }),
      ...(nomination?.kind === "set" ? { nominatedNodeName: this.#cluster.nodes.nameOf(nomination.node) } : {}),
      event: "FailedScheduling",
      ...(message.length > NOTE_BYTES ? { note: `${message.slice(0, NOTE_BYTES - 4)} ...` } : {}),
    });
  }

  /** An attempt that ended in an error, or a binding. */
  #failed(pod: number, message: string): void {
    this.#failedWith.set(pod, message);
    this.metrics.failed(this.#profileOf(pod), "error");
    if (this.#attempt?.pod === this.nameOf(pod)) {
      this.#finish(pod, { result: "error", message, event: "FailedScheduling" });
      return;
    }
    const decision = this.#decisions.get(pod) as Extract<Decision, { kind: "scheduled" }>;
    this.#add("unbound", pod, { result: "error", node: this.#cluster.nodes.nameOf(decision.node), message });
    this.#add("event", pod, { reason: "FailedScheduling", note: "=", type: "Warning" });
    this.#telling = undefined;
  }

  #conditionWritten(
    pod: number,
    type: string,
    { status, reason, message }: { readonly status: string; readonly reason?: string; readonly message?: string },
  ): void {
    if (this.#request?.name === "scheduler/attempt-told") {
      this.#written.push(`${type}=${status} ${reason}`);
      return;
    }
    const said = message === this.#failedWith.get(pod) ? "=" : message;
    this.#add("condition", pod, { result: status, message: said, reason, type });
  }

  #nominationWritten(pod: number, nodeName: string): void {
    if (this.#request?.name === "scheduler/attempt-told") this.#written.push(`nominatedNodeName=${nodeName}`);
    else this.#add("nominate", pod, { nominatedNodeName: nodeName });
  }
}
