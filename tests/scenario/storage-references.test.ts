// Storage that files name and do not hold: taken to limit no placement, which is told.

import { describe, expect, it } from "vitest";

import type { Volume } from "../../src/model/objects.ts";

import type { StoredObject } from "../../src/cluster/object-store.ts";

import { Notes } from "../../src/environment/notes.ts";

import { StorageReferences } from "../../src/scenario/storage-references.ts";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

const POSITION = { file: "f.yaml", line: 1, column: 1 };

function claim(name: string, spec: object = {}): StoredObject {
  return { kind: "PersistentVolumeClaim", object: { metadata: { name, namespace: "shop" }, spec } };
}

function storageClass(name: string, created: string, isDefault: boolean): StoredObject {
  const annotations = { "storageclass.kubernetes.io/is-default-class": String(isDefault) };
  return { kind: "StorageClass", object: { metadata: { name, creationTimestamp: created, annotations } } };
}

function storageOf(objects: readonly StoredObject[], isDumped = false) {
  const notes = new Notes();
  const storage = new StorageReferences(
    objects.map((stored) => ({ stored, isDumped, position: POSITION })),
    notes,
  );
  const volumesOf = (...volumes: Volume[]) => {
    const pod = { metadata: { name: "p", namespace: "shop" }, spec: { containers: [], volumes } };
    return storage.withKnownVolumes(pod, () => POSITION).spec.volumes;
  };
  const told = () => {
    const sink = new DiagnosticSink();
    notes.flush(sink);
    return sink.all.map(({ message }) => message);
  };
  return { storage, volumesOf, told };
}

function classOf(objects: readonly StoredObject[], isDumped = false): string | undefined {
  const found = storageOf(objects, isDumped).storage.objects.find(({ kind }) => kind === "PersistentVolumeClaim");
  return found?.kind === "PersistentVolumeClaim" ? found.object.spec?.storageClassName : undefined;
}

const CLAIMED: Volume = { name: "data", persistentVolumeClaim: { claimName: "data" } };

describe("a volume", () => {
  it("stays where its claim is in the files", () => {
    const { volumesOf, told } = storageOf([claim("data", { storageClassName: "" })]);
    expect(volumesOf(CLAIMED)).toEqual([CLAIMED]);
    expect(told()).toEqual([]);
  });

  it("is left out where its claim is not in the files, or is in another namespace", () => {
    const { volumesOf, told } = storageOf([claim("other")]);
    expect(volumesOf(CLAIMED, { name: "i", image: { reference: "r" } })).toEqual([
      { name: "i", image: { reference: "r" } },
    ]);
    expect(volumesOf(CLAIMED)).toBeUndefined();
    expect(told()).toContain(
      "PersistentVolumeClaims that are not in the files limit no placement (2 places; this is the first)",
    );
  });

  it("is left out where its claim is bound to a volume that is not in the files", () => {
    const { volumesOf, told } = storageOf([claim("data", { volumeName: "pv-1" })], true);
    expect(volumesOf(CLAIMED)).toBeUndefined();
    expect(told()).toEqual(["PersistentVolumes that are not in the files limit no placement"]);
    const volume: StoredObject = { kind: "PersistentVolume", object: { metadata: { name: "pv-1" } } };
    expect(storageOf([claim("data", { volumeName: "pv-1" }), volume], true).volumesOf(CLAIMED)).toEqual([CLAIMED]);
  });

  it("that is ephemeral asks for the default class, which may be taken for granted", () => {
    const asking = (spec: object): Volume => ({ name: "e", ephemeral: { volumeClaimTemplate: { spec } } });
    const known = storageOf([storageClass("fast", "2024-01-01T00:00:00Z", true)]);
    expect(known.volumesOf(asking({ accessModes: ["ReadWriteOnce"] }))).toEqual([
      asking({ accessModes: ["ReadWriteOnce"], storageClassName: "fast" }),
    ]);
    expect(known.told()).toEqual([]);
    const unknown = storageOf([]);
    const [volume] = unknown.volumesOf(asking({ storageClassName: "slow" }))!;
    expect(volume).toEqual(asking({ storageClassName: "slow" }));
    expect(unknown.storage.objects).toMatchObject([{ kind: "StorageClass", object: { metadata: { name: "slow" } } }]);
    expect(unknown.told()).toHaveLength(1);
  });

  it("that is ephemeral has a claim already where its pod stands on a node", () => {
    const volume: Volume = { name: "e", ephemeral: { volumeClaimTemplate: { spec: {} } } };
    const bound = {
      metadata: { name: "p", namespace: "shop" },
      spec: { containers: [], nodeName: "n", volumes: [volume] },
    };
    const volumesGiven = (...objects: StoredObject[]) =>
      storageOf(objects).storage.withKnownVolumes(bound, () => POSITION).spec.volumes;
    expect(volumesGiven(claim("p-e", { storageClassName: "" }))).toEqual([volume]);
    expect(volumesGiven(claim("e", { storageClassName: "" }))).toBeUndefined();
  });
});

