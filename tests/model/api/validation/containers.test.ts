// Lists of containers: what may stand in which, and names that come twice.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Container, EphemeralContainer } from "../../../../src/model/api/types/container.ts";
import {
  validateContainers,
  validateEphemeralContainers,
  validateInitContainers,
} from "../../../../src/model/api/validation/containers.ts";
import { errorLines } from "../error-lines.ts";
import { POD } from "./a-pod-context.ts";

const PATH = FieldPath.root("c");
const PROBE = { tcpSocket: { port: 80 }, successThreshold: 1 };
const HANDLERS = {
  lifecycle: { preStop: { sleep: {} } },
  livenessProbe: PROBE,
  readinessProbe: PROBE,
  startupProbe: PROBE,
};

function named(name: string, parts: Container = {}): Container {
  return { name, image: "nginx", terminationMessagePolicy: "File", imagePullPolicy: "Always", ...parts };
}

describe("validateContainers", () => {
  function told(...containers: readonly Container[]): readonly string[] {
    return errorLines(validateContainers(containers, POD, PATH));
  }

  it("accepts containers with probes and a restart policy", () => {
    expect(told(named("a", HANDLERS), named("b", { restartPolicy: "Never" }))).toEqual([]);
  });

  it("asks for one at least", () => {
    expect(told()).toEqual(["c: Required value"]);
  });

  it("tells names and ports of the node that come twice", () => {
    const ports = [{ containerPort: 80, hostPort: 80, protocol: "TCP" }];
    expect(told(named("a", { ports }), named("a", { ports }))).toEqual([
      'c[1].name: Duplicate value: "a"',
      'c[1].ports[0].hostPort: Duplicate value: "TCP//80"',
    ]);
  });

  it("looks into probes, hooks and restart policies", () => {
    const parts = {
      lifecycle: { preStop: {} },
      livenessProbe: {},
      readinessProbe: {},
      startupProbe: {},
      restartPolicy: "",
    };
    expect(told(named("a", parts)).map((line) => line.slice(0, line.indexOf(":")))).toEqual([
      "c[0].lifecycle.preStop",
      "c[0].livenessProbe.successThreshold",
      "c[0].livenessProbe",
      "c[0].readinessProbe",
      "c[0].restartPolicy",
      "c[0].startupProbe.successThreshold",
      "c[0].startupProbe",
    ]);
  });
});

describe("validateInitContainers", () => {
  function told(...initContainers: readonly Container[]): readonly string[] {
    return errorLines(validateInitContainers(initContainers, [named("main")], POD, PATH));
  }

  it("lets sidecars have what containers have", () => {
    expect(told(named("a"), named("b", { ...HANDLERS, restartPolicy: "Always" }))).toEqual([]);
  });

  it("runs nothing beside a container that is to end", () => {
    const rule = "Forbidden: may not be set for init containers without restartPolicy=Always";
    expect(told(named("a", HANDLERS))).toEqual(
      ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"].map((field) => `c[0].${field}: ${rule}`),
    );
    const resizePolicy = [{ resourceName: "cpu", restartPolicy: "RestartContainer" }];
    expect(told(named("a", { resizePolicy, restartPolicy: "OnFailure" }))).toEqual([
      `c[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to 'RestartContainer' for non-sidecar initContainers`,
    ]);
    expect(told(named("a", { resizePolicy, restartPolicy: "Always" }))).toEqual([]);
  });

  it("tells names that the containers have, too", () => {
    expect(told(named("a"), named("a"), named("main"))).toEqual([
      'c[1].name: Duplicate value: "a"',
      'c[2].name: Duplicate value: "main"',
    ]);
  });

  it("takes each by itself for ports of the node, as if it were the first", () => {
    const port = { containerPort: 80, hostPort: 80, protocol: "TCP" };
    expect(told(named("a", { ports: [port] }), named("b", { ports: [port] }))).toEqual([]);
    expect(told(named("a"), named("b", { ports: [port, port] }))).toEqual([
      'c[0].ports[1].hostPort: Duplicate value: "TCP//80"',
    ]);
  });
});

describe("validateEphemeralContainers", () => {
  const spec = { containers: [named("main")], initContainers: [named("init")] };

  function told(...containers: readonly EphemeralContainer[]): readonly string[] {
    return errorLines(validateEphemeralContainers(containers, spec, POD, PATH));
  }

  it("accepts one that looks into another", () => {
    expect(told({ ...named("debug"), targetContainerName: "main" })).toEqual([]);
  });

  it("tells names that come twice, targets that there are not, and blanks", () => {
    expect(told({ ...named("init", { image: "a " }), targetContainerName: "debug" }, named("init"))).toEqual([
      'c[0].image: Invalid value: "a ": must not have leading or trailing whitespace',
      'c[0].name: Duplicate value: "init"',
      'c[0].targetContainerName: Not found: "debug"',
      'c[1].name: Duplicate value: "init"',
    ]);
  });

  it("refuses what only lasting containers have, even where it is empty", () => {
    const lines = told(
      named("a", { ports: [], livenessProbe: PROBE, resources: { limits: {} }, restartPolicyRules: [] }),
    );
    expect(lines).toEqual(
      ["livenessProbe", "ports", "resources", "restartPolicyRules"].map(
        (field) => `c[0].${field}: Forbidden: cannot be set for an Ephemeral Container`,
      ),
    );
    expect(told(named("a", { resources: {} }))).toEqual([]);
  });

  it("mounts whole volumes only", () => {
    const volumeMounts = [
      { name: "data", mountPath: "/a", subPath: "x" },
      { name: "data", mountPath: "/b", subPathExpr: "x" },
    ];
    expect(told(named("a", { volumeMounts }))).toEqual([
      "c[0].volumeMounts[0].subPath: Forbidden: cannot be set for an Ephemeral Container",
      "c[0].volumeMounts[1].subPathExpr: Forbidden: cannot be set for an Ephemeral Container",
    ]);
  });
});
