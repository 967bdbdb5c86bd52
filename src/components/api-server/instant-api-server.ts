// A control plane that takes no time: requests are committed and answered at the moment at which they are sent, in the order
// of sending, and watchers hear at once. Nobody is limited. Nothing happens before the caller has returned.

import type { Snapshot, Snapshotable } from "../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../base/snapshot-parts.ts";

import type { Engine } from "../../engine/engine.ts";
import type { EventKind } from "../../engine/event-kinds.ts";

import type {
  ApiClient,
  ApiServer,
  ClientDefinition,
  Process,
  ProcessName,
  RequestKind,
  Watch,
  WatchDefinition,
  WorkKind,
} from "../../cluster/api-client.ts";
import type { Change } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import { EventRecorder, type PostEvent, type SayEvent } from "./event-recorder.ts";
import { NoticeQueue } from "./notice-queue.ts";
import { RequestBook } from "./request-book.ts";

export class InstantApiServer implements ApiServer, Snapshotable {
  readonly #engine: Engine;
  readonly #cluster: ClusterState;
  readonly #book: RequestBook;
  readonly #committed: EventKind;
  readonly #watches = new Map<string, NoticeQueue>();
  /** By client. */
  readonly #recorders: EventRecorder[] = [];
  #clients = 0;

  constructor(engine: Engine, cluster: ClusterState) {
    this.#engine = engine;
    this.#cluster = cluster;
    this.#book = new RequestBook(cluster);
    this.#committed = engine.defineKind("api-server/committed", "api", (row) => {
      this.#book.commit(row, engine.now);
      this.#book.finish(row);
    });
  }

  client({ name }: ClientDefinition): ApiClient {
    const client = this.#clients;
    this.#clients += 1;
    const { table } = this.#book;
    const sendChanges = (kind: RequestKind, changes: readonly Change[], first: number, instance = 0) => {
      const row = table.add(kind, first, 0, instance);
      table.carry(row, changes, this.#engine.now);
      this.#send(row, 0);
    };
    const now = () => this.#engine.now;
    const post: PostEvent = (said, number) => sendChanges(event, [{ kind: "event-recorded", event: said }], number);
    const say: SayEvent = (said) => this.#cluster.apply({ kind: "event-said", event: said }, now());
    const recorder = new EventRecorder(say, post, now);
    const answered = () => recorder.done();
    const event = this.#book.defineWrite(client, { name: `${name}/event`, call: "create events", answered });
    this.#recorders.push(recorder);
    return {
      define: (request) => this.#book.define(client, request),
      defineWrite: (write) => this.#book.defineWrite(client, write),
      send: (kind, first, second = 0, instance = 0) => this.#send(table.add(kind, first, second, instance), second),
      sendChanges,
      record: (said) => recorder.record(said),
    };
  }

  watch({ name, phase, seen }: WatchDefinition): Watch {
    const notices = new NoticeQueue();
    this.#watches.set(name, notices);
    let isShowing = false;
    const kind = this.#engine.defineKind(`${name}/seen`, phase, () => {
      isShowing = true;
      for (let due = notices.size; due > 0; due -= 1) notices.takeFirst(seen);
      isShowing = false;
      // What was noted meanwhile.
      if (notices.size > 0) this.#engine.schedule(this.#engine.now, kind);
    });
    return {
      note: (code, first, second = 0) => {
        // Those of one moment are seen together.
        if (notices.size === 0 && !isShowing) this.#engine.schedule(this.#engine.now, kind);
        notices.push(this.#engine.now, code, first, second, 1);
      },
    };
  }

  process(_name: ProcessName): Process {
    return {
      defineWork: (name, phase, done) => this.#engine.defineKind(name, phase, done) as number as WorkKind,
      run: (kind, _workUs, first, second = 0) => {
        this.#engine.schedule(this.#engine.now, kind as number as EventKind, first, second);
      },
    };
  }

  snapshot(): Snapshot {
    const watches = [...this.#watches].map(([name, notices]) => [`watch:${name}`, notices.snapshot()] as const);
    const events = this.#recorders.map((recorder, client) => [`events:${client}`, recorder.snapshot()] as const);
    return joinSnapshots({ requests: this.#book.snapshot(), ...Object.fromEntries([...watches, ...events]) });
  }

  restore(saved: Snapshot): void {
    this.#book.restore(partOf(saved, "requests"));
    for (const [client, recorder] of this.#recorders.entries()) recorder.restore(partOf(saved, `events:${client}`));
    for (const [name, notices] of this.#watches) notices.restore(partOf(saved, `watch:${name}`));
  }

  #send(row: number, second: number): void {
    this.#engine.schedule(this.#engine.now, this.#committed, row, second);
  }
}
