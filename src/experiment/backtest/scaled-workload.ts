// What a backtest is about, found in the manifests of a user: a Deployment, the autoscaler that scales it, and the Service that
// leads to its pods. What the manifests lack is made: an autoscaler at 80 % of the requested CPU, and a Service on the pods' labels.
// Sources: pkg/apis/autoscaling/v2/defaults.go (80 %), pkg/apis/autoscaling/v1/conversion.go, v1.36.

import type { DiagnosticSink, SourcePosition } from "../../base/diagnostic.ts";
import { isMapping } from "../../base/mapping.ts";
import { nearestName } from "../../base/nearest-name.ts";

import { noScaleWords, notFoundWords, scaledKindOf } from "../../components/controllers/run/scales.ts";

import { readDocuments, type SourceDocument } from "../../environment/documents/read-documents.ts";
import type { SourceText } from "../../environment/documents/source-text.ts";

import { listAt, mappingAt, numberAt, partAt, textAt, withPart, type PlainObject } from "./plain-object.ts";

const DEFAULT_TARGET = 80;
const DEFAULT_NAMESPACE = "default";

/** A Deployment with what belongs to it. */
export interface ScaledWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly deployment: PlainObject;
  /** autoscaling/v2; undefined: there is none yet. */
  readonly autoscaler: PlainObject | undefined;
  readonly service: PlainObject | undefined;
  /** Of the same files. */
  readonly others: readonly PlainObject[];
  /** Where the Deployment's containers stand, and the autoscaler's metrics. */
  readonly containersAt: SourcePosition;
  readonly metricsAt: SourcePosition | undefined;
}

interface FoundObject {
  readonly value: PlainObject;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly positionOf: (path: readonly (string | number)[]) => SourcePosition;
}

/** Undefined if there is no such Deployment, or no single one, which is told. */
export function findScaledWorkload(texts: readonly SourceText[], sink: DiagnosticSink): ScaledWorkload | undefined {
  const objects = texts.flatMap((source) => [...readDocuments(source, sink)].flatMap(objectsOf));
  if (sink.hasErrors) return undefined;
  const deployments = objects.filter(({ kind }) => kind === "Deployment");
  const autoscalers = objects.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
  const meant = deployments.filter((one) => autoscalers.some((other) => scales(other, one)));
  const [deployment, ...more] = meant.length > 0 ? meant : deployments;
  if (deployment === undefined || more.length > 0) {
    if (deployments.length === 0) refuseNone(texts, objects, sink);
    else refuseSeveral(deployments, sink);
    return undefined;
  }
  const own = autoscalers.filter((one) => scales(one, deployment));
  const lost = meant.length === 0 ? autoscalers[0] : own[1];
  if (lost !== undefined) {
    refuseAutoscaler(lost, deployment, objects, sink);
    return undefined;
  }
  const service = objects.find((one) => leadsTo(one, deployment));
  const used = [deployment, own[0], service];
  return {
    namespace: deployment.namespace,
    name: deployment.name,
    deployment: deployment.value,
    autoscaler: own[0] === undefined ? undefined : asV2(own[0].value),
    service: service?.value,
    others: objects.filter((one) => !used.includes(one)).map(({ value }) => value),
    containersAt: deployment.positionOf(["spec", "template", "spec", "containers"]),
    metricsAt: own[0]?.positionOf(["spec", "metrics"]),
  };
}

/** The autoscaler of a Deployment that has none. */
export function madeAutoscaler({ namespace, name, deployment }: ScaledWorkload, maxReplicas: number): PlainObject {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas: Math.max(1, numberAt(deployment, ["spec", "replicas"]) ?? 1),
      maxReplicas,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: DEFAULT_TARGET } },
        },
      ],
    },
  };
}

/** A Service that chooses the Deployment's pods, where there is none. */
export function madeService({ namespace, name, deployment }: ScaledWorkload): PlainObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace },
    spec: {
      selector: mappingAt(deployment, ["spec", "template", "metadata", "labels"]),
      ports: [{ port: 80, targetPort: 8080 }],
    },
  };
}

/** The items of a List one by one. */
function objectsOf(document: SourceDocument): readonly FoundObject[] {
  const { value } = document;
  const items = partAt(value, ["items"]);
  if (textAt(value, ["kind"])?.endsWith("List") !== true || !Array.isArray(items)) {
    return objectAt(value, [], document);
  }
  return items.flatMap((item, place) => objectAt(item, ["items", place], document));
}

