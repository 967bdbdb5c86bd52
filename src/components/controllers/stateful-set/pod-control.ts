// What a StatefulSet does to one of its pods: claims first and then the pod, identity and storage kept as they should be,
// deletion; each told in an event.
// Imitates pkg/controller/statefulset/stateful_pod_control.go, v1.36.

import { merged } from "../../../base/merged.ts";

import type { PersistentVolumeClaim } from "../../../model/api/types/claim.ts";
import type { ControllerRevision } from "../../../model/api/types/controller-revision.ts";
import type { StatefulSet } from "../../../model/api/types/workload.ts";
import { aggregatedText } from "../../../model/label-requirement.ts";

import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { ControllerView, Write } from "../controller.ts";
import { controllerReference } from "../owner-references.ts";
import { hasIdentity, identityLabels, nameOf, templateOf, type Place } from "./set-pods.ts";
import {
  belongsToFormerPod,
  claimName,
  claimsFor,
  claimTemplates,
  claimVolumes,
  hasUnexpectedController,
  isOwnerUpToDate,
  keepsClaimsWhenScaled,
  usesItsClaims,
  withOwners,
} from "./volume-claims.ts";

/** What went wrong; undefined: nothing. */
export type Problem = string | undefined;

/** Attempts at a pod or a status that somebody else is changing. */
export const CONFLICT_ATTEMPTS = 5;

const NO_CLAIMS: readonly PersistentVolumeClaim[] = Object.freeze([]);

type EventVerb = "Create" | "Update" | "Delete";

/** What the controller does to the pods of one set in one sync. */
export class PodControl {
  readonly #view: ControllerView;
  readonly #set: StatefulSet;
  readonly #namespace: string;

  constructor(view: ControllerView, set: StatefulSet) {
    this.#view = view;
    this.#set = set;
    this.#namespace = set.metadata?.namespace ?? "default";
  }

  /** Makes the claims of a place and then its pod. `batch`: of those that are made side by side; undefined: by itself. */
  *create(place: Place, revision: ControllerRevision, batch: number | undefined): Requests<Problem> {
    const claimProblem = yield* this.#createClaims(place, batch);
    if (claimProblem !== undefined) return yield* this.#fail("Create", place, claimProblem);
    const answer = yield this.#creation(place, revision, batch);
    // Nothing is told of a pod of that name that is somebody else's.
    if (answer.kind === "refused" && answer.reason === "AlreadyExists") return answer.message;
    const retentionProblem = yield* this.applyRetention(place);
    if (retentionProblem !== undefined) return yield* this.#fail("Update", place, retentionProblem);
    if (answer.kind === "refused") return yield* this.#fail("Create", place, answer.message);
    yield this.#success("Create", place);
    return undefined;
  }