describe("a new claim without a class", () => {
  it("gets the youngest default class", () => {
    const classes = [
      storageClass("old", "2020-01-01T00:00:00Z", true),
      storageClass("young", "2024-01-01T00:00:00Z", true),
      storageClass("younger", "2025-01-01T00:00:00Z", false),
    ];
    expect(classOf([...classes, claim("data")])).toBe("young");
  });

  it("gets the first by name of default classes of which none says when it came, the old annotation counts too", () => {
    const [first, second] = ["b", "a"].map((name) => storageClass(name, "", true));
    expect(classOf([first!, second!, claim("data")])).toBe("a");
    expect(classOf([first!, storageClass("a", "1969-01-01T00:00:00Z", true), claim("data")])).toBe("b");
    const annotations = { "storageclass.beta.kubernetes.io/is-default-class": "true" };
    expect(classOf([{ kind: "StorageClass", object: { metadata: { name: "old", annotations } } }, claim("data")])).toBe(
      "old",
    );
  });

  it("gets one that is taken for granted where there is no default, told once for all claims", () => {
    const { storage, told } = storageOf([claim("a"), claim("b")]);
    expect(storage.objects.map(({ kind }) => kind)).toEqual([
      "PersistentVolumeClaim",
      "PersistentVolumeClaim",
      "StorageClass",
    ]);
    expect(storage.objects[2]).toMatchObject({ object: { volumeBindingMode: "WaitForFirstConsumer" } });
    expect(told()).toEqual([
      "StorageClass standard is not in the files: it is taken to provision volumes for any node",
    ]);
  });

  it("stays without in a dump: the cluster's server would have given it one", () => {
    expect(classOf([claim("data")], true)).toBeUndefined();
  });
});

describe("a claim with a class", () => {
  it("keeps it, and it is taken for granted where the files do not define it", () => {
    expect(classOf([claim("data", { storageClassName: "fast" })])).toBe("fast");
    expect(storageOf([claim("data", { storageClassName: "fast" })]).told()).toEqual([
      "StorageClass fast is not in the files: it is taken to provision volumes for any node",
    ]);
  });

  it("of no name is bound to volumes that are there, and nothing is taken for granted", () => {
    expect(storageOf([claim("data", { storageClassName: "" })]).storage.objects).toHaveLength(1);
  });
});

describe("a CSI driver that accounts for its room", () => {
  const driver: StoredObject = {
    kind: "CSIDriver",
    object: { metadata: { name: "csi.example.com" }, spec: { storageCapacity: true } },
  };
  const fast: StoredObject = {
    kind: "StorageClass",
    object: { metadata: { name: "fast" }, provisioner: "csi.example.com" },
  };
  const room = (storageClassName: string): StoredObject => ({
    kind: "CSIStorageCapacity",
    object: { metadata: { name: "room", namespace: "default" }, storageClassName },
  });
  const accounts = (objects: readonly StoredObject[]) => {
    const { storage, told } = storageOf(objects);
    const found = storage.objects.find(({ kind }) => kind === "CSIDriver");
    return { isKept: found === driver, told: told() };
  };

  it("does so where the files hold the account of one of its classes", () => {
    expect(accounts([driver, fast, room("fast")])).toEqual({ isKept: true, told: [] });
  });

  it("has room anywhere where they do not, which is told", () => {
    expect(accounts([driver, fast, room("slow")])).toEqual({
      isKept: false,
      told: ["the files hold no CSIStorageCapacity of CSIDriver csi.example.com: its volumes find room on any node"],
    });
  });
});
