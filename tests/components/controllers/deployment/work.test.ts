// What one sync of a Deployment works on.

import { expect, it } from "vitest";

import {
  eventOf,
  isRefusal,
  timestampOf,
  updateReplicaSet,
  writeStatus,
} from "../../../../src/components/controllers/deployment/work.ts";
import { play } from "../fake-view.ts";
import { deployment, replicaSet, workOn } from "./build-deployments.ts";

const REFUSAL = { kind: "refused", reason: "Conflict", message: "changed" } as const;

it("tells refusals from all that a request may give", () => {
  expect([REFUSAL, undefined, true, {}, replicaSet("web-a")].map(isRefusal)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

it("knows the present second", () => {
  expect(timestampOf(workOn(deployment(), [], { nowUs: 2_900_000 }))).toBe("1970-01-01T00:00:02Z");
});

it("writes the status of its own copy", () => {
  const work = workOn(deployment());
  work.deployment = deployment({}, { replicas: 2 });
  expect(play(writeStatus(work)).writes).toMatchObject([
    { verb: "updateStatus", stored: { kind: "Deployment", object: { status: { replicas: 2 } } } },
  ]);
});

it("goes on with the ReplicaSet as it was sent where the server says nothing else", () => {
  const sent = replicaSet("web-a");
  expect(play(updateReplicaSet(sent)).value).toBe(sent);
  expect(play(updateReplicaSet(sent), { "update ReplicaSet/web-a": REFUSAL }).value).toBe(REFUSAL);
});

it("tells events about the Deployment", () => {
  expect(eventOf(workOn(deployment()), "Normal", "Why", "what")).toEqual({
    verb: "event",
    kind: "Deployment",
    namespace: "default",
    name: "web",
    type: "Normal",
    reason: "Why",
    message: "what",
  });
});