function objectAt(value: unknown, at: readonly (string | number)[], document: SourceDocument): readonly FoundObject[] {
  const kind = textAt(value, ["kind"]);
  if (!isMapping(value) || kind === undefined) return [];
  return [
    {
      value,
      kind,
      namespace: textAt(value, ["metadata", "namespace"]) ?? DEFAULT_NAMESPACE,
      name: textAt(value, ["metadata", "name"]) ?? "",
      positionOf: (path) => document.positionOf([...at, ...path]),
    },
  ];
}

function scales({ value, namespace }: FoundObject, deployment: FoundObject): boolean {
  const { kind, name } = mappingAt(value, ["spec", "scaleTargetRef"]);
  return kind === "Deployment" && name === deployment.name && namespace === deployment.namespace;
}

function leadsTo({ kind, namespace, value }: FoundObject, deployment: FoundObject): boolean {
  if (kind !== "Service" || namespace !== deployment.namespace) return false;
  const selector = Object.entries(mappingAt(value, ["spec", "selector"]));
  const labels = mappingAt(deployment.value, ["spec", "template", "metadata", "labels"]);
  return selector.length > 0 && selector.every(([key, label]) => Object.hasOwn(labels, key) && labels[key] === label);
}

/** Where a kind looks as if it were meant for it, that place is told. */
function refuseNone([first]: readonly SourceText[], objects: readonly FoundObject[], sink: DiagnosticSink): void {
  const meant = objects.find(({ kind }) => nearestName(kind, ["Deployment"]) !== undefined);
  sink.report({
    code: "missing-object",
    severity: "error",
    message: meant === undefined ? "there is no Deployment" : `there is no Deployment: this is of kind ${meant.kind}`,
    position: meant?.positionOf(["kind"]) ?? { file: first?.path ?? "-", line: 1, column: 1 },
    expected: "the manifest of a Deployment",
    ...(meant === undefined ? {} : { suggestion: "Deployment" }),
  });
}

function refuseSeveral(deployments: readonly FoundObject[], sink: DiagnosticSink): void {
  sink.report({
    code: "several-objects",
    severity: "error",
    message: `there are ${deployments.length} Deployments: ${deployments.map(({ name }) => name).join(", ")}`,
    position: deployments[1]!.positionOf(["metadata"]),
    expected: "one Deployment, or an autoscaler that names which is meant",
  });
}

function refuseAutoscaler(
  { value, namespace, positionOf }: FoundObject,
  { name }: FoundObject,
  objects: readonly FoundObject[],
  sink: DiagnosticSink,
): void {
  const { kind, name: target, apiVersion } = mappingAt(value, ["spec", "scaleTargetRef"]);
  const isThere = objects.some((one) => one.kind === kind && one.name === target && one.namespace === namespace);
  const [group = ""] = /^[^/]+(?=\/)/.exec(String(apiVersion)) ?? [];
  const meant = { group, kind: String(kind), namespace, name: String(target) };
  const words = scaledKindOf(meant) === undefined ? noScaleWords(meant) : notFoundWords(meant);
  sink.report({
    code: "wrong-target",
    severity: "error",
    message: `the autoscaler scales ${String(kind)} ${String(target)}${isThere ? "" : `: ${words}`}`,
    position: positionOf(["spec", "scaleTargetRef"]),
    expected: `one autoscaler, of the Deployment ${name} in its namespace`,
  });
}

/** autoscaling/v1 knows the use of CPU only. */
function asV2(value: PlainObject): PlainObject {
  if (value["apiVersion"] !== "autoscaling/v1") return value;
  const { targetCPUUtilizationPercentage, ...spec } = mappingAt(value, ["spec"]);
  const averageUtilization = targetCPUUtilizationPercentage ?? DEFAULT_TARGET;
  const resource = { name: "cpu", target: { type: "Utilization", averageUtilization } };
  const metrics = [{ type: "Resource", resource }];
  return withPart(withPart(value, ["apiVersion"], "autoscaling/v2"), ["spec"], { ...spec, metrics });
}

/** Where the autoscaler's first target stands, and of which form it is: of CPU where it has one. */
export function targetPath(autoscaler: PlainObject): readonly (string | number)[] {
  const metrics = listAt(autoscaler, ["spec", "metrics"]);
  const ofCpu = metrics.findIndex((metric) => textAt(metric, ["resource", "name"]) === "cpu");
  const place = Math.max(0, ofCpu);
  const type = textAt(metrics[place], ["type"]) ?? "Resource";
  const target = ["spec", "metrics", place, type.charAt(0).toLowerCase() + type.slice(1), "target"];
  const forms = mappingAt(autoscaler, target);
  const form = ["averageUtilization", "averageValue", "value"].find((name) => forms[name] !== undefined);
  return [...target, form ?? "averageUtilization"];
}
