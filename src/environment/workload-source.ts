// The contract of a workload source: a format of files that hold nodes and pods, read into plain data.
// The list of them is `workload-sources.ts`. A source sees text and says what it found; it opens no file.

import type { z } from "zod";

import type { DiagnosticSink, SourcePosition } from "../base/diagnostic.ts";

import type { RuntimeClass } from "../model/api/types/policy.ts";
import type { LimitRange, ResourceQuota } from "../model/api/types/quota.ts";
import type { FeatureGates } from "../model/feature-gates.ts";
import type { Node, Pod } from "../model/objects.ts";

import type { StoredObject } from "../cluster/object-store.ts";

import type { SourceText } from "./documents/source-text.ts";
import type { Notes } from "./notes.ts";
import type { PodBatch, PodOrigin } from "./workload.ts";

/** A node that a file lists, and the pool it counts to in reports. */
export interface ListedNode {
  readonly node: Node;
  readonly pool: string;
  readonly position: SourcePosition;
}

/** A pod that was bound before the run. */
export interface ListedBoundPod {
  readonly pod: Pod;
  readonly origin: PodOrigin;
  readonly position: SourcePosition;
}

/** A name by which pods refer to something that must be defined elsewhere, where it first occurs. */
export interface NameReference {
  readonly kind: "PriorityClass" | "RuntimeClass" | "scheduler";
  readonly name: string;
  readonly position: SourcePosition;
}

export interface PriorityClass {
  readonly name: string;
  readonly value: number;
  readonly globalDefault: boolean;
  readonly preemptionPolicy?: string;
}

/** An object that admission goes by. */
export interface ListedRule<Rule> {
  readonly rule: Rule;
  readonly position: SourcePosition;
}

/** An object that scheduling looks up. */
export interface ListedObject {
  readonly stored: StoredObject;
  /** Whether it comes from a cluster, or is yet to be created. */
  readonly isDumped: boolean;
  /** As the file has it, in the version in which it is stored; absent: it comes from a cluster, or was written in another version. */
  readonly written?: Readonly<Record<string, unknown>>;
  readonly position: SourcePosition;
}

/** All that one reading found. */
export interface ListedContent {
  readonly nodes: readonly ListedNode[];
  readonly boundPods: readonly ListedBoundPod[];
  readonly pods: PodBatch;
  /** Where the first pod of a template of `pods` stands, if it stands in a file. */
  readonly placeOf: (template: number) => SourcePosition | undefined;
  /** Whether the pods carry times of their own; if not, all are listed at 0 and run for ever. */
  readonly listsTimes: boolean;
  readonly priorityClasses: readonly PriorityClass[];
  /** With their defaults, and with names and namespaces. */
  readonly limitRanges: readonly LimitRange[];
  readonly resourceQuotas: readonly ListedRule<ResourceQuota>[];
  readonly runtimeClasses: readonly RuntimeClass[];
  /** What scheduling looks up, in the order of the files. */
  readonly objects: readonly ListedObject[];
  readonly references: readonly NameReference[];
  /** Of what a dump says of its nodes and pods, the latest time; absent: nothing of a dump. */
  readonly latestTime?: string;
  /** How many objects of each kind the files held; of a trace, none. */
  readonly objectsByKind: ReadonlyMap<string, number>;
}

/**
 * How objects that stand for pods are read: `expanded` as the pods that their controllers would first create, `controlled` as
 * they are, for controllers that run.
 */
export type WorkloadReading = "expanded" | "controlled";

/** What a source may tell while it reads, and how it reads. */
export interface ReadingPorts {
  readonly workloads: WorkloadReading;
  /** Of the API server; absent: as its version has them. */
  readonly featureGates?: FeatureGates;
  readonly sink: DiagnosticSink;
  readonly notes: Notes;
  /** What matters only where the lifetimes that the source lists are used. */
  readonly lifetimeNotes: Notes;
}

/** Options of a source; each names files by path (or paths and patterns, where it is a list). */
export type FileOptions = z.ZodObject<Record<string, z.ZodType<string | string[]>>>;

export interface WorkloadSource {
  /** As scenarios name it. */
  readonly name: string;
  /** What it reads: format, project, version. */
  readonly source: string;
  /** Options that name its files of pods. */
  readonly podFiles: FileOptions;
  /** Options that name its files of nodes; null where one kind of file holds both. */
  readonly nodeFiles: FileOptions | null;
  /**
   * Reads the files given under each option. Mistakes go to the sink; what was still understood is returned, so
   * that all mistakes are found at once.
   */
  read(files: Readonly<Record<string, readonly SourceText[]>>, ports: ReadingPorts): ListedContent;
}
