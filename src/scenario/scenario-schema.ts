// The scenario document: one definition from which come the check, the types and the JSON Schema for editors.
// Every field has a description: it is what a user is told to expect there.

import { z } from "zod";

import { isMapping } from "../base/mapping.ts";

import { ADMISSION_PLUGINS } from "../model/admission/pod-admission.ts";
import { KUBERNETES_VERSIONS } from "../model/kubernetes-version.ts";

import { TIE_RULES } from "../scheduling/framework/ties.ts";

import { ACTION_START_OPTIONS } from "../environment/actions/action-options.ts";
import { ACTIONS } from "../environment/actions/actions.ts";
import { DURATION_EXAMPLES, DURATION_PATTERN } from "../environment/duration-text.ts";
import { FAULTS } from "../environment/faults/faults.ts";
import { checkQuantity } from "../environment/manifests/quantity-check.ts";
import { AMBIGUOUS_WORDS } from "../environment/manifests/show-value.ts";
import { MANIFESTS_SOURCE } from "../environment/manifests/manifests-source.ts";
import type { FileOptions } from "../environment/workload-source.ts";
import { TRACE_SOURCES } from "../environment/workload-sources.ts";

import { CONTROL_PLANE } from "./control-plane.ts";
import { CONTROLLER_MANAGER } from "./controller-manager.ts";
import { KUBELET_OPTIONS } from "./kubelet-options.ts";
import { LOAD_MODE, LOAD_SCHEMA } from "./load/load-schema.ts";
import { METRICS_SCHEMA } from "./load/metrics-schema.ts";
import { SWEEP_SCHEMA } from "./sweep/sweep-schema.ts";

const SCENARIO_API_VERSION = "plimsoll/v1alpha1";

/** Ten times the largest cluster that Kubernetes is tested with is 50,000; a million still fits into memory. */
export const MAX_NODES = 1_000_000;
/** As many as an action adds. */
const MAX_GROWN_NODES = 100_000;
/** One pod a microsecond, the resolution of simulated time. */
const MAX_PER_SECOND = 1_000_000;
const MAX_PRICE_PER_HOUR = 1_000_000;
/** An hour in microseconds, the largest cost of a single step that makes sense. */
const MAX_COEFFICIENT = 3_600_000_000;
const COEFFICIENT = `A number from 0 to ${MAX_COEFFICIENT}, in the coefficient's own unit`;
/** The name becomes a directory under reports/. */
const NAME_PATTERN = /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/;

const text = (description: string) => z.string().min(1).meta({ description });
const duration = (description: string) =>
  z
    .string()
    .regex(DURATION_PATTERN)
    .meta({ description: `${description}: ${DURATION_EXAMPLES}` });
const labelValue = z.string().meta({ description: `A text (${AMBIGUOUS_WORDS} need quotes)` });
const labels = (description: string) => z.record(z.string(), labelValue).meta({ description });
const quantity = z
  .union([z.string(), z.number()])
  .meta({ description: "A Kubernetes quantity such as 500m, 16, 128Mi or 1.5Gi" });

const name = z
  .string()
  .regex(NAME_PATTERN)
  .meta({ description: "A name of at most 63 lower-case letters, digits, dots and dashes" });

const taint = z
  .strictObject({
    key: text("Key of the taint"),
    value: z.string().optional().meta({ description: "Value of the taint" }),
    effect: z
      .enum(["NoSchedule", "PreferNoSchedule", "NoExecute"])
      .meta({ description: "What the taint does to pods that do not tolerate it" }),
  })
  .meta({ description: "A taint with key, effect and perhaps value" });

const manifests = MANIFESTS_SOURCE.podFiles.shape["manifests"]!;

const sizeOf = (description: string) =>
  z
    .object({ cpu: quantity, memory: quantity, pods: quantity.optional() })
    .catchall(quantity)
    .superRefine(checkAmounts)
    .meta({ description });

const GROWTH = z
  .strictObject({
    max: z
      .int()
      .min(1)
      .max(MAX_GROWN_NODES)
      .meta({ description: `Nodes of the pool at most, those of count included, 1 to ${MAX_GROWN_NODES}` }),
    delay: duration("From the order of a node until it is there and ready for pods"),
  })
  .meta({
    description: "The pool gets more nodes while pods wait that one of them would take, and never fewer: max and delay",
  });

