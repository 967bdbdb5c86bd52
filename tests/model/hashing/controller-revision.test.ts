// Revisions of StatefulSets and DaemonSets; values of the real controllers' functions.

import { describe, expect, it } from "vitest";

import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import { revisionData, revisionHash, revisionName } from "../../../src/model/hashing/controller-revision.ts";

const TEMPLATE: PodTemplateSpec = {
  metadata: { labels: { app: "db" } },
  spec: {
    terminationGracePeriodSeconds: 30,
    containers: [
      {
        name: "a",
        image: "postgres:18",
        imagePullPolicy: "IfNotPresent",
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
      },
    ],
    restartPolicy: "Always",
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    securityContext: {},
  },
};

const DATA =
  '{"spec":{"template":{"$patch":"replace","metadata":{"labels":{"app":"db"}},"spec":{"containers":[{"image":' +
  '"postgres:18","imagePullPolicy":"IfNotPresent","name":"a","resources":{},"terminationMessagePath":' +
  '"/dev/termination-log","terminationMessagePolicy":"File"}],"dnsPolicy":"ClusterFirst","restartPolicy":"Always",' +
  '"schedulerName":"default-scheduler","securityContext":{},"terminationGracePeriodSeconds":30}}}}';

describe("the data of a revision", () => {
  it("is a patch with sorted keys, and structs that JSON always has", () => {
    expect(revisionData(TEMPLATE)).toBe(DATA);
  });

  it("escapes what Go's JSON escapes, and keeps odd keys", () => {
    const labels = JSON.parse('{"__proto__":"<&>"}') as Record<string, string>;
    expect(revisionData({ metadata: { labels } })).toContain(
      String.raw`"metadata":{"labels":{"__proto__":"\u003c\u0026\u003e"}}`,
    );
  });
});

describe("the hash of a revision", () => {
  it("is that of a real cluster, with and without collisions", () => {
    expect([revisionHash(DATA, 0), revisionHash(DATA, 1)]).toEqual(["6b556cf9c4", "6b556cf9c5"]);
    expect(revisionHash(DATA, undefined)).not.toBe(revisionHash(DATA, 0));
  });
});

describe("the name of a revision", () => {
  it("has the hash behind as much of the owner's name as fits", () => {
    expect(revisionName("db", "6b556cf9c4")).toBe("db-6b556cf9c4");
    expect(revisionName("x".repeat(230), "h")).toBe(`${"x".repeat(223)}-h`);
  });
});
