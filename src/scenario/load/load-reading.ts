// What reading load and metrics needs of the scenario around them: its objects, its pods, its files, its clock.

import type { DiagnosticSink } from "../../base/diagnostic.ts";
import type { Duration, SimTime } from "../../base/time.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { CheckedScenario } from "../checked-scenario.ts";
import type { InputFiles } from "../input-files.ts";

/** What of pods that there can be decides whether they serve, and says what they use. */
export interface PodShape {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly containers: readonly string[];
}

export interface LoadReading {
  readonly scenario: CheckedScenario;
  readonly inputs: InputFiles;
  readonly sink: DiagnosticSink;
  readonly horizonUs: SimTime | null;
  /** The run's begin since Monday 00:00 UTC. */
  readonly weekTimeUs: Duration;
  /** Those of the files and of actions. */
  readonly objects: readonly StoredObject[];
  readonly pods: readonly PodShape[];
  /** Whether controllers run. */
  readonly areControlled: boolean;
}
