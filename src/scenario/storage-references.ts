// Claims, volumes and storage classes that the files of a scenario name, and what is taken for granted of those that they do
// not hold: such storage limits no placement, which is told.
// Imitates plugin/pkg/admission/storage/storageclass/setdefault (the default class), v1.36.

import type { SourcePosition } from "../base/diagnostic.ts";

import type { PersistentVolumeClaim } from "../model/api/types/claim.ts";
import type { StorageClass } from "../model/api/types/storage.ts";
import type { Pod, Volume } from "../model/objects.ts";

import type { StoredKind, StoredObject, StoredObjects } from "../cluster/object-store.ts";

import type { Notes } from "../environment/notes.ts";
import type { ListedContent, ListedObject } from "../environment/workload-source.ts";
import type { PodBatch } from "../environment/workload.ts";

/** Either annotation makes a class the default. */
const DEFAULT_CLASS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
] as const;
/** The class of claims that name none, where the files define no default. */
const ASSUMED_CLASS = "standard";
const ASSUMED_PROVISIONER = "plimsoll.example/assumed";

/** Where a pod stands, if it stands in a file. */
type FindPlace = () => SourcePosition | undefined;

export class StorageReferences {
  /** All objects that scheduling looks up, completed. */
  readonly objects: readonly StoredObject[];
  readonly #notes: Notes;
  readonly #claims: ReadonlyMap<string, PersistentVolumeClaim>;
  readonly #volumeNames: ReadonlySet<string>;

  constructor(listed: readonly ListedObject[], notes: Notes) {
    this.#notes = notes;
    const classes = objectsOf(listed, "StorageClass").map(({ object }) => object);
    const defaultClass = defaultClassOf(classes)?.metadata?.name;
    const assumed = new Map<string, StoredObject>();
    const known = new Set(classes.map(({ metadata }) => metadata?.name));
    const told = driversWithRoom(listed, classes);
    this.objects = [
      ...listed.map((one) => this.#accountable(this.#complete(one, defaultClass, known, assumed), one, told)),
      ...assumed.values(),
    ];
    this.#claims = new Map(
      objectsOf(
        this.objects.map((stored) => ({ stored })),
        "PersistentVolumeClaim",
      ).map(({ object }) => [`${object.metadata?.namespace ?? "default"}/${object.metadata?.name ?? ""}`, object]),
    );
    this.#volumeNames = new Set(objectsOf(listed, "PersistentVolume").map(({ object }) => object.metadata?.name ?? ""));
  }

  /** The pod without volumes of which the files say nothing. */
  withKnownVolumes(pod: Pod, place: FindPlace): Pod {
    const { volumes } = pod.spec;
    if (volumes === undefined) return pod;
    const namespace = pod.metadata.namespace ?? "default";
    const known = volumes.filter((volume) => this.#isKnown(volume, namespace, place));
    if (known.length === volumes.length) return pod;
    const { volumes: _volumes, ...spec } = pod.spec;
    return { ...pod, spec: known.length === 0 ? spec : { ...spec, volumes: known } };
  }

  #isKnown(volume: Volume, namespace: string, place: FindPlace): boolean {
    if (volume["ephemeral"] !== undefined) {
      this.#tell("ephemeral volumes are not simulated: they limit no placement", place);
      return false;
    }
    const claimName = volume.persistentVolumeClaim?.claimName;
    if (claimName === undefined) return true;
    const claim = this.#claims.get(`${namespace}/${claimName}`);
    if (claim === undefined) {
      this.#tell("PersistentVolumeClaims that are not in the files limit no placement", place);
      return false;
    }
    const volumeName = claim.spec?.volumeName;
    if (volumeName === undefined || this.#volumeNames.has(volumeName)) return true;
    this.#tell("PersistentVolumes that are not in the files limit no placement", place);
    return false;
  }

  /** A claim that is to be bound gets the default class, and a class that nobody defines is taken for granted. */
  #complete(
    { stored, isDumped, position }: ListedObject,
    defaultClass: string | undefined,
    known: ReadonlySet<string | undefined>,
    assumed: Map<string, StoredObject>,
  ): StoredObject {
    if (stored.kind !== "PersistentVolumeClaim") return stored;
    const { spec = {} } = stored.object;
    const name = spec.storageClassName ?? (isDumped ? undefined : (defaultClass ?? ASSUMED_CLASS));
    if (name === undefined || name === "" || spec.volumeName !== undefined) return stored;
    if (!known.has(name) && !assumed.has(name)) {
      assumed.set(name, assumedClass(name));
      const message = `StorageClass ${name} is not in the files: it is taken to provision volumes for any node`;
      this.#tell(message, () => position);
    }
    return { kind: stored.kind, object: { ...stored.object, spec: { ...spec, storageClassName: name } } };
  }

  /** A driver that accounts for its room does so only where the files hold the account. */
  #accountable(stored: StoredObject, { position }: ListedObject, told: ReadonlySet<string>): StoredObject {
    if (stored.kind !== "CSIDriver") return stored;
    const { metadata, spec } = stored.object;
    const name = metadata?.name ?? "";
    if (spec?.storageCapacity !== true || told.has(name)) return stored;
    const message = `the files hold no CSIStorageCapacity of CSIDriver ${name}: its volumes find room on any node`;
    this.#tell(message, () => position);
    return { kind: stored.kind, object: { ...stored.object, spec: { ...spec, storageCapacity: false } } };
  }

  #tell(message: string, place: FindPlace): void {
    this.#notes.add({ code: "assumed-storage", severity: "not-simulated", message }, place);
  }
}

/** The pods of a batch without volumes of which the files say nothing. */
export function withKnownVolumes(pods: PodBatch, content: ListedContent, storage: StorageReferences): PodBatch {
  const templates = pods.templates.map((template, index) =>
    storage.withKnownVolumes(template, () => content.placeOf(index)),
  );
  return { ...pods, templates };
}

/** Drivers of whose classes some room is reported. */
function driversWithRoom(listed: readonly ListedObject[], classes: readonly StorageClass[]): ReadonlySet<string> {
  const reported = new Set(objectsOf(listed, "CSIStorageCapacity").map(({ object }) => object.storageClassName));
  const served = classes.filter(({ metadata }) => reported.has(metadata?.name));
  return new Set(served.map(({ provisioner = "" }) => provisioner));
}

function assumedClass(name: string): StoredObject {
  const object: StorageClass = {
    metadata: { name },
    provisioner: ASSUMED_PROVISIONER,
    volumeBindingMode: "WaitForFirstConsumer",
  };
  return { kind: "StorageClass", object };
}

/** Of several default classes the youngest, and of equally old ones the first by name. One that does not say is the oldest. */
function defaultClassOf(classes: readonly StorageClass[]): StorageClass | undefined {
  const age = ({ metadata }: StorageClass) => Date.parse(metadata?.creationTimestamp ?? "") || 0;
  return classes
    .filter(({ metadata }) => DEFAULT_CLASS.some((key) => metadata?.annotations?.[key] === "true"))
    .toSorted(
      (left, right) => age(right) - age(left) || ((left.metadata?.name ?? "") < (right.metadata?.name ?? "") ? -1 : 1),
    )[0];
}

function objectsOf<Kind extends StoredKind>(
  listed: readonly { readonly stored: StoredObject }[],
  kind: Kind,
): readonly { readonly object: StoredObjects[Kind] }[] {
  return listed.flatMap(({ stored }) =>
    stored.kind === kind ? [{ object: stored.object as StoredObjects[Kind] }] : [],
  );
}
