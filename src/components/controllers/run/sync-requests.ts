// The requests of one sync in the order in which they may go out: one waits for the answer of the one before, but for those about
// pods that a controller makes side by side. Knows what a controller asks for, and what that comes to.
// Imitates the goroutines of slowStartBatch in pkg/controller/replicaset/replica_set.go and of syncNodes in
// pkg/controller/daemon/daemon_controller.go, v1.36.

import type { ApiAnswer, ApiCall } from "../../../cluster/api-client.ts";
import type { Change, RecordedEvent } from "../../../cluster/change.ts";
import type { MissedRequests, Write } from "../controller.ts";
import type { PlannedWrite } from "./write-planner.ts";

/** A request that changes something, as plain data. */
export interface SyncRequest {
  readonly call: ApiCall;
  readonly changes: readonly Change[];
  /** What is told once it is done; absent: nothing. */
  events: RecordedEvent[] | undefined;
  /** What is told with the server's words if it is refused. */
  readonly ifRefused?: RecordedEvent;
  /** The pod whose end it asks for: `namespace/name`. */
  readonly deletes?: string;
  /** Made anew where others have changed the object meanwhile, so many times more at most. */
  readonly again?: { readonly write: Extract<Write, { verb: "update-scale" }>; readonly attempts: number };
}

/** RetryOnConflict with retry.DefaultRetry: five attempts in all. */
const MORE_ATTEMPTS = 4;

/** Collects what a sync asks for. */
export class SyncRequests {
  /** Those of one batch go out together. */
  readonly batches: SyncRequest[][] = [];
  /** What is told whatever becomes of the requests. */
  readonly events: RecordedEvent[] = [];
  #last: SyncRequest | undefined;
  #batch: number | undefined;

  add(write: Write, { call, changes }: PlannedWrite): void {
    if (write.verb === "event") {
      if (this.#last === undefined) this.events.push(eventIn(write));
      else (this.#last.events ??= []).push(eventIn(write));
      return;
    }
    // What was refused, or found to be so already, changes nothing and is not waited for.
    if (changes.length === 0) return;
    const request = requestOf(write, call, changes);
    const batch = "batch" in write ? write.batch : undefined;
    if (this.#last !== undefined && batch === this.#batch && areBeside(this.#last.call, call, batch)) {
      this.batches.at(-1)!.push(request);
    } else {
      this.batches.push([request]);
    }
    this.#last = request;
    this.#batch = batch;
  }
}

function eventIn({ kind, namespace, name, type, reason, message }: RecordedEvent): RecordedEvent {
  return { kind, namespace, name, type, reason, message };
}

function requestOf(write: Write, call: ApiCall, changes: readonly Change[]): SyncRequest {
  // Most have nothing to tell, and so no list.
  const events = undefined;
  if (write.verb === "create-pod" && write.ifRefused !== undefined) {
    return { call, changes, events, ifRefused: write.ifRefused };
  }
  if (write.verb === "update-scale") return { call, changes, events, again: { write, attempts: MORE_ATTEMPTS } };
  if (write.verb === "delete-pod") return { call, changes, events, deletes: `${write.namespace}/${write.name}` };
  return { call, changes, events };
}

/** A pod is freed of its finalizer and then asked to go, while others are. */
const ENDING: ReadonlySet<ApiCall> = new Set(["update pods", "delete pods"]);

function areBeside(before: ApiCall, call: ApiCall, batch: number | undefined): boolean {
  if (ENDING.has(before) && ENDING.has(call)) return true;
  return before === call && (call.startsWith("create pods") || (call === "create objects" && batch !== undefined));
}

/** Whether a sync goes on after the answer: what is gone need not be changed any more. */
export function isFine(call: ApiCall, answer: ApiAnswer): boolean {
  return answer === "ok" || (answer === "not-found" && call.includes("pods"));
}

/** What a controller waits to see of requests that came to nothing. */
export function missedBy(requests: readonly SyncRequest[]): MissedRequests {
  return {
    creations: requests.filter(({ call }) => call === "create pods").length,
    deletions: requests.flatMap(({ deletes }) => deletes ?? []),
  };
}
