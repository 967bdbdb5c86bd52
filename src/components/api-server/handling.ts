// The part of a request's way that takes time, as the API server asks for it: one form for a control plane with room for all,
// one for processes that share a few cores. Both tell the server, later, that a stage is over.

import type { ProcessName } from "../../cluster/api-client.ts";

/** Told of the end of each stage, and asked what the request of a row needs. */
export interface Stages {
  readonly arrived: (row: number) => void;
  readonly written: (row: number) => void;
  readonly answered: (row: number) => void;
  /** From arrival to answer on an idle control plane, µs. */
  readonly latencyUsOf: (row: number) => number;
  /** Work of the API server for it, µs of one core. */
  readonly cpuUsOf: (row: number) => number;
  /** When a request may be committed that is ready at a moment, µs: no earlier than those that its client sent before. */
  readonly mayCommitAtUs: (row: number, readyAtUs: number) => number;
  /** Whether anybody waits for the answer, or for the seat. */
  readonly isAwaited: (row: number) => boolean;
  /** Where its client runs, if that shares the cores. */
  readonly processOf: (row: number) => ProcessName | undefined;
}

export interface Handling {
  /** From the client to the server: `arrived` follows, perhaps at once. */
  sendOff(row: number): void;
  /** The handler up to etcd's commit: `written` follows. */
  execute(row: number): void;
  /** The answer back to the client: `answered` follows. */
  respond(row: number): void;
}
