// What a run remembers of events and of what commands printed.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import type { RecordedEvent } from "../../src/cluster/change.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { LiveContainer } from "../../src/cluster/live-pod.ts";
import { ChronicleProbe, OTHER_OBJECTS } from "../../src/metrics/chronicle-probe.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { pod } from "../model/build-objects.ts";

const EVENT: RecordedEvent = {
  kind: "ReplicaSet",
  namespace: "default",
  name: "web-1",
  type: "Normal",
  reason: "SuccessfulCreate",
  message: "Created pod: web-1-a",
};

function told(): { readonly cluster: ClusterState; readonly probe: ChronicleProbe } {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const probe = new ChronicleProbe(cluster);
  cluster.observe(probe);
  return { cluster, probe };
}

describe("the chronicle of a run", () => {
  it("counts events of one reason about one object together, with the latest text", () => {
    const { cluster, probe } = told();
    cluster.apply({ kind: "event-recorded", event: EVENT }, moment(1e6));
    cluster.apply({ kind: "event-recorded", event: { ...EVENT, message: "Created pod: web-1-b" } }, moment(3e6));
    cluster.apply({ kind: "event-recorded", event: { ...EVENT, reason: "SuccessfulDelete" } }, moment(4e6));
    const { events } = probe.chronicle();
    expect(events.map(({ reason, count }) => [reason, count])).toEqual([
      ["SuccessfulCreate", 2],
      ["SuccessfulDelete", 1],
    ]);
    expect(events[0]).toMatchObject({ firstSeconds: 1, lastSeconds: 3, message: "Created pod: web-1-b" });
  });

  it("names objects with their namespace, and nodes without one", () => {
    const { cluster, probe } = told();
    const node = { ...EVENT, kind: "Node", namespace: "", name: "n1" };
    for (const event of [EVENT, node]) cluster.apply({ kind: "event-recorded", event }, moment(1e6));
    expect(probe.chronicle().events.map(({ object }) => object)).toEqual(["default/web-1", "n1"]);
  });

  it("counts each kill for memory once, however often the status tells of it, also over a snapshot", () => {
    const { cluster, probe } = told();
    cluster.apply({ kind: "pod-created", classId: cluster.classify(pod()), name: "web-1" }, moment(0));
    const killed = (finishedUs: number) =>
      ({ kind: "terminated", exitCode: 137, reason: "OOMKilled", finishedUs }) as const;
    const container = { name: "main", isReady: false, restartCount: 0 };
    const says = (live: LiveContainer) =>
      cluster.apply({ kind: "pod-containers", pod: 0, containers: [live] }, moment(9e6));
    const waiting = { kind: "waiting", reason: "CrashLoopBackOff" } as const;
    says({ ...container, state: killed(1e6) });
    const other = new ChronicleProbe(cluster);
    other.restore(probe.snapshot());
    cluster.observe(other);
    says({ ...container, state: waiting, lastTerminated: killed(1e6) });
    says({ ...container, state: killed(5e6) });
    says({ ...container, state: { ...killed(7e6), reason: "Error" } });
    const message = "container main: terminated, reason OOMKilled, exit code 137";
    for (const { events } of [probe.chronicle(), other.chronicle()]) {
      expect(events).toMatchObject([{ kind: "Pod", object: "default/web-1", reason: "OOMKilled", message, count: 2 }]);
    }
  });

  it("keeps what commands print, with when and where, also over a snapshot", () => {
    const { cluster, probe } = told();
    const position = { file: "s.yaml", line: 7, column: 3 };
    const by = { name: "scale web", position };
    const message = { by, level: "error", text: "not found" } as const;
    cluster.apply({ kind: "user-message", message }, moment(2e6));
    const other = new ChronicleProbe(cluster);
    other.restore(probe.snapshot());
    expect(other.chronicle().messages).toEqual([
      { atSeconds: 2, times: 1, lastSeconds: 2, by: "scale web", level: "error", text: "not found", position },
    ]);
  });

  it("keeps who failed with the last error, and takes no warning for a failure, also over a snapshot", () => {
    const { cluster, probe } = told();
    const by = { name: "drain", position: { file: "s.yaml", line: 9, column: 3 } };
    const say = (text: string) => {
      cluster.apply({ kind: "user-message", message: { by, level: "error", text } }, moment(2e6));
    };
    say("Warning: ignoring some");
    expect(probe.chronicle().failures).toEqual([]);
    say("error: not drained");
    const other = new ChronicleProbe(cluster);
    other.restore(probe.snapshot());
    cluster.observe(other);
    cluster.apply({ kind: "user-mark", mark: { by, what: "fails", nodes: [] } }, moment(3e6));
    for (const { failures } of [probe.chronicle(), other.chronicle()])
      expect(failures).toMatchObject([{ atSeconds: 3, by: "drain", text: "error: not drained" }]);
  });

  it("keeps what is said again and again once, with how often and until when", () => {
    const { cluster, probe } = told();
    const by = { name: "drain", position: { file: "s.yaml", line: 7, column: 3 } };
    for (const second of [5, 10, 15]) {
      const message = { by, level: "error", text: "will retry after 5s" } as const;
      cluster.apply({ kind: "user-message", message }, moment(second * 1e6));
    }
    expect(probe.chronicle().messages).toMatchObject([{ atSeconds: 5, times: 3, lastSeconds: 15 }]);
  });

  it("puts events together for whose objects there is no room, so that no count is short", () => {
    const { cluster, probe } = told();
    for (let index = 0; index < 1_003; index += 1) {
      cluster.apply({ kind: "event-recorded", event: { ...EVENT, name: `web-${index}` } }, moment(index * 1e6));
    }
    cluster.apply({ kind: "event-recorded", event: { ...EVENT, name: "web-0" } }, moment(2e9));
    const { events } = probe.chronicle();
    expect(events).toHaveLength(1_001);
    expect(events[0]).toMatchObject({ object: "default/web-0", count: 2 });
    expect(events[1_000]).toMatchObject({ object: OTHER_OBJECTS, count: 3, firstSeconds: 1_000, lastSeconds: 1_002 });
  });
});