const nodePool = z
  .strictObject({
    name: name.meta({
      description: "Name of the pool; its nodes are called NAME-1, NAME-2 …, with zeros in front from ten on: NAME-01",
    }),
    count: z
      .int()
      .min(0)
      .max(MAX_NODES)
      .meta({ description: `Number of nodes, 0 to ${MAX_NODES}` }),
    zones: z
      .array(text("Name of a zone"))
      .min(1)
      .optional()
      .meta({ description: "Zones; the nodes take them in turn (label topology.kubernetes.io/zone)" }),
    region: text("Region of all nodes (label topology.kubernetes.io/region)").optional(),
    labels: labels("Labels of every node, names to texts").optional(),
    taints: z.array(taint).optional().meta({ description: "A list of taints of every node" }),
    allocatable: sizeOf(
      "What each node offers to pods: cpu, memory, pods (110 if absent), extended resources; capacity can stand in its place",
    ).optional(),
    capacity: sizeOf(
      "What each machine has, of which its kubelet keeps a part (kubelet.kubeReserved, systemReserved, evictionHard) from pods",
    ).optional(),
    imageFs: quantity
      .optional()
      .meta({ description: "Size of each machine's disk for images, such as 50Gi; absent: there is always room" }),
    kubelet: KUBELET_OPTIONS.optional(),
    staticPods: z
      .strictObject({ manifests })
      .optional()
      .meta({ description: "Pods that each node's kubelet runs from files of its own" }),
    unschedulable: z.boolean().optional().meta({ description: "true if the nodes are cordoned, else false" }),
    growth: GROWTH.optional(),
    pricePerHour: z
      .number()
      .min(0)
      .max(MAX_PRICE_PER_HOUR)
      .optional()
      .meta({ description: `What each node costs in an hour, in your currency, 0 to ${MAX_PRICE_PER_HOUR}` }),
  })
  .refine(({ allocatable, capacity }) => allocatable !== undefined || capacity !== undefined, {
    path: ["allocatable"],
    when: ({ value }) => isMapping(value),
  })
  .meta({ description: "A set of equal nodes: name, count, allocatable and more" });

/** One choice a trace format, told apart by `format`. */
function traceOf(filesOf: (source: (typeof TRACE_SOURCES)[number]) => FileOptions | null) {
  const choices = TRACE_SOURCES.flatMap((source) => {
    const files = filesOf(source);
    const format = z.literal(source.name).meta({ description: `The format of the files: ${source.source}` });
    return files === null ? [] : [z.strictObject({ format, ...files.shape })];
  });
  const [first, ...others] = choices;
  return z.discriminatedUnion("format", [first!, ...others]);
}

const cluster = z
  .strictObject({
    nodePools: z.array(nodePool).optional().meta({ description: "A list of node pools" }),
    manifests: manifests.optional(),
    trace: traceOf((source) => source.nodeFiles)
      .optional()
      .meta({ description: `A trace that lists nodes: format (${formats()}) and nodes` }),
  })
  .meta({ description: "The nodes: nodePools, manifests or a trace, or several of them" });

const arrival = z
  .union([
    z.enum(["at-start", "listed"]),
    z.strictObject({
      perSecond: z
        .number()
        .positive()
        .max(MAX_PER_SECOND)
        .meta({ description: `Pods created a second on average, more than 0, at most ${MAX_PER_SECOND}` }),
      process: z
        .enum(["poisson", "even"])
        .optional()
        .meta({ description: "poisson (random gaps, the default) or even (equal gaps)" }),
      order: z.enum(["listed", "shuffled"]).optional().meta({
        description: "listed (as the files have them, the default) or shuffled (another order with each seed)",
      }),
    }),
  ])
  .meta({
    description:
      "When the pods are created: at-start, listed (times of the trace or annotations; the default), or perSecond " +
      "with process poisson or even and order listed or shuffled",
  });

const workload = z
  .strictObject({
    name: name.optional(),
    manifests: manifests.optional(),
    trace: traceOf((source) => source.podFiles)
      .optional()
      .meta({ description: `A trace that lists pods: format (${formats()}) and pods` }),
    arrival: arrival.optional(),
    lifetime: z
      .union([z.enum(["forever", "listed"]), z.string().regex(DURATION_PATTERN)])
      .optional()
      .meta({
        description: `How long pods run once started: forever, listed (the default), or ${DURATION_EXAMPLES}`,
      }),
  })
  .meta({ description: "Pods to be offered: manifests or a trace, perhaps with name, arrival and lifetime" });

const fault = z
  .strictObject(Object.fromEntries(FAULTS.map(({ name: kind, options }) => [kind, options.optional()])))
  .meta({ description: `One fault, by its kind: ${FAULTS.map(({ name: kind }) => kind).join(", ")}` });

const action = z
  .strictObject({
    ...ACTION_START_OPTIONS,
    ...Object.fromEntries(ACTIONS.map(({ name: kind, options }) => [kind, options.optional()])),
  })
  .meta({ description: `When, and one action by its kind: ${ACTIONS.map(({ name: kind }) => kind).join(", ")}` });

/** Newest first: of equally near ones, the newest is suggested. */
const VERSIONS = KUBERNETES_VERSIONS.toReversed();

const kubernetes = z
  .literal([...VERSIONS, ...VERSIONS.map(Number)])
  .meta({ description: `The Kubernetes version whose behaviour is imitated: ${KUBERNETES_VERSIONS.join(", ")}` });

