// A cluster with one controller on an engine, behind an API server that takes no time: enough to see how controllers are run.

import { moment } from "../../../../src/base/time.ts";
import { ClusterState } from "../../../../src/cluster/cluster-state.ts";
import { InstantApiServer } from "../../../../src/components/api-server/instant-api-server.ts";
import type { Controller, ControllerClock } from "../../../../src/components/controllers/controller.ts";
import { podOfTemplate } from "../../../../src/components/controllers/pod-template.ts";
import { ControllerManager } from "../../../../src/components/controllers/run/controller-manager.ts";
import type { PodDoor, QuotaDoor } from "../../../../src/components/controllers/run/created-pods.ts";
import { Engine } from "../../../../src/engine/engine.ts";
import type { ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";

/** A ReplicaSet `web` that wants so many pods. */
export function replicaSet(replicas: number): ReplicaSet {
  return {
    metadata: { name: "web", namespace: "default", uid: "uid-web", generation: 1 },
    spec: {
      replicas,
      selector: { matchLabels: { app: "web" } },
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "main", image: "web" }] } },
    },
  };
}

/** Creates the pods that a ReplicaSet lacks, and deletes none: the least that a controller can be. */
export const KEEPER: Controller = {
  name: "keeper",
  source: "a test",
  keysAfter(event) {
    if (event.kind === "ReplicaSet") return [{ key: "default/web" }];
    if (event.kind === "Pod" && "pod" in event && event.type === "deleted") return [{ key: "default/web" }];
    return [];
  },
  *sync(view) {
    const set = view.find("ReplicaSet", "default", "web");
    if (set?.spec?.template === undefined) return { kind: "done" };
    const template = podOfTemplate(set.spec.template);
    const uid = set.metadata?.uid ?? "";
    const missing = (set.spec.replicas ?? 1) - view.podsControlledBy("default", uid).length;
    const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid, controller: true };
    for (let number = 0; number < missing; number += 1) {
      const answer = yield { verb: "create-pod", namespace: "default", template, owner, generateName: "web-" };
      if (answer.kind === "refused") return { kind: "failed", message: answer.message };
    }
    return { kind: "done" };
  },
};

export interface SmallWorld {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly manager: ControllerManager;
  readonly api: InstantApiServer;
}

const EVERYBODY: PodDoor = { admit: (pod) => ({ pod }) };

/** Quotas that leave room for all. */
export const ROOM: QuotaDoor = {
  refusalOf: () => undefined,
  plan: () => {},
  forgetPlanned: () => {},
  charge: () => undefined,
};

export function smallWorld(controller: Controller, quotas: QuotaDoor = ROOM): SmallWorld {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const api = new InstantApiServer(engine, cluster);
  const clock: ControllerClock = {
    get nowUs() {
      return engine.now;
    },
    timestampAt: (us) => `+${Math.floor(us / 1e6)}s`,
    momentOf: () => undefined,
  };
  const definition = { name: controller.name, source: controller.source, create: () => controller };
  const limits = { qps: 20, burst: 30 };
  const ports = {
    engine,
    cluster,
    api,
    clock,
    door: EVERYBODY,
    quotas,
    definitions: [definition],
    limits,
    isPatient: true,
  };
  const manager = new ControllerManager(ports);
  cluster.observe(manager);
  return { engine, cluster, manager, api };
}

/** Stores the ReplicaSet and lets everything happen. */
export function storeAndRun({ engine, cluster }: SmallWorld, object: ReplicaSet, untilSeconds = 1): void {
  cluster.apply({ kind: "object-stored", stored: { kind: "ReplicaSet", object } }, engine.now);
  engine.run(moment(engine.now + untilSeconds * 1e6));
}
