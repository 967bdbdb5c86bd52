// What holds for every container.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { Container } from "../../../../src/model/api/types/container.ts";
import {
  validateContainer,
  validateContainerImage,
  validatePullPolicy,
} from "../../../../src/model/api/validation/container.ts";
import { errorLines } from "../error-lines.ts";
import { POD } from "./a-pod-context.ts";

const PATH = FieldPath.root("c");
const GOOD: Container = { name: "web", image: "nginx", terminationMessagePolicy: "File", imagePullPolicy: "Always" };

function told(container: Container): readonly string[] {
  return errorLines(validateContainer(container, POD, PATH));
}

it("accepts a container with its defaults", () => {
  expect(told(GOOD)).toEqual([]);
});

it("asks for what defaults and users fill in", () => {
  expect(told({})).toEqual([
    "c.image: Required value",
    "c.imagePullPolicy: Required value",
    "c.name: Required value",
    "c.terminationMessagePolicy: Required value",
  ]);
});

it("judges its words", () => {
  expect(told({ ...GOOD, name: "Web", imagePullPolicy: "Often", terminationMessagePolicy: "Log" })).toEqual([
    'c.imagePullPolicy: Unsupported value: "Often": supported values: "Always", "IfNotPresent", "Never"',
    expect.stringMatching(/^c\.name: Invalid value: "Web": a lowercase RFC 1123 label/),
    'c.terminationMessagePolicy: Unsupported value: "Log": supported values: "File", "FallbackToLogsOnError"',
  ]);
  expect(validatePullPolicy("Never", PATH)).toEqual([]);
});

it("looks into every part", () => {
  const parts: Container = {
    ports: [{ protocol: "TCP" }],
    env: [{}],
    envFrom: [{}],
    volumeMounts: [{ name: "data" }],
    volumeDevices: [{ name: "data", devicePath: "/dev/a" }],
    resources: { limits: { cpu: "-1" } },
    resizePolicy: [{ resourceName: "cpu" }],
    securityContext: { runAsUser: -1 },
  };
  expect(told({ ...GOOD, ...parts }).map((line) => line.slice(0, line.indexOf(":")))).toEqual([
    "c.envFrom",
    "c.env[0].name",
    "c.ports[0].containerPort",
    "c.resizePolicy",
    "c.resources.limits[cpu]",
    "c.securityContext.runAsUser",
    "c.volumeDevices[0].name",
    "c.volumeDevices[0].name",
    "c.volumeMounts[0].mountPath",
    "c.volumeMounts[0].name",
  ]);
});

it("wants no blanks around the image's name where a pod is to run", () => {
  expect(validateContainerImage(GOOD, PATH)).toEqual([]);
  expect(errorLines(validateContainerImage({ image: " nginx" }, PATH))).toEqual([
    'c.image: Invalid value: " nginx": must not have leading or trailing whitespace',
  ]);
});
