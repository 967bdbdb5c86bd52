// What the API server completes of a container.

import { describe, expect, it } from "vitest";

import { applyContainerDefaults, defaultPullPolicy } from "../../../../src/model/api/defaults/container.ts";
import type { Container } from "../../../../src/model/api/types/container.ts";
import { draftOf } from "../draft-of.ts";

function completed(container: Container): Container {
  const copy = draftOf(container);
  applyContainerDefaults(copy);
  return copy;
}

it("pulls what may have changed each time, and all else once", () => {
  expect([defaultPullPolicy("nginx"), defaultPullPolicy("nginx:1")]).toEqual(["Always", "IfNotPresent"]);
  expect(defaultPullPolicy(undefined)).toBe("IfNotPresent");
});

describe("a container", () => {
  it("says where its last words go and how its image is pulled", () => {
    expect(completed({ name: "a", image: "nginx" })).toEqual({
      name: "a",
      image: "nginx",
      imagePullPolicy: "Always",
      terminationMessagePath: "/dev/termination-log",
      terminationMessagePolicy: "File",
    });
  });

  it("keeps what is written", () => {
    const written = {
      image: "nginx",
      imagePullPolicy: "Never",
      terminationMessagePath: "/x",
      terminationMessagePolicy: "y",
    };
    expect(completed(written)).toEqual(written);
  });

  it("has ports of TCP, and amounts no finer than thousandths", () => {
    const container = completed({
      ports: [{ containerPort: 80 }, { containerPort: 53, protocol: "UDP" }],
      resources: { limits: { cpu: "1u" }, requests: { cpu: "100n" } },
    });
    expect(container.ports?.map(({ protocol }) => protocol)).toEqual(["TCP", "UDP"]);
    expect(container.resources).toEqual({ limits: { cpu: "1m" }, requests: { cpu: "1m" } });
  });

  it("reads fields of version v1, and needs its files", () => {
    const env = [
      { name: "A", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "B", valueFrom: { fileKeyRef: { key: "k" } } },
      { name: "C", value: "c" },
    ];
    expect(completed({ env }).env).toEqual([
      { name: "A", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } },
      { name: "B", valueFrom: { fileKeyRef: { key: "k", optional: false } } },
      { name: "C", value: "c" },
    ]);
  });
});

it("probes every ten seconds, gives up after three", () => {
  const defaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
  const { livenessProbe, readinessProbe, startupProbe } = completed({
    livenessProbe: { httpGet: { port: 80 } },
    readinessProbe: { grpc: { port: 5000 }, periodSeconds: 1 },
    startupProbe: { exec: { command: ["true"] } },
  });
  expect(livenessProbe).toEqual({ httpGet: { port: 80, path: "/", scheme: "HTTP" }, ...defaults });
  expect(readinessProbe).toEqual({ grpc: { port: 5000, service: "" }, ...defaults, periodSeconds: 1 });
  expect(startupProbe).toEqual({ exec: { command: ["true"] }, ...defaults });
});

it("completes requests of hooks, too", () => {
  const httpGet = { port: 80, path: "/bye", scheme: "HTTPS" };
  expect(completed({ lifecycle: { postStart: { httpGet: { port: 80 } }, preStop: { httpGet } } }).lifecycle).toEqual({
    postStart: { httpGet: { port: 80, path: "/", scheme: "HTTP" } },
    preStop: { httpGet },
  });
});
