// The part of the API server that holds new objects to the quotas of their namespace, where these are objects with a status: what is
// created is charged there in the same moment. What is deleted or over is found by the controller of quotas, some time later.
// Imitates staging apiserver pkg/admission/plugin/resourcequota (admission.go, controller.go), v1.36.

import type { SimTime } from "../../base/time.ts";

import { evaluatorOf } from "../../model/admission/quota-evaluators.ts";
import { enforcedQuota, meetDemand, quotaDemand, type EnforcedQuota } from "../../model/admission/resource-quota.ts";
import type { NamedByMetadata } from "../../model/admission/refusal.ts";
import type { ResourceQuota } from "../../model/api/types/quota.ts";
import { writtenResourceList, type ResourceList } from "../../model/resource-list.ts";

import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { NewObject } from "../../cluster/new-object.ts";
import { namespaceIn } from "../../cluster/object-store.ts";

/** One quota with what it is used to. */
interface KnownQuota {
  readonly object: ResourceQuota;
  readonly enforced: EnforcedQuota;
}

/** The object as messages name it, and how it is counted. */
interface Subject {
  readonly kind: string;
  readonly namespace: string;
  readonly object: NamedByMetadata;
}

type Decision =
  | { readonly kind: "refused"; readonly message: string }
  /** What each of the quotas is used to afterwards. */
  | { readonly kind: "allowed"; readonly quotas: readonly KnownQuota[]; readonly used: readonly ResourceList[] };

const NONE: readonly KnownQuota[] = Object.freeze([]);

export class StoredQuotas {
  readonly #cluster: ClusterState;
  /** By namespace, as of a version of the objects. */
  #known = new Map<string, KnownQuota[]>();
  #version = -1;
  /** What quotas are used to with all that one decision has planned so far. */
  readonly #planned = new Map<ResourceQuota, ResourceList>();

  constructor(cluster: ClusterState) {
    this.#cluster = cluster;
  }

  /** Why the object would not be created now, with what is planned beside it; undefined: it would. */
  refusalOf(created: NewObject): string | undefined {
    const decision = this.#decide(created);
    return decision?.kind === "refused" ? decision.message : undefined;
  }

  /** Counts an object that is to be asked for, so that those after it in one decision are held to what it leaves. */
  plan(created: NewObject): void {
    const decision = this.#decide(created);
    if (decision?.kind !== "allowed") return;
    for (const [index, { object }] of decision.quotas.entries()) this.#planned.set(object, decision.used[index]!);
  }

  forgetPlanned(): void {
    if (this.#planned.size > 0) this.#planned.clear();
  }

  /** Charges the object, which is created in the same moment; or says why it is not. Not while anything is planned. */
  charge(created: NewObject, at: SimTime): string | undefined {
    const decision = this.#decide(created);
    if (decision === undefined) return undefined;
    if (decision.kind === "refused") return decision.message;
    for (const [index, { object, enforced }] of decision.quotas.entries()) {
      const used = decision.used[index]!;
      if (used === enforced.used) continue;
      const status = { ...object.status, used: writtenResourceList(used) };
      this.#cluster.apply(
        { kind: "object-stored", stored: { kind: "ResourceQuota", object: { ...object, status } } },
        at,
      );
    }
    return undefined;
  }

  /** Undefined where no quota is about it. */
  #decide(created: NewObject): Decision | undefined {
    if (this.#cluster.objects.count("ResourceQuota") === 0) return undefined;
    const { kind, namespace, object } = this.#subjectOf(created);
    const quotas = this.#quotasOf(namespace);
    if (quotas.length === 0) return undefined;
    const enforced = quotas.map((quota) => this.#withPlanned(quota));
    const evaluator = evaluatorOf(kind);
    const demand = quotaDemand(object, evaluator, enforced, 0);
    if (demand.kind === "refused") return demand;
    const decision = meetDemand(object, evaluator.resource, demand.charges, enforced);
    return decision.kind === "refused" ? decision : { kind: "allowed", quotas, used: decision.used };
  }

  #subjectOf(created: NewObject): Subject {
    if (created.kind === "stored") {
      const { stored } = created;
      return { kind: stored.kind, namespace: namespaceIn(stored), object: stored.object };
    }
    const { namespace, pod } = this.#cluster.classes.get(created.classId);
    return { kind: "Pod", namespace, object: { ...pod, metadata: { ...pod.metadata, name: created.name } } };
  }

  #withPlanned({ object, enforced }: KnownQuota): EnforcedQuota {
    const used = this.#planned.get(object);
    return used === undefined ? enforced : { ...enforced, used };
  }

  #quotasOf(namespace: string): readonly KnownQuota[] {
    const version = this.#cluster.objects.versionOf("ResourceQuota");
    if (version !== this.#version) {
      this.#version = version;
      this.#known = new Map();
      for (const object of this.#cluster.objects.list("ResourceQuota")) {
        const { namespace: of = "default" } = object.metadata ?? {};
        const known = this.#known.get(of) ?? [];
        this.#known.set(of, [...known, { object, enforced: enforcedQuota(object) }]);
      }
    }
    return this.#known.get(namespace) ?? NONE;
  }
}
