// All workload sources. To add one: a folder with its definition, a line here, a test, a line in docs/fidelity.md.

import { MANIFESTS_SOURCE } from "./manifests/manifests-source.ts";
import { OPENB_SOURCE } from "./openb/openb-source.ts";
import type { WorkloadSource } from "./workload-source.ts";

/** Traces: sources whose files are named under `trace`, by their format. The order is that of the manual. */
export const TRACE_SOURCES: readonly [WorkloadSource, ...WorkloadSource[]] = Object.freeze([OPENB_SOURCE]);

/** Every source; manifests come first, as they need no format. */
export const WORKLOAD_SOURCES: readonly WorkloadSource[] = Object.freeze([MANIFESTS_SOURCE, ...TRACE_SOURCES]);
