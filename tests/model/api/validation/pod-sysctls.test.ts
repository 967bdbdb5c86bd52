// Kernel parameters of pods, as the API server judges them.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { validateSysctls } from "../../../../src/model/api/validation/pod-sysctls.ts";
import { errorLines } from "../error-lines.ts";

function mistakes(names: readonly string[], spec: PodSpec = {}): readonly string[] {
  const sysctls = names.map((name) => ({ name, value: "1" }));
  return errorLines(validateSysctls({ ...spec, securityContext: { sysctls } }, FieldPath.root("s")));
}

const FORM =
  "must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";

it.each<[string, readonly string[], readonly string[]]>([
  ["by dots and by slashes", ["kernel.shm_rmid_forced", "net/ipv4/conf/eth0.100/rp_filter"], []],
  ["without a name", [""], ["s[0].name: Required value"]],
  ["with capitals", ["Kernel"], [`s[0].name: Invalid value: "Kernel": ${FORM}`]],
  ["too long", ["a".repeat(254)], [`s[0].name: Invalid value: "${"a".repeat(254)}": ${FORM}`]],
  ["twice", ["a.b", "a.b"], ['s[1].name: Duplicate value: "a.b"']],
])("parameters %s", (_what, names, lines) => {
  expect(mistakes(names)).toEqual(lines);
});

it.each(["net.ipv4.tcp_syncookies", "net/ipv4/tcp_syncookies"])("%s is the host's on its network", (name) => {
  const line = `s[0].name: Invalid value: "${name}": may not be specified when 'hostNetwork' is true`;
  expect(mistakes([name], { hostNetwork: true })).toEqual([line]);
  expect(mistakes([name], { hostIPC: true })).toEqual([]);
});

it.each(["kernel.shmmax", "kernel.sem", "kernel.msgmax", "fs.mqueue.msg_max"])(
  "%s is the host's in its IPC",
  (name) => {
    const line = `s[0].name: Invalid value: "${name}": may not be specified when 'hostIPC' is true`;
    expect(mistakes([name], { hostIPC: true })).toEqual([line]);
    expect(mistakes([name], { hostNetwork: true })).toEqual([]);
  },
);

it("leaves parameters of the whole node to others", () => {
  expect(mistakes(["kernel.pid_max", "fs.mqueue"], { hostIPC: true, hostNetwork: true })).toEqual([]);
});
