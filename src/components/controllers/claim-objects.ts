// Which objects a controller may call its own: those that name it and match its selector; orphans that match are adopted, and
// those that do not match any more are released.
// Imitates pkg/controller/controller_ref_manager.go, v1.36.

import { aggregatedText } from "../../model/label-requirement.ts";
import type { Labels, OwnerReference } from "../../model/objects.ts";

import type { LivePod } from "../../cluster/live-pod.ts";
import type { StoredKind, StoredObject, StoredObjects } from "../../cluster/object-store.ts";

import type { Write, WriteResult } from "./controller.ts";
import { controllerOf, type ControllerReference } from "./owner-references.ts";

/** Whoever claims. */
export interface Claimant {
  readonly reference: ControllerReference;
  /** One that is going keeps what it has, and neither adopts nor releases. */
  readonly isDeleted: boolean;
  readonly selects: (labels: Labels | undefined) => boolean;
  /** Put onto adopted pods, and taken from released ones. */
  readonly finalizer?: string;
}

/** What is the claimant's now, as it was seen before; `problem`: some could not be adopted or released. */
export interface Claimed<Item> {
  readonly items: readonly Item[];
  readonly problem: string | undefined;
}

/** Generators that yield requests and end with a value. */
export type Requests<Value> = Generator<Write, Value, WriteResult>;

/** Adopts and releases pods. `isMember` is asked beside the selector. */
export function* claimPods(
  claimant: Claimant,
  pods: readonly LivePod[],
  isMember: (pod: LivePod) => boolean = () => true,
): Requests<Claimed<LivePod>> {
  const items: LivePod[] = [];
  const problems: string[] = [];
  for (const pod of pods) {
    const { metadata } = pod.object;
    const matches = claimant.selects(metadata.labels) && isMember(pod);
    const action = actionFor(claimant, controllerOf(metadata)?.uid, matches, pod.deletion !== undefined);
    if (action === "keep") items.push(pod);
    if (action !== "adopt" && action !== "release") continue;
    const answer = yield handover(action, claimant, pod);
    if (isAdopted(action, answer)) items.push(pod);
    const problem = problemOf(action, answer);
    if (problem !== undefined) problems.push(problem);
  }
  return { items, problem: aggregatedText(problems) };
}

/** Adopts and releases objects of a kind that is stored. */
export function* claimObjects<Kind extends StoredKind>(
  claimant: Claimant,
  kind: Kind,
  objects: readonly StoredObjects[Kind][],
): Requests<Claimed<StoredObjects[Kind]>> {
  const items: StoredObjects[Kind][] = [];
  const problems: string[] = [];
  for (const object of objects) {
    const { metadata } = object;
    const isDeleted = metadata?.deletionTimestamp !== undefined;
    const action = actionFor(claimant, controllerOf(metadata)?.uid, claimant.selects(metadata?.labels), isDeleted);
    if (action === "keep") items.push(object);
    if (action !== "adopt" && action !== "release") continue;
    const ownerReferences = referencesAfter(action, claimant, (metadata?.ownerReferences ?? []) as OwnerReference[]);
    const stored = { kind, object: { ...object, metadata: { ...metadata, ownerReferences } } };
    const answer = yield { verb: "patch", stored: stored as StoredObject };
    if (isAdopted(action, answer)) items.push(object);
    const problem = problemOf(action, answer);
    if (problem !== undefined) problems.push(problem);
  }
  return { items, problem: aggregatedText(problems) };
}

type Handover = "adopt" | "release";

type Action = "keep" | "ignore" | Handover;

function actionFor(
  { reference, isDeleted }: Claimant,
  controllerUid: string | undefined,
  matches: boolean,
  isObjectDeleted: boolean,
): Action {
  if (controllerUid === undefined) return isDeleted || !matches || isObjectDeleted ? "ignore" : "adopt";
  if (controllerUid !== reference.uid) return "ignore";
  if (matches) return "keep";
  return isDeleted ? "ignore" : "release";
}

/** Takes the pod on, or lets it go. */
function handover(action: Handover, claimant: Claimant, { namespace, name, uid, object }: LivePod): Write {
  const { ownerReferences = [], finalizers = [] } = object.metadata;
  const metadata = {
    ownerReferences: referencesAfter(action, claimant, ownerReferences),
    ...finalizersAfter(action, claimant, finalizers),
  };
  return { verb: "patch-pod", namespace, name, uid, metadata };
}

/** Nothing, where they stay as they are. */
function finalizersAfter(
  action: Handover,
  { finalizer }: Claimant,
  before: readonly string[],
): { readonly finalizers?: readonly string[] } {
  if (finalizer === undefined) return {};
  if (action === "release") return { finalizers: before.filter((other) => other !== finalizer) };
  return before.includes(finalizer) ? {} : { finalizers: [...before, finalizer] };
}

function referencesAfter(
  action: Handover,
  { reference }: Claimant,
  references: readonly OwnerReference[],
): readonly (OwnerReference & { readonly uid: string })[] {
  const others = references.flatMap((other) =>
    other.uid === reference.uid ? [] : [{ ...other, uid: other.uid ?? "" }],
  );
  return action === "adopt" ? [...others, reference] : others;
}

function isAdopted(action: Action, answer: WriteResult): boolean {
  return action === "adopt" && answer.kind === "done";
}

/** What is gone needs no owner, and what belongs to somebody else already cannot be released. */
function problemOf(action: Action, answer: WriteResult): string | undefined {
  if (answer.kind === "done" || answer.reason === "NotFound") return undefined;
  return action === "release" && answer.reason === "Invalid" ? undefined : answer.message;
}
