// When a loop looks at a key again: when it is asked to, and when somebody else wrote meanwhile.

import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import type { RecordedEvent } from "../../../../src/cluster/change.ts";
import type { ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import type { Controller, MissedRequests, Write } from "../../../../src/components/controllers/controller.ts";
import { ROOM, KEEPER, replicaSet, smallWorld, storeAndRun, type SmallWorld } from "./small-world.ts";

function storeAt({ engine, cluster }: SmallWorld, seconds: number, object: ReplicaSet): void {
  const stored = { kind: "ReplicaSet", object } as const;
  const write = () => cluster.apply({ kind: "object-stored", stored }, engine.now);
  engine.scheduleHook(moment(seconds * 1e6), "faults", write);
}

describe("a controller's loop", () => {
  it("looks at a key again when the sync asks for it", () => {
    const lookedAtMs: number[] = [];
    const patient: Controller = {
      ...KEEPER,
      // oxlint-disable-next-line require-yield -- a sync that writes nothing
      *sync() {
        lookedAtMs.push(world.engine.now / 1000);
        return lookedAtMs.length < 3 ? { kind: "done", afterUs: 200_000 } : { kind: "done" };
      },
    };
    const world = smallWorld(patient);
    storeAndRun(world, replicaSet(1));
    expect(lookedAtMs).toEqual([0, 200, 400]);
  });

  it("tries a key again whose object somebody else changed meanwhile", () => {
    let syncs = 0;
    const writer: Controller = {
      ...KEEPER,
      keysAfter: (event) => (event.kind === "ReplicaSet" && event.type === "added" ? [{ key: "default/web" }] : []),
      *sync(view) {
        syncs += 1;
        const object = view.find("ReplicaSet", "default", "web")!;
        if (syncs === 1) {
          // Stands for a person who writes while the controller's request is on its way.
          const stored = { kind: "ReplicaSet", object: replicaSet(7) } as const;
          const write = () => world.cluster.apply({ kind: "object-stored", stored }, world.engine.now);
          world.engine.scheduleHook(world.engine.now, "faults", write);
        }
        yield {
          verb: "updateStatus",
          stored: { kind: "ReplicaSet", object: { ...object, status: { replicas: syncs } } },
        };
        return { kind: "done" };
      },
    };
    const world = smallWorld(writer);
    storeAndRun(world, replicaSet(1));
    expect(syncs).toBe(2);
    expect(world.cluster.objects.find("ReplicaSet", "default", "web")).toMatchObject({
      spec: { replicas: 7 },
      status: { replicas: 2 },
    });
  });

  it("scales an object as it stands when somebody else changed it meanwhile", () => {
    let syncs = 0;
    const scaler: Controller = {
      ...KEEPER,
      keysAfter: (event) => (event.kind === "ReplicaSet" && event.type === "added" ? [{ key: "default/web" }] : []),
      *sync() {
        syncs += 1;
        // Stands for a controller that writes the status while the request is on its way.
        const object = { ...replicaSet(1), status: { replicas: 9 } };
        const stored = { kind: "ReplicaSet", object } as const;
        const write = () => world.cluster.apply({ kind: "object-stored", stored }, world.engine.now);
        world.engine.scheduleHook(world.engine.now, "faults", write);
        const target = { group: "apps", kind: "ReplicaSet", namespace: "default", name: "web" };
        yield { verb: "update-scale", target, replicas: 5 };
        return { kind: "done" };
      },
    };
    const world = smallWorld(scaler);
    storeAndRun(world, replicaSet(1));
    expect(syncs).toBe(1);
    expect(world.cluster.objects.find("ReplicaSet", "default", "web")).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 5 },
      status: { replicas: 9 },
    });
  });

  it("looks again one period after what an informer tells while a key is worked at", () => {
    const lookedAtUs: number[] = [];
    const steady: Controller = {
      ...KEEPER,
      resyncUs: 200_000,
      keysAfter: (event) => (event.kind === "ReplicaSet" && event.type === "added" ? [{ key: "default/web" }] : []),
      *sync(view) {
        lookedAtUs.push(view.clock.nowUs);
        const object = view.find("ReplicaSet", "default", "web")!;
        const stored = { kind: "ReplicaSet", object: { ...object, status: { replicas: lookedAtUs.length } } } as const;
        yield { verb: "updateStatus", stored };
        return { kind: "done", afterUs: 300_000 };
      },
    };
    const world = smallWorld(steady);
    storeAndRun(world, replicaSet(1), 0.9);
    // The first look begins when the informer does; the others between two of its rounds.
    expect(lookedAtUs.slice(0, 3)).toEqual([0, 200_000, 400_000]);
  });

  it("makes no look at a key at rest until something happens, and says which it did not make", () => {
    const lookedAtMs: number[] = [];
    const passedMs: number[] = [];
    const restful: Controller = {
      ...KEEPER,
      keysAfter: (event) => (event.kind === "ReplicaSet" && event.type === "added" ? [{ key: "default/web" }] : []),
      standing: {
        periodUs: 200_000,
        passOver: (_key, fromUs, untilUs) => {
          for (let us = fromUs; us <= untilUs; us += 200_000) passedMs.push(us / 1000);
        },
      },
      // oxlint-disable-next-line require-yield -- a sync that writes nothing
      *sync() {
        lookedAtMs.push(world.engine.now / 1000);
        return { kind: "done", afterUs: 200_000, restsUntilUs: Infinity };
      },
    };
    const world = smallWorld(restful);
    storeAt(world, 1.05, replicaSet(2));
    storeAndRun(world, replicaSet(1), 2);
    // What happened at the begin may be news to it.
    expect(lookedAtMs).toEqual([0, 200, 1200]);
    expect(passedMs).toEqual([400, 600, 800, 1000]);
  });

  it("has keys at rest wait for a worker as others do", () => {
    const lookedAtMs: [string, number][] = [];
    const keys = ["default/a", "default/b", "default/c", "default/d", "default/e", "default/web"];
    let isWriting = false;
    const busy: Controller = {
      ...KEEPER,
      keysAfter: ({ kind, type }) =>
        kind === "ReplicaSet" && type === "added" ? keys.map((key, number) => ({ key, afterUs: number * 1000 })) : [],
      standing: { periodUs: 200_000, passOver: () => {} },
      *sync(view, key) {
        lookedAtMs.push([key, view.clock.nowUs / 1000]);
        const object = view.find("ReplicaSet", "default", "web")!;
        const status = { replicas: lookedAtMs.length };
        if (isWriting && key !== "default/web") {
          yield { verb: "updateStatus", stored: { kind: "ReplicaSet", object: { ...object, status } } };
        }
        return { kind: "done", afterUs: 200_000, restsUntilUs: Infinity };
      },
    };
    const world = smallWorld(busy);
    storeAt(world, 0.45, replicaSet(2));
    world.engine.scheduleHook(moment(450_000), "faults", () => {
      lookedAtMs.length = 0;
      isWriting = true;
    });
    storeAndRun(world, replicaSet(1), 0.65);
    const looks = lookedAtMs.filter(([, atMs]) => atMs < 650);
    expect(looks.map(([key]) => key).toSorted()).toEqual(keys);
  });

  it("ends a sync whose pod is refused after all, says so, and has nobody wait for what was not asked for", () => {
    const missed: MissedRequests[] = [];
    const told = { kind: "ReplicaSet", namespace: "default", name: "web", ...FAILED_CREATE };
    const careful: Controller = {
      ...KEEPER,
      missed: (_key, requests) => missed.push(requests),
      *sync(view, key) {
        const writes = KEEPER.sync(view, key);
        let number = 0;
        for (let step = writes.next(); ;) {
          if (step.done === true) return step.value;
          const ifRefused = { ...told, message: "Error creating: " };
          step = writes.next(yield { ...step.value, batch: number, ifRefused } as Write);
          number += 1;
        }
      },
    };
    const events: RecordedEvent[] = [];
    let asked = 0;
    // Room for all while the sync decides, and for two when the server writes.
    const quotas = { ...ROOM, charge: () => ((asked += 1) > 2 ? "exceeded quota" : undefined) };
    const world = smallWorld(careful, quotas);
    const stored = { kind: "ResourceQuota", object: { metadata: { name: "q", namespace: "default" } } } as const;
    world.cluster.apply({ kind: "object-stored", stored }, world.engine.now);
    world.cluster.observe({
      hear: ({ change }) => void (change.kind === "event-recorded" && events.push(change.event)),
    });
    storeAndRun(world, replicaSet(4), 0.004);
    expect(world.cluster.pods.size).toBe(2);
    expect(missed).toEqual([{ creations: 2, deletions: [] }]);
    expect(events.map(({ message }) => message)).toEqual(["Error creating: exceeded quota"]);
  });
});

const FAILED_CREATE = { type: "Warning", reason: "FailedCreate" } as const;
