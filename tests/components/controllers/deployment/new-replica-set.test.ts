// The ReplicaSet of a Deployment's present template.

import { describe, expect, it } from "vitest";

import type { WriteResult } from "../../../../src/components/controllers/controller.ts";
import {
  allOf,
  replicaSetsOf,
  setProgressing,
  settledReplicaSets,
  type WhenMissing,
} from "../../../../src/components/controllers/deployment/new-replica-set.ts";
import { podTemplateHash } from "../../../../src/model/hashing/pod-template-hash.ts";
import type { Deployment, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { play } from "../fake-view.ts";
import { condition, deployment, DESIRED, MAX, replicaSet, REVISION, template, workOn } from "./build-deployments.ts";

type Refusal = Extract<WriteResult, { kind: "refused" }>;

const HASH = podTemplateHash(template("web:v2"), undefined);
const NAME = `web-${HASH}`;
const PROGRESSING = { conditions: [condition("Progressing", "True", "NewReplicaSetAvailable")] };
const OLD = replicaSet("web-a", { image: "web:v1", revision: 3 });

function found(
  own: Deployment,
  sets: readonly ReplicaSet[],
  whenMissing: WhenMissing = "create",
  refusals: Readonly<Record<string, Refusal>> = {},
) {
  const work = workOn(own, sets);
  const settled = settledReplicaSets(workOn(own, sets), sets);
  const played = play(replicaSetsOf(work, sets, whenMissing), refusals);
  // What is as it should be is known without a request, and nothing else is.
  const isSettled = played.told.length === 0 && "newOne" in played.value && played.value.newOne !== undefined;
  expect(settled).toEqual(isSettled ? played.value : undefined);
  return { ...played, work };
}

describe("a ReplicaSet with the template", () => {
  const current = replicaSet("web-b", { revision: 4 });

  it("is the new one, and the others are old", () => {
    const { told, value } = found(deployment({}, PROGRESSING, { [REVISION]: "4" }), [OLD, current]);
    expect([told, value]).toEqual([[], { newOne: current, old: [OLD] }]);
    expect(allOf({ newOne: current, old: [OLD] })).toEqual([OLD, current]);
  });

  it("gets the next number when it is new again", () => {
    const { writes } = found(deployment({}, PROGRESSING), [OLD, replicaSet("web-b", { revision: 1 })]);
    expect(writes).toMatchObject([
      { verb: "update", stored: { object: { metadata: { annotations: { [REVISION]: "4" } } } } },
    ]);
  });

  it("takes over annotations and the time to be ready", () => {
    const own = deployment({ minReadySeconds: 7 }, PROGRESSING, { team: "a", [REVISION]: "4" });
    expect(found(own, [OLD, current]).writes).toMatchObject([
      { stored: { object: { metadata: { annotations: { team: "a" } }, spec: { minReadySeconds: 7 } } } },
    ]);
  });

  it("gives the Deployment its number", () => {
    const { writes } = found(deployment({}, PROGRESSING), [OLD, current]);
    expect(writes).toMatchObject([
      { verb: "updateStatus", stored: { object: { metadata: { annotations: { [REVISION]: "4" } } } } },
    ]);
  });

  it("starts the count of progress where nobody has", () => {
    const { writes } = found(deployment({}, {}, { [REVISION]: "4" }), [OLD, current]);
    expect(writes).toMatchObject([
      {
        stored: {
          object: {
            status: {
              conditions: [{ reason: "FoundNewReplicaSet", message: 'Found new replica set "web-b"' }],
            },
          },
        },
      },
    ]);
  });
});

describe("a missing ReplicaSet", () => {
  it("is left so while that is wished", () => {
    expect(found(deployment(), [OLD], "leave")).toMatchObject({ told: [], value: { newOne: undefined, old: [OLD] } });
  });

  it("is made of the template, as large as surge leaves room for", () => {
    const { writes, told } = found(deployment({ minReadySeconds: 5 }, {}, { team: "a" }), [OLD]);
    expect(told).toEqual([`create ReplicaSet/${NAME}`, "event ScalingReplicaSet", "updateStatus Deployment/web"]);
    expect(writes[0]).toMatchObject({
      stored: {
        object: {
          metadata: {
            labels: { app: "web", "pod-template-hash": HASH },
            annotations: { team: "a", [REVISION]: "4", [DESIRED]: "4", [MAX]: "5" },
            ownerReferences: [{ kind: "Deployment", name: "web", controller: true }],
          },
          spec: {
            replicas: 1,
            minReadySeconds: 5,
            selector: { matchLabels: { app: "web", "pod-template-hash": HASH } },
            template: { metadata: { labels: { "pod-template-hash": HASH } } },
          },
        },
      },
    });
    expect(writes[1]).toMatchObject({ message: `Scaled up replica set ${NAME} from 0 to 1` });
    expect(writes[2]).toMatchObject({
      stored: {
        object: {
          metadata: { annotations: { [REVISION]: "4" } },
          status: { conditions: [{ reason: "NewReplicaSetCreated", message: `Created new replica set "${NAME}"` }] },
        },
      },
    });
  });

  it("comes without a word about its size when it has none yet", () => {
    expect(found(deployment(), [{ ...OLD, spec: { ...OLD.spec, replicas: 5 } }]).told).not.toContain(
      "event ScalingReplicaSet",
    );
  });

  it("has a name that is cut where the Deployment's is long", () => {
    const own = deployment();
    const long = { ...own, metadata: { ...own.metadata, name: "w".repeat(253) } };
    const name = found(long, []).writes.flatMap((write) =>
      write.verb === "create" ? [write.stored.object.metadata?.name ?? ""] : [],
    )[0]!;
    expect(name).toHaveLength(253);
    expect(name.endsWith(`w-${HASH}`)).toBe(true);
  });

  it("is told as a failure where it cannot be made", () => {
    const refusal: Refusal = { kind: "refused", reason: "Forbidden", message: "no" };
    const { told, writes, value } = found(deployment(), [], "create", { [`create ReplicaSet/${NAME}`]: refusal });
    expect(told.slice(1)).toEqual(["updateStatus Deployment/web", "event ReplicaSetCreateError"]);
    expect(writes[2]).toMatchObject({ message: `Failed to create new replica set "${NAME}": no` });
    expect(value).toBe(refusal);
  });

  it("is not told at all in a namespace that ends", () => {
    const refusal: Refusal = { kind: "refused", reason: "NamespaceTerminating", message: "ending" };
    expect(found(deployment(), [], "create", { [`create ReplicaSet/${NAME}`]: refusal }).told).toHaveLength(1);
  });
});

describe("a name that is taken", () => {
  const refusal: Refusal = { kind: "refused", reason: "AlreadyExists", message: "exists" };

  function taken(by: ReplicaSet) {
    const work = workOn(deployment(), [by]);
    return play(replicaSetsOf(work, [], "create"), { [`create ReplicaSet/${NAME}`]: refusal });
  }

  it("is a collision where another template has it", () => {
    const { told, writes, value } = taken(replicaSet(NAME, { image: "web:v9" }));
    expect(told).toEqual([`create ReplicaSet/${NAME}`, "updateStatus Deployment/web"]);
    expect(writes[1]).toMatchObject({ stored: { object: { status: { collisionCount: 1 } } } });
    expect(value).toBe(refusal);
  });

  it("is the ReplicaSet that is looked for where it is the Deployment's own", () => {
    const own = replicaSet(NAME);
    expect(taken(own)).toMatchObject({
      value: { newOne: own },
      told: [`create ReplicaSet/${NAME}`, "updateStatus Deployment/web"],
    });
  });
});

it("hashes otherwise after a collision", () => {
  const { told } = found(deployment({}, { collisionCount: 1 }), []);
  expect(told[0]).toBe(`create ReplicaSet/web-${podTemplateHash(template("web:v2"), 1)}`);
});

it("says how a rollout goes on in the sync's own copy", () => {
  const work = workOn(deployment());
  setProgressing(work, "Unknown", "DeploymentPaused", "Deployment is paused");
  expect(work.deployment.status?.conditions).toMatchObject([{ type: "Progressing", status: "Unknown" }]);
});
