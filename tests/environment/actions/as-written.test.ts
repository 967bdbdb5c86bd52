// Jobs lose the identity that reading gave them, and get that of the one that is there.

import { describe, expect, it } from "vitest";

import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { asKnown, asWritten } from "../../../src/environment/actions/as-written.ts";

function jobOf(uid: string, labels: Readonly<Record<string, string>> = {}): Extract<StoredObject, { kind: "Job" }> {
  const own = { "controller-uid": uid, "batch.kubernetes.io/controller-uid": uid, ...labels };
  const spec = {
    selector: { matchLabels: { "batch.kubernetes.io/controller-uid": uid } },
    template: { metadata: { labels: { "job-name": "once", ...own } } },
  };
  return { kind: "Job", object: { metadata: { name: "once", uid }, spec } };
}

describe("an object as it was written", () => {
  it("has no identity", () => {
    const service = { kind: "Service", object: { metadata: { name: "s", uid: "u" }, spec: {} } } as const;
    expect(asWritten(service)).toEqual({ kind: "Service", object: { metadata: { name: "s" }, spec: {} } });
  });

  it("has, if it is a Job, nothing that was made of its identity", () => {
    const { object } = asWritten(jobOf("u", { team: "a" }));
    expect(object).toEqual({
      metadata: { name: "once" },
      spec: { template: { metadata: { labels: { "job-name": "once", team: "a" } } } },
    });
  });

  it("keeps labels of a user, whatever they are called", () => {
    const { object } = asWritten(jobOf("u", { "controller-uid": "mine" }));
    expect((object as ReturnType<typeof jobOf>["object"]).spec?.template?.metadata?.labels).toEqual({
      "job-name": "once",
      "controller-uid": "mine",
    });
  });

  it("gets the identity of the one that is there", () => {
    const written = asWritten(jobOf("read")) as ReturnType<typeof jobOf>;
    const known = { ...written, object: { ...written.object, metadata: { name: "once", uid: "run" } } };
    expect(asKnown(known).object).toMatchObject(jobOf("run").object);
  });
});
