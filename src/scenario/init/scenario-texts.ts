// The texts of new scenarios, commented so that a reader needs no manual for the next step. Every one of them runs.

import { yamlText } from "../../environment/documents/write-yaml.ts";

import { scenarioJsonSchema } from "../json-schema.ts";

/** One file of a new scenario's directory. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
}

export const SCENARIO_FILE = "scenario.yaml";
export const CLUSTER_FILE = "cluster.yaml";
export const WORKLOADS_FILE = "workloads.yaml";

const SCHEMA_FILE = "scenario.schema.json";
/** Editors find the schema beside the scenario: it needs no network and no repository. */
const MODELINE = `# yaml-language-server: $schema=./${SCHEMA_FILE}`;

/** What a scenario may hold, for editors. */
export function schemaFile(): NewFile {
  return { path: SCHEMA_FILE, content: `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n` };
}

/** What the scenario of a dump says of it. */
export interface DumpScenario {
  readonly name: string;
  readonly description: string;
  /** Whether anything waits to be placed. */
  readonly hasWorkloads: boolean;
  /** The Kubernetes version of the nodes, if it is one that can be imitated: `1.34`. */
  readonly nodeVersion: string | undefined;
}

export function dumpScenarioText({ name, description, hasWorkloads, nodeVersion }: DumpScenario): string {
  const version = nodeVersion ?? "1.35";
  const hint = nodeVersion === undefined ? "" : "\n  # The nodes of the dump say this one.";
  return `${MODELINE}
#
# Made from a dump by \`plimsoll init\`. It is yours: change what you like and run it again.
#
#   plimsoll run ${SCENARIO_FILE}
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata:
  name: ${inline(name)}
  description: ${inline(description)}

spec:
  # The version of Kubernetes whose behaviour is imitated, if it is not to be the newest known${hint}.
  # kubernetes: "${version}"

  cluster:
    # The nodes, the pods that were bound to them, and what else says how the cluster behaves.
    manifests: [${CLUSTER_FILE}]

    # More machines, to see what they would change:
    # nodePools:
    #   - { name: extra, count: 2, allocatable: { cpu: 3800m, memory: 14Gi, pods: 110 } }

${workloadsText(hasWorkloads)}
  # Your scheduler's configuration, if it has one:
  # scheduler:
  #   configuration: kube-scheduler.yaml

  # Promises: if one is broken, \`plimsoll run\` ends with exit code 99.
  thresholds:
    - kube_pod_status_phase{phase=Pending} value == 0
`;
}

const NEXT_RELEASE = `    # What comes next, as you would apply it:
    # - name: next-release
    #   manifests: [next-release/*.yaml]
    #   arrival: at-start
`;

function workloadsText(hasWorkloads: boolean): string {
  if (!hasWorkloads) return `  # workloads:\n${NEXT_RELEASE}`;
  return `  workloads:
    # Pods that had no node, and workload objects that had no pods.
    - name: pending
      manifests: [${WORKLOADS_FILE}]

${NEXT_RELEASE}`;
}

/** A text as the value of a field, quoted where YAML needs it. */
function inline(text: string): string {
  return yamlText([text]).trim();
}

export function exampleScenarioText(name: string): string {
  return `${MODELINE}
#
# An example, made by \`plimsoll init\`: six nodes in three zones, and two Deployments as you would apply them.
# Change a number and run it again.
#
#   plimsoll run ${SCENARIO_FILE}
apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata:
  name: ${inline(name)}
  description: Two Deployments on six nodes

spec:
  cluster:
    nodePools:
      # Machines of 4 CPUs and 16 GiB, less what the system keeps for itself. They take the zones in turn.
      - name: general
        count: 6
        zones: [a, b, c]
        allocatable: { cpu: 3800m, memory: 14Gi, pods: 110 }

    # Or your own nodes, from \`kubectl get nodes -o yaml > nodes.yaml\`:
    # manifests: [nodes.yaml]

  workloads:
    - name: shop
      manifests: [${WORKLOADS_FILE}]
      # at-start, or so many pods a second: { perSecond: 2, process: even }
      arrival: at-start
      # forever, or how long pods run once started: 10m
      lifetime: forever

  # Promises: if one is broken, \`plimsoll run\` ends with exit code 99.
  thresholds:
    - kube_pod_status_phase{phase=Pending} value == 0
`;
}

export const EXAMPLE_WORKLOADS = `# Ordinary manifests. What counts for placement is what the containers request, not what they use.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 12
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: images.example/shop/web:1.0
          resources:
            requests: { cpu: 500m, memory: 512Mi }
            limits: { memory: 512Mi }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
  namespace: shop
spec:
  replicas: 4
  selector:
    matchLabels: { app: worker }
  template:
    metadata:
      labels: { app: worker }
    spec:
      # Stays away from zone c.
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - { key: topology.kubernetes.io/zone, operator: NotIn, values: [c] }
      containers:
        - name: worker
          image: images.example/shop/worker:1.0
          resources:
            requests: { cpu: "1", memory: 2Gi }
`;
