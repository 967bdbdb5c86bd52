// The contract of a fault: something that happens to nodes, at a time or by a law of chance. The list of them is `faults.ts`.
// A fault is told which nodes it has and for how long; who, when and how often is the business of `fault-calendar.ts`.

import type { z } from "zod";

import type { RandomSource } from "../../base/random/random-source.ts";

import type { Change, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { DrainOptions } from "../actions/drain-filters.ts";
import type { UserClient } from "../actions/ports.ts";
import type { OptionReader } from "../option-reader.ts";
import type { StepResult, Tell } from "../scripts/script.ts";
import type { NodeTroubles } from "./node-troubles.ts";
import type { FaultScope, FaultSettings } from "./planned-fault.ts";

/** One time that a fault happens; what is changed in it is kept between steps. */
export interface Occurrence {
  /** Names of nodes, in the cluster's order. */
  readonly nodes: readonly string[];
  /** How long, in µs; null: for ever. */
  readonly lastsUs: number | null;
  readonly startedUs: number;
  /** Tells this time from all others; troubles are filed under it. */
  readonly key: string;
  /** What this kind remembers: plain data. */
  notes: Record<string, unknown>;
}

/** What a fault may look at and do. */
export interface FaultPorts {
  readonly cluster: ClusterState;
  readonly troubles: NodeTroubles;
  /** Cloud providers and their agents write to the API as anybody does. */
  readonly client: UserClient;
  /** Chance of this fault within one occurrence of it; `drawNumber` counts from 0. */
  readonly chanceWithin: (occurrence: Occurrence, drawNumber: number) => RandomSource;
  /** Drains a node beside the fault, which does not wait for it. */
  readonly drain: (node: string, options: DrainOptions) => void;
  /** Says something that a reader of the run should see. */
  readonly tell: Tell;
}

/** A fault at work. */
export interface Fault {
  /** Does one step of what happens to the occurrence's nodes. Step 0 begins it; the last one says that it is done. */
  step(occurrence: Occurrence, step: number, nowUs: number): StepResult;
  /** As that of a script. */
  wake?(occurrence: Occurrence, delta: Delta, nowUs: number): number | undefined;
  /** As that of a script. */
  readonly wakesOn?: ReadonlySet<Change["kind"]>;
  unfinished?(occurrence: Occurrence): string | undefined;
}

/** What each kind of fault says of itself. `Options` is what stands in the scenario beside target and timing. */
export interface FaultDefinition {
  /** As scenarios name it. */
  readonly name: string;
  /** What it imitates. */
  readonly source: string;
  /** All its fields, those of target and timing included. */
  readonly options: z.ZodObject;
  readonly scope: FaultScope;
  /** What only this kind has, as plain data; mistakes are told. `options` fits the schema. */
  readonly read: (options: Readonly<Record<string, unknown>>, reader: OptionReader) => FaultSettings;
  /** Where what happens goes on and on for as long as the fault lasts: how long one turn takes on average, µs. */
  readonly turnUs?: (settings: FaultSettings) => number;
  readonly create: (settings: FaultSettings, ports: FaultPorts) => Fault;
}
