// Every specification of pods that the run has met: pods that differ in labels or owners alone share it, and all that was computed of
// it. Each Job of a CronJob makes two classes of pods; what they ask for is kept once.

import { isAsSpecified, podClassOf, type PodClass } from "../model/pod-class.ts";
import type { Pod, PodSpec } from "../model/objects.ts";
import { specificationClassOf, type SpecificationClass } from "../model/specification-class.ts";
import type { VersionBehaviour } from "../model/version-behaviour.ts";

import type { ResourceIndex, ResourceVector } from "./resource-index.ts";

/** Requests as vectors over the node table's columns. */
export interface RequestVectors {
  readonly requestVector: ResourceVector;
  readonly placedVector: ResourceVector;
}

/** One that was met. */
export interface Specification {
  readonly id: number;
  readonly spec: PodSpec;
}

interface Compiled {
  readonly ofSpecification: SpecificationClass;
  readonly vectors: RequestVectors;
}

export class Specifications {
  readonly #behaviour: VersionBehaviour;
  readonly #resources: ResourceIndex;
  readonly #byText = new Map<string, Specification>();
  /** Those that were met as these very objects. */
  readonly #met = new WeakMap<PodSpec, Specification>();
  /** By id, of pods of whose status nothing is known. */
  readonly #compiled: Compiled[] = [];

  constructor(behaviour: VersionBehaviour, resources: ResourceIndex) {
    this.#behaviour = behaviour;
    this.#resources = resources;
  }

  /** Made when first met. */
  of(spec: PodSpec): Specification {
    const met = this.#met.get(spec);
    if (met !== undefined) return met;
    const text = JSON.stringify(spec);
    let known = this.#byText.get(text);
    if (known === undefined) {
      known = { id: this.#byText.size, spec };
      this.#byText.set(text, known);
      this.#met.set(spec, known);
    }
    return known;
  }

  /** The class of a pod that has this specification. */
  classOf(pod: Pod, { id, spec }: Specification): { readonly podClass: PodClass; readonly vectors: RequestVectors } {
    const shared = { ...pod, spec };
    const { ofSpecification, vectors } = isAsSpecified(pod)
      ? (this.#compiled[id] ??= this.#compile(shared))
      : this.#compile(shared);
    return { podClass: podClassOf(shared, this.#behaviour, ofSpecification), vectors };
  }

  #compile(pod: Pod): Compiled {
    const ofSpecification = specificationClassOf(pod, this.#behaviour);
    const { requests, placedRequests } = ofSpecification;
    const requestVector = this.#resources.vectorOf(requests);
    return { ofSpecification, vectors: { requestVector, placedVector: this.#resources.vectorOf(placedRequests) } };
  }
}