const spec = z
  .strictObject({
    kubernetes: kubernetes.optional(),
    seed: z
      .union([z.string().min(1).max(200), z.int()])
      .optional()
      .meta({ description: "Seed of all random draws, a text or a whole number; the same seed gives the same run" }),
    horizon: duration("When the run ends at the latest; absent: when nothing is left to happen").optional(),
    warmUp: z
      .union([z.enum(["none", "auto"]), z.string().regex(DURATION_PATTERN)])
      .optional()
      .meta({
        description:
          "The front of a run that does not count: none (the default), auto (found over the runs of a sweep or " +
          `comparison), or ${DURATION_EXAMPLES}`,
      }),
    cluster,
    workloads: z.array(workload).optional().meta({ description: "A list of what is offered to the cluster" }),
    admission: z
      .strictObject({
        disable: z
          .array(z.enum(ADMISSION_PLUGINS).meta({ description: `A plugin: ${ADMISSION_PLUGINS.join(", ")}` }))
          .meta({ description: "Plugins that are off, as kube-apiserver's --disable-admission-plugins names them" }),
      })
      .optional()
      .meta({ description: "The API server's admission; absent: all its plugins are on" }),
    start: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      .optional()
      .meta({
        description:
          "The wall clock at the run's begin, as 2026-01-01T00:00:00Z; absent: the second after a dump's latest time, or that time",
      }),
    controllers: z
      .enum(["simulated", "expanded"])
      .optional()
      .meta({
        description:
          "What becomes of Deployments and their like: simulated (their controllers run) or expanded (their first pods are " +
          "offered); absent: simulated where there are faults, actions, load, metrics, growing pools or controllerManager, else expanded",
      }),
    controlPlane: CONTROL_PLANE.optional(),
    controllerManager: CONTROLLER_MANAGER.optional(),
    faults: z.array(fault).optional().meta({ description: "A list of faults: what happens to the nodes" }),
    actions: z.array(action).optional().meta({ description: "A list of actions: what people do to the cluster" }),
    load: LOAD_SCHEMA.optional(),
    loadMode: LOAD_MODE.optional(),
    metrics: METRICS_SCHEMA.optional(),
    scheduler: z
      .strictObject({
        configuration: text("Path of a KubeSchedulerConfiguration, relative to the scenario").optional(),
        plugins: z
          .array(text("Path of a JavaScript module that exports scheduler plugins, relative to the scenario"))
          .optional()
          .meta({ description: "A list of modules with plugins of your own, which profiles may name" }),
        extenders: z
          .record(z.string().min(1), text("Path of a JavaScript module, relative to the scenario"))
          .optional()
          .meta({ description: "Modules in the place of extenders: urlPrefix to the path of a module" }),
        ties: z
          .enum(TIE_RULES)
          .optional()
          .meta({ description: `How equal nodes are told apart: ${TIE_RULES.join(", ")}; absent: kubernetes` }),
      })
      .optional()
      .meta({ description: "The scheduler's configuration; absent: Kubernetes' defaults" }),
    coefficients: z
      .record(z.string(), z.number().min(0).max(MAX_COEFFICIENT).meta({ description: COEFFICIENT }))
      .optional()
      .meta({ description: "Measured constants to replace, names to numbers of zero or more" }),
    thresholds: z
      .array(text("A promise such as `scheduler_pod_scheduling_sli_duration_seconds p(99) < 5`"))
      .optional()
      .meta({ description: "A list of promises about metrics; one broken gives exit code 99" }),
    sweep: SWEEP_SCHEMA.optional(),
  })
  .meta({ description: "What is simulated" });

export const SCENARIO_SCHEMA = z
  .strictObject({
    apiVersion: z.literal(SCENARIO_API_VERSION).meta({ description: `The text ${SCENARIO_API_VERSION}` }),
    kind: z.literal("Scenario").meta({ description: "The text Scenario" }),
    metadata: z
      .strictObject({
        name: name.meta({ description: "Name of the scenario and of its directory under reports/" }),
        description: z.string().optional().meta({ description: "What the scenario is about, a text" }),
      })
      .meta({ description: "Name and description" }),
    spec,
  })
  .meta({ title: "plimsoll scenario", description: "A scenario: apiVersion, kind, metadata and spec" });

export type ScenarioDocument = z.infer<typeof SCENARIO_SCHEMA>;
export type NodePoolOptions = z.infer<typeof nodePool>;
export type WorkloadOptions = z.infer<typeof workload>;
export type ArrivalOptions = z.infer<typeof arrival>;

/** Amounts are checked here, so that a mistake in one is found whatever else is wrong with its pool. */
function checkAmounts(amounts: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  for (const [resource, amount] of Object.entries(amounts)) {
    const problem = amount === undefined ? undefined : checkQuantity(resource, amount);
    if (problem?.severity !== "error") continue;
    const { message } = problem;
    context.issues.push({ code: "custom", input: amount, path: [resource], message, params: { ...problem } });
  }
}

function formats(): string {
  return TRACE_SOURCES.map((source) => source.name).join(", ");
}
