// Claims, volumes and storage classes that the files of a scenario name, and what is taken for granted of those that they do
// not hold: such storage limits no placement, which is told.
// Imitates plugin/pkg/admission/storage/storageclass/setdefault (the default class), v1.36.

import type { SourcePosition } from "../base/diagnostic.ts";

import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from "../model/api/types/claim.ts";
import type { StorageClass } from "../model/api/types/storage.ts";
import type { Pod, Volume } from "../model/objects.ts";
import { claimSpecOf, ephemeralSourceOf, withClaimSpec } from "../model/volumes/ephemeral-claim.ts";
import { claimNameOf } from "../model/volumes/pod-volumes.ts";

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
  readonly #notes: Notes;
  readonly #listed: readonly StoredObject[];
  readonly #claims: ReadonlyMap<string, PersistentVolumeClaim>;
  readonly #volumeNames: ReadonlySet<string>;
  readonly #defaultClass: string | undefined;
  readonly #classNames: ReadonlySet<string | undefined>;
  /** Classes that are taken for granted, by name. */
  readonly #assumed = new Map<string, StoredObject>();

  constructor(listed: readonly ListedObject[], notes: Notes) {
    this.#notes = notes;
    const classes = objectsOf(listed, "StorageClass").map(({ object }) => object);
    this.#defaultClass = defaultClassOf(classes)?.metadata?.name;
    this.#classNames = new Set(classes.map(({ metadata }) => metadata?.name));
    const told = driversWithRoom(listed, classes);
    this.#listed = listed.map((one) => this.#accountable(this.#complete(one), one, told));
    this.#claims = new Map(
      objectsOf(
        this.#listed.map((stored) => ({ stored })),
        "PersistentVolumeClaim",
      ).map(({ object }) => [`${object.metadata?.namespace ?? "default"}/${object.metadata?.name ?? ""}`, object]),
    );
    this.#volumeNames = new Set(objectsOf(listed, "PersistentVolume").map(({ object }) => object.metadata?.name ?? ""));
  }

  /** All objects that scheduling looks up, completed; pods may still add classes that are taken for granted. */
  get objects(): readonly StoredObject[] {
    return [...this.#listed, ...this.#assumed.values()];
  }

  /** The pod without volumes of which the files say nothing. */
  withKnownVolumes(pod: Pod, place: FindPlace): Pod {
    const { volumes } = pod.spec;
    if (volumes === undefined) return pod;
    const known = volumes.flatMap((volume) => this.#known(volume, pod, place));
    if (known.length === volumes.length && known.every((volume, index) => volume === volumes[index])) return pod;
    const { volumes: _volumes, ...spec } = pod.spec;
    return { ...pod, spec: known.length === 0 ? spec : { ...spec, volumes: known } };
  }

  /** The volume as far as it is known: none, or one. */
  #known(volume: Volume, { metadata, spec }: Pod, place: FindPlace): readonly Volume[] {
    const namespace = metadata.namespace ?? "default";
    const source = ephemeralSourceOf(volume);
    if (source === undefined) {
      const { claimName } = volume.persistentVolumeClaim ?? {};
      return claimName === undefined || this.#isKnown(claimName, namespace, place) ? [volume] : [];
    }
    if (spec.nodeName === undefined) {
      const asked = claimSpecOf(source);
      const completed = this.#completeSpec(asked, this.#defaultClass ?? ASSUMED_CLASS, place);
      return [completed === asked ? volume : withClaimSpec(volume, source, completed)];
    }
    // The claim of a pod that stands on its node was made long ago.
    const name = claimNameOf({ kind: "ephemeral", volumeName: volume.name }, metadata.name);
    return this.#isKnown(name, namespace, place) ? [volume] : [];
  }

  #isKnown(claimName: string, namespace: string, place: FindPlace): boolean {
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

  #complete({ stored, isDumped, position }: ListedObject): StoredObject {
    if (stored.kind !== "PersistentVolumeClaim") return stored;
    const { spec = {} } = stored.object;
    const classIfNone = isDumped ? undefined : (this.#defaultClass ?? ASSUMED_CLASS);
    const completed = this.#completeSpec(spec, classIfNone, () => position);
    return completed === spec ? stored : { kind: stored.kind, object: { ...stored.object, spec: completed } };
  }

  /** A claim that is to be bound gets the default class, and a class that nobody defines is taken for granted. */
  #completeSpec(
    spec: PersistentVolumeClaimSpec,
    classIfNone: string | undefined,
    place: FindPlace,
  ): PersistentVolumeClaimSpec {
    const name = spec.storageClassName ?? classIfNone;
    if (name === undefined || name === "" || spec.volumeName !== undefined) return spec;
    if (!this.#classNames.has(name) && !this.#assumed.has(name)) {
      this.#assumed.set(name, assumedClass(name));
      this.#tell(`StorageClass ${name} is not in the files: it is taken to provision volumes for any node`, place);
    }
    return spec.storageClassName === name ? spec : { ...spec, storageClassName: name };
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
