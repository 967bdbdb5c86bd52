// Annotations of pods, as the API server judges them.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import {
  validatePodAnnotations,
  validatePodAnnotationsUpdate,
} from "../../../../src/model/api/validation/pod-annotations.ts";
import { errorLines } from "../error-lines.ts";

const path = FieldPath.root("a");
const COST = "controller.kubernetes.io/pod-deletion-cost";
const MIRROR = "kubernetes.io/config.mirror";
const SECCOMP = "container.seccomp.security.alpha.kubernetes.io/web";
const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/web";
const POD = { containers: [{ name: "web" }] };

function mistakes(name: string, value: string, spec = POD): readonly string[] {
  return errorLines(validatePodAnnotations({ [name]: value }, spec, path));
}

it.each(["0", "1", "-1", "-0", "2147483647", "-2147483648"])("takes the deletion cost %s", (cost) => {
  expect(mistakes(COST, cost)).toEqual([]);
});

it.each(["", "+1", "01", "1.5", "x", "-", "2147483648"])("refuses the deletion cost %j", (cost) => {
  expect(mistakes(COST, cost)).toEqual([`a[${COST}]: Invalid value: "${cost}": must be a 32bit integer`]);
});

it.each<[string, string, readonly string[]]>([
  [MIRROR, "x", [`a[${MIRROR}]: Invalid value: "x": must set spec.nodeName if mirror pod annotation is set`]],
  [SECCOMP, "runtime/default", []],
  [SECCOMP, "docker/default", []],
  [SECCOMP, "unconfined", []],
  [SECCOMP, "localhost/a/b", []],
  [SECCOMP, "localhost/../b", [`a.${SECCOMP}: Invalid value: "../b": must not contain '..'`]],
  [SECCOMP, "x", [`a.${SECCOMP}: Invalid value: "x": must be a valid seccomp profile`]],
  [APP_ARMOR, "", []],
  [APP_ARMOR, "localhost/x", []],
  [APP_ARMOR, "x", [`a[${APP_ARMOR}]: Invalid value: "x": invalid AppArmor profile name: "x"`]],
  [
    "container.apparmor.security.beta.kubernetes.io/db",
    "",
    ['a[container.apparmor.security.beta.kubernetes.io/db]: Invalid value: "db": container not found'],
  ],
  ["any/other", "x", []],
])("judges %s: %j", (name, value, lines) => {
  expect(mistakes(name, value)).toEqual(lines);
});

it("judges tolerations that are written as JSON", () => {
  expect(mistakes("scheduler.alpha.kubernetes.io/tolerations", "[{}]").length).toBe(1);
});

describe("changes", () => {
  const change = (annotations: Record<string, string>, old: Record<string, string>): readonly string[] =>
    errorLines(validatePodAnnotationsUpdate(annotations, old, path));

  it("are free for all others", () => {
    expect(change({ a: "1", c: "3" }, { a: "2", b: "2" })).toEqual([]);
    expect(change({ [MIRROR]: "x" }, { [MIRROR]: "x" })).toEqual([]);
  });

  it("are not for profiles and pods of a kubelet's own", () => {
    expect(change({ [APP_ARMOR]: "unconfined" }, { [APP_ARMOR]: "", [MIRROR]: "x" })).toEqual([
      `a[${APP_ARMOR}]: Forbidden: may not remove or update AppArmor annotations`,
      `a[${MIRROR}]: Forbidden: may not remove or update mirror pod annotation`,
    ]);
    expect(change({ [APP_ARMOR]: "", [MIRROR]: "x" }, {})).toEqual([
      `a[${APP_ARMOR}]: Forbidden: may not add AppArmor annotations`,
      `a[${MIRROR}]: Forbidden: may not add mirror pod annotation`,
    ]);
  });
});
