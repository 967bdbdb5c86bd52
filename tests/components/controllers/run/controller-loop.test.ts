// When a loop looks at a key again: when it is asked to, and when somebody else wrote meanwhile.

import { describe, expect, it } from "vitest";

import type { Controller } from "../../../../src/components/controllers/controller.ts";
import { KEEPER, replicaSet, smallWorld, storeAndRun } from "./small-world.ts";

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
});
