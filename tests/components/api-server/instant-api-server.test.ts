// A control plane that takes no time.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { InstantApiServer } from "../../../src/components/api-server/instant-api-server.ts";

function makeInstant() {
  const engine = new Engine();
  return { engine, api: new InstantApiServer(engine, new ClusterState(VERSION_BEHAVIOUR["1.36"])) };
}

describe("the instant API server", () => {
  it("commits and answers in the same moment, in the order of sending, and not before the sender is done", () => {
    const { engine, api } = makeInstant();
    const said: string[] = [];
    const client = api.client({ name: "test", level: "exempt", limits: { qps: 1, burst: 1 } });
    const kind = client.define({
      name: "test/write",
      call: "create pods",
      commit: (pod) => {
        said.push(`commit ${pod}`);
        return "ok";
      },
      answered: (pod) => said.push(`answer ${pod}`),
    });
    const send = engine.defineKind("test/send", "controllers", () => {
      for (const pod of [1, 2, 3]) client.send(kind, pod);
      said.push("sent");
    });
    engine.schedule(moment(70), send);
    engine.run();
    expect(said).toEqual(["sent", "commit 1", "answer 1", "commit 2", "answer 2", "commit 3", "answer 3"]);
    expect(engine.now).toBe(70);
  });

  it("tells watchers all notices of a moment together, in order", () => {
    const { engine, api } = makeInstant();
    const seen: number[] = [];
    const watch = api.watch({ name: "test/watch", phase: "scheduler", seen: (_code, first) => seen.push(first) });
    for (const first of [3, 1, 2]) watch.note(0, first);
    expect(seen).toEqual([]);
    engine.run();
    expect([seen, engine.events]).toEqual([[3, 1, 2], 1]);
  });

  it("tells of what is noted while others are told", () => {
    const { engine, api } = makeInstant();
    const seen: number[] = [];
    const watch = api.watch({
      name: "test/watch",
      phase: "scheduler",
      seen: (_code, first) => {
        seen.push(first);
        if (first < 10) watch.note(0, first + 10);
      },
    });
    for (const first of [1, 2]) watch.note(0, first);
    engine.run();
    expect([seen, engine.events]).toEqual([[1, 2, 11, 12], 2]);
  });

  it("does work at once", () => {
    const { engine, api } = makeInstant();
    const process = api.process("kube-scheduler");
    const done: number[] = [];
    const kind = process.defineWork("test/work", "scheduler", (first, second) => done.push(first, second, engine.now));
    process.run(kind, 5000, 1, 2);
    engine.run();
    expect(done).toEqual([1, 2, 0]);
  });
});
