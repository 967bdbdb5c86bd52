// Probes, hooks and stop signals of containers.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Lifecycle, Probe } from "../../../../src/model/api/types/container.ts";
import {
  validateLifecycle,
  validateReadinessProbe,
  validateSingleSuccessProbe,
} from "../../../../src/model/api/validation/probes.ts";
import { errorLines } from "../error-lines.ts";
import { POD } from "./a-pod-context.ts";

const PATH = FieldPath.root("p");
const TCP = { tcpSocket: { port: 80 } };

function told(probe: Probe): readonly string[] {
  return errorLines(validateReadinessProbe(probe, PATH));
}

describe("probes", () => {
  it.each<Probe>([
    TCP,
    { exec: { command: ["true"] } },
    { httpGet: { path: "/", port: "http", scheme: "HTTPS", httpHeaders: [{ name: "X-A" }] } },
    { grpc: { port: 9090 }, periodSeconds: 5 },
  ])("accepts %j", (probe) => {
    expect(told(probe)).toEqual([]);
  });

  it("asks for one thing to do, and looks into the first of several", () => {
    expect(told({})).toEqual(["p: Required value: must specify a handler type"]);
    expect(told({ exec: {}, tcpSocket: {} })).toEqual([
      "p.exec.command: Required value",
      "p.tcpSocket: Forbidden: may not specify more than 1 handler type",
    ]);
  });

  it("judges what is asked for over HTTP", () => {
    expect(told({ httpGet: { port: 0, scheme: "FTP", httpHeaders: [{ name: "a b" }] } })).toEqual([
      `p.httpGet.httpHeaders: Invalid value: "a b": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')`,
      "p.httpGet.path: Required value",
      "p.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive",
      'p.httpGet.scheme: Unsupported value: "FTP": supported values: "HTTP", "HTTPS"',
    ]);
  });

  it("refuses negative times and counts", () => {
    expect(told({ ...TCP, initialDelaySeconds: -1, failureThreshold: -2 })).toEqual([
      "p.failureThreshold: Invalid value: -2: must be greater than or equal to 0",
      "p.initialDelaySeconds: Invalid value: -1: must be greater than or equal to 0",
    ]);
  });

  it("takes one success for probes that stop a container, and a grace period for these only", () => {
    const grace = { ...TCP, successThreshold: 1, terminationGracePeriodSeconds: 5 };
    expect(validateSingleSuccessProbe(grace, PATH)).toEqual([]);
    expect(errorLines(validateSingleSuccessProbe({ ...grace, successThreshold: 2 }, PATH))).toEqual([
      "p.successThreshold: Invalid value: 2: must be 1",
    ]);
    expect(told(grace)).toEqual([
      "p.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes",
    ]);
    expect(errorLines(validateSingleSuccessProbe({ ...grace, terminationGracePeriodSeconds: 0 }, PATH))).toEqual([
      "p.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0",
    ]);
  });
});

describe("validateLifecycle", () => {
  function toldOf(lifecycle: Lifecycle): readonly string[] {
    return errorLines(validateLifecycle(lifecycle, { ...POD, gracePeriodSeconds: 30 }, PATH));
  }

  it("lets a container sleep for as long as its pod has to end", () => {
    expect(toldOf({ postStart: { sleep: { seconds: 30 } }, preStop: { sleep: {} } })).toEqual([]);
    expect(toldOf({ preStop: { sleep: { seconds: 31 } } })).toEqual([
      "p.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)",
    ]);
    expect(validateLifecycle({ preStop: { sleep: { seconds: 31 } } }, POD, PATH)).toEqual([]);
  });

  it("asks each hook for something to do, and a signal for a system", () => {
    expect(toldOf({ postStart: {}, stopSignal: "SIGTERM" })).toEqual([
      "p.postStart: Required value: must specify a handler type",
      "p.stopSignal: Forbidden: may not be set for containers with empty `spec.os.name`",
    ]);
  });
});