  /** Gives a pod back what makes it the pod of its place. */
  *update(place: Place & { readonly pod: LivePod }): Requests<Problem> {
    if (!usesItsClaims(this.#set, place)) {
      const problem = yield* this.#createClaims(place, undefined);
      return yield* this.#fail("Update", place, problem ?? VOLUMES_ARE_FIXED);
    }
    const retentionProblem = yield* this.applyRetention(place);
    if (retentionProblem !== undefined) return yield* this.#fail("Update", place, retentionProblem);
    const problem = yield* this.#patchLabels(place);
    if (problem !== undefined) return yield* this.#fail("Update", place, problem);
    yield this.#success("Update", place);
    return undefined;
  }

  /** Asks for the end of a pod; one that is gone already is as good. */
  *delete(pod: LivePod, batch: number | undefined): Requests<Problem> {
    const { namespace, name, uid } = pod;
    const deletion = { verb: "delete-pod", namespace, name, uid } as const;
    const answer = yield batch === undefined ? deletion : { ...deletion, batch };
    if (answer.kind === "refused" && answer.reason !== "NotFound") {
      return yield* this.#fail("Delete", pod, answer.message);
    }
    yield this.#success("Delete", pod);
    return undefined;
  }

  /** Makes claims that a pod waits for. */
  *createMissingClaims(place: Place, batch: number | undefined): Requests<Problem> {
    const problem = yield* this.#createClaims(place, batch);
    if (problem !== undefined) return problem;
    const retentionProblem = yield* this.applyRetention(place);
    return retentionProblem === undefined ? undefined : yield* this.#fail("Update", place, retentionProblem);
  }

  /** Whether a pod would get the claim of a former one, which is to go with that. */
  hasStaleClaim(place: Place): boolean {
    if (keepsClaimsWhenScaled(this.#set)) return false;
    return this.#claimsOf(place).some((claim) => belongsToFormerPod(this.#set, claim, place));
  }

  /** Whether all claims of the place have the owners that they should have. */
  matchesRetention(place: Place): boolean {
    return this.#claimsOf(place).every((claim) => isOwnerUpToDate(this.#set, claim, place));
  }

  /** Gives the claims of a place the owners that the retention policy asks for. */
  *applyRetention(place: Place): Requests<Problem> {
    for (const claim of this.#claimsOf(place)) {
      const name = claim.metadata?.name ?? "";
      if (hasUnexpectedController(this.#set, claim, place)) yield this.#conflictingController(name);
      if (isOwnerUpToDate(this.#set, claim, place)) continue;
      const object = withOwners(this.#set, claim, place);
      const answer = yield { verb: "update", stored: { kind: "PersistentVolumeClaim", object } };
      if (answer.kind === "refused")
        return `could not update claim ${name} for delete policy ownerRefs: ${answer.message}`;
    }
    return undefined;
  }

  hasAllOfItsPlace(place: Place): boolean {
    return hasIdentity(this.#set, place) && usesItsClaims(this.#set, place) && this.matchesRetention(place);
  }

  #claimsOf(place: Place): readonly PersistentVolumeClaim[] {
    const templates = claimTemplates(this.#set);
    if (templates.length === 0) return NO_CLAIMS;
    return templates.flatMap((template) => this.#find(claimName(this.#set, template, place)) ?? []);
  }

  #find(name: string): PersistentVolumeClaim | undefined {
    return this.#view.find("PersistentVolumeClaim", this.#namespace, name);
  }

  *#createClaims(place: Place, batch: number | undefined): Requests<Problem> {
    const problems: string[] = [];
    for (const claim of claimsFor(this.#set, place)) {
      const name = claim.metadata?.name ?? "";
      const known = this.#find(name);
      if (known !== undefined) {
        if (known.metadata?.deletionTimestamp !== undefined) problems.push(`pvc ${name} is being deleted`);
        continue;
      }
      const problem = yield* this.#createClaim(claim, place, batch);
      if (problem !== undefined) problems.push(problem);
    }
    return aggregatedText(problems);
  }

  *#createClaim(object: PersistentVolumeClaim, place: Place, batch: number | undefined): Requests<Problem> {
    const name = object.metadata?.name ?? "";
    const stored = { kind: "PersistentVolumeClaim", object } as const;
    const answer = yield batch === undefined ? { verb: "create", stored } : { verb: "create", stored, batch };
    if (answer.kind === "done") {
      const message = `Create Claim ${name} Pod ${place.name} in StatefulSet ${nameOf(this.#set)} success`;
      yield this.#event("Normal", "SuccessfulCreate", message);
      return undefined;
    }
    if (answer.reason !== "AlreadyExists") {
      const subject = `Create Claim ${name} for Pod ${place.name} in StatefulSet ${nameOf(this.#set)}`;
      yield this.#event("Warning", "FailedCreate", `${subject} failed error: ${answer.message}`);
    }
    return `failed to create PVC ${name}: ${answer.message}`;
  }

  #creation(place: Place, revision: ControllerRevision, batch: number | undefined): Write {
    const volumes = claimVolumes(this.#set, place);
    return {
      verb: "create-pod",
      namespace: this.#namespace,
      template: templateOf(revision),
      owner: controllerReference("apps/v1", "StatefulSet", this.#set.metadata),
      name: place.name,
      own: { labels: identityLabels(place), ...(volumes === undefined ? {} : { volumes }) },
      ...(batch === undefined ? {} : { batch }),
    };
  }

  /** A pod whose labels are as they should be is updated with what it has. */
  *#patchLabels(place: Place & { readonly pod: LivePod }): Requests<Problem> {
    const { name, uid, object } = place.pod;
    const labels = hasIdentity(this.#set, place)
      ? (object.metadata.labels ?? {})
      : merged(object.metadata.labels ?? {}, identityLabels(place));
    let problem: Problem;
    for (let attempt = 0; attempt < CONFLICT_ATTEMPTS; attempt += 1) {
      const answer = yield { verb: "update-pod", namespace: this.#namespace, name, uid, metadata: { labels } };
      if (answer.kind === "done") return undefined;
      problem = answer.message;
      if (answer.reason !== "Conflict") break;
    }
    return problem;
  }

  #success(verb: EventVerb, { name }: { readonly name: string }): Write {
    const message = `${verb} Pod ${name} in StatefulSet ${nameOf(this.#set)} successful`;
    return this.#event("Normal", `Successful${verb}`, message);
  }

  *#fail(verb: EventVerb, { name }: { readonly name: string }, problem: string): Requests<string> {
    const message = `${verb} Pod ${name} in StatefulSet ${nameOf(this.#set)} failed error: ${problem}`;
    yield this.#event("Warning", `Failed${verb}`, message);
    return problem;
  }

  #conflictingController(claim: string): Write {
    const subject = `PersistentVolumeClaim ${claim} has a conflicting OwnerReference that acts as a manging controller`;
    const message = `${subject}, the retention policy is ignored for this claim`;
    return this.#event("Warning", "ConflictingController", message);
  }

  #event(type: "Normal" | "Warning", reason: string, message: string): Write {
    return {
      verb: "event",
      kind: "StatefulSet",
      namespace: this.#namespace,
      name: nameOf(this.#set),
      type,
      reason,
      message,
    };
  }
}

/** The server's first words to those who change a pod's volumes; it then lists what may be changed. */
const VOLUMES_ARE_FIXED = "pod updates may not change fields other than `spec.containers[*].image`";
