// Go's deep dump of values; texts of the real function.

import { describe, expect, it } from "vitest";

import { RESOURCE_LIST, struct, INT_OR_STRING, TIME, pointer } from "../../../src/model/api/api-type.ts";
import { TOLERATION } from "../../../src/model/api/types/affinity.ts";
import { CONTAINER_PORT, PROBE } from "../../../src/model/api/types/container.ts";
import { OBJECT_FIELD_SELECTOR, SECRET_VOLUME_SOURCE } from "../../../src/model/api/types/volume.ts";
import { goDump } from "../../../src/model/hashing/go-dump.ts";

describe("the dump of a struct", () => {
  it("has all fields with their types, absent ones with their zeros", () => {
    expect(goDump({ containerPort: 80, protocol: "TCP" }, CONTAINER_PORT)).toBe(
      "(v1.ContainerPort){Name:(string) HostPort:(int32)0 ContainerPort:(int32)80 Protocol:(v1.Protocol)TCP HostIP:(string)}",
    );
  });

  it("tells nil from what a pointer points to", () => {
    expect(goDump({ key: "a" }, TOLERATION)).toMatch(/TolerationSeconds:\(\*int64\)<nil>}$/);
    expect(goDump({ key: "a", tolerationSeconds: 0 }, TOLERATION)).toMatch(/TolerationSeconds:\(\*int64\)0}$/);
  });

  it("tells nil from empty in lists, and does not repeat the type of items", () => {
    const list = (items: unknown): string => goDump({ items }, SECRET_VOLUME_SOURCE).split(" ")[1]!;
    expect([list(undefined), list(null), list([])]).toEqual([
      "Items:([]v1.KeyToPath)<nil>",
      "Items:([]v1.KeyToPath)<nil>",
      "Items:([]v1.KeyToPath)[]",
    ]);
    expect(goDump({ items: [{ key: "a", path: "b" }] }, SECRET_VOLUME_SOURCE)).toContain(
      "[{Key:(string)a Path:(string)b Mode:(*int32)<nil>}]",
    );
  });

  it("has embedded structs where Go has them", () => {
    expect(goDump({ exec: { command: ["a", "b"] }, periodSeconds: 5 }, PROBE)).toMatch(
      /^\(v1\.Probe\){ProbeHandler:\(v1\.ProbeHandler\){Exec:\(\*v1\.ExecAction\){Command:\(\[\]string\)\[a b\]} HTTPGet:/,
    );
    expect(goDump({}, OBJECT_FIELD_SELECTOR)).toBe("(v1.ObjectFieldSelector){APIVersion:(string) FieldPath:(string)}");
  });

  it("has the parts of amounts, sorted by name, as the library keeps them", () => {
    const amounts = struct("v1.A", { a: RESOURCE_LIST });
    expect(goDump({ a: { memory: "0.5Gi", cpu: "100m" } }, amounts)).toBe(
      "(v1.A){A:(v1.ResourceList)map[" +
        "cpu:{i:(resource.int64Amount){value:(int64)100 scale:(resource.Scale)-3} " +
        "d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)100m Format:(resource.Format)DecimalSI} " +
        "memory:{i:(resource.int64Amount){value:(int64)0 scale:(resource.Scale)0} " +
        "d:(resource.infDecAmount){Dec:(*inf.Dec){unscaled:(big.Int){neg:(bool)false abs:(big.nat)[536870912000000000]} " +
        "scale:(inf.Scale)9}} s:(string) Format:(resource.Format)BinarySI}]}",
    );
  });

  it("has numbers or names of ports, and times of zero", () => {
    const type = struct("v1.B", { port: INT_OR_STRING, name: pointer(INT_OR_STRING), at: TIME });
    expect(goDump({ port: 80, name: "http" }, type)).toBe(
      "(v1.B){Port:(intstr.IntOrString){Type:(intstr.Type)0 IntVal:(int32)80 StrVal:(string)} " +
        "Name:(*intstr.IntOrString){Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)http} " +
        "At:(v1.Time){Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}}",
    );
  });
});
