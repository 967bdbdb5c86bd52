// Going back because an annotation says so.

import { describe, expect, it } from "vitest";

import { rollback, rollbackRevision } from "../../../../src/components/controllers/deployment/rollback.ts";
import { play } from "../fake-view.ts";
import { condition, deployment, replicaSet, REVISION, template, workOn } from "./build-deployments.ts";

const ASKED = "deprecated.deployment.rollback.to";
const SETS = [
  replicaSet("a", { image: "web:v1", revision: 1, replicas: 0 }),
  replicaSet("b", { image: "web:v2", revision: 2 }),
];

function rolledBack(asked: string, sets = SETS) {
  const status = { conditions: [condition("Progressing", "True", "NewReplicaSetAvailable")] };
  const work = workOn(deployment({}, status, { [ASKED]: asked, [REVISION]: "2", team: "x" }), sets);
  return play(rollback(work, sets, rollbackRevision(work)!));
}

it("is asked for by a number in an annotation", () => {
  const revision = (text: string) => rollbackRevision(workOn(deployment({}, {}, { [ASKED]: text })));
  expect(["7", "0", "", "last"].map(revision)).toEqual([7n, 0n, undefined, undefined]);
  expect(rollbackRevision(workOn(deployment()))).toBeUndefined();
});

describe("a roll-back", () => {
  // The newest ReplicaSet carries the Deployment's annotations, as a sync before has seen to.
  const carried = [
    SETS[0]!,
    { ...SETS[1]!, metadata: { ...SETS[1]!.metadata, annotations: { [REVISION]: "2", team: "x" } } },
  ];

  it.each(["1", "0"])("to %s takes the template and annotations of that revision, and forgets the wish", (asked) => {
    const { writes, told } = rolledBack(asked, carried);
    expect(told).toEqual(["update Deployment/web", "event DeploymentRollback"]);
    expect(writes[0]).toMatchObject({ stored: { object: { spec: { template: template("web:v1") } } } });
    expect(writes[0]).toHaveProperty("stored.object.metadata.annotations", { [REVISION]: "2" });
    expect(writes[1]).toMatchObject({ message: 'Rolled back deployment "web" to revision 1' });
  });

  it.each([
    ["2", "DeploymentRollbackTemplateUnchanged"],
    ["9", "DeploymentRollbackRevisionNotFound"],
  ])("to %s is none, which is told: %s", (asked, reason) => {
    expect(rolledBack(asked, carried).told).toEqual([`event ${reason}`, "update Deployment/web"]);
  });

  it("to the last is none where there is only one", () => {
    const only = [carried[1]!].map((set) => ({
      ...set,
      metadata: { ...set.metadata, annotations: { [REVISION]: "1", team: "x" } },
    }));
    const { writes } = rolledBack("0", only);
    expect(writes).toContainEqual(expect.objectContaining({ message: "Unable to find last revision." }));
  });
});
