// For tests: dumps of made-up clusters, as `kubectl get -o json` prints them, with all that decides a placement.

import fc from "fast-check";

type Fields = Readonly<Record<string, unknown>>;

const ZONES = ["eu-west-1a", "eu-west-1b"];
const RACK = "acme.example/rack";
const GENERATION = "acme.example/generation";
const FPGA = "acme.example/fpga";
const IMAGES = ["registry.acme.example/shop/web:7.1", "registry.acme.example/shop/db", "nginx"];

const uidOf = (number: number): string => `${String(number).padStart(8, "0")}-1111-4222-8333-444455556666`;

const nodeChoice = fc.record({
  rack: fc.constantFrom("r1", "r2"),
  generation: fc.integer({ min: 1, max: 12 }),
  cpu: fc.integer({ min: 2, max: 6 }),
  fpga: fc.integer({ min: 0, max: 2 }),
  tainted: fc.boolean(),
  unschedulable: fc.boolean(),
  images: fc.subarray(IMAGES),
});

const podChoice = fc.record({
  namespace: fc.constantFrom("default", "shop", "team-a"),
  owner: fc.constantFrom("web-7d4b9c", "db", undefined),
  node: fc.option(fc.nat(), { freq: 2, nil: undefined }),
  milli: fc.constantFrom(100, 250, 900, 1500),
  fpga: fc.constantFrom(0, 0, 1),
  image: fc.constantFrom(...IMAGES),
  selector: fc.constantFrom({}, { [RACK]: "r1" }, { "topology.kubernetes.io/zone": "eu-west-1b" }),
  newerThan: fc.constantFrom(undefined, "4", "9"),
  prefers: fc.constantFrom(undefined, "r2"),
  tolerates: fc.boolean(),
  hostPort: fc.constantFrom(undefined, undefined, 8080),
  phase: fc.constantFrom("Running", "Running", "Running", "Succeeded"),
});

type NodeChoice = typeof nodeChoice extends fc.Arbitrary<infer Choice> ? Choice : never;
type PodChoice = typeof podChoice extends fc.Arbitrary<infer Choice> ? Choice : never;

/** The text of one List. */
export const anyDump: fc.Arbitrary<string> = fc
  .tuple(fc.array(nodeChoice, { minLength: 1, maxLength: 5 }), fc.array(podChoice, { maxLength: 14 }))
  .map(([nodes, pods]) => dumpOf(nodes, pods));

function dumpOf(nodes: readonly NodeChoice[], pods: readonly PodChoice[]): string {
  const items = [
    ...nodes.map(nodeOf),
    ...pods.map((pod, index) => podOf(pod, index, nodes.length)),
    deployment(),
    replicaSet(),
    { apiVersion: "v1", kind: "Secret", metadata: metadata("hidden", "shop", 901), data: { word: "c2VjcmV0" } },
  ];
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

function metadata(name: string, namespace: string | undefined, number: number): Fields {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: uidOf(number),
    resourceVersion: String(1000 + number),
    creationTimestamp: "2026-05-11T08:43:21Z",
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": '{"a":"hunter2"}' },
    managedFields: [{ manager: "kubelet", operation: "Update", apiVersion: "v1", fieldsV1: { "f:spec": {} } }],
  };
}

function nodeOf(choice: NodeChoice, index: number): Fields {
  const name = `ip-10-0-3-${index + 17}`;
  const labels = {
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    "topology.kubernetes.io/zone": ZONES[index % ZONES.length],
    [RACK]: choice.rack,
    [GENERATION]: String(choice.generation),
  };
  const amounts = { cpu: String(choice.cpu), memory: "8Gi", pods: "6", [FPGA]: String(choice.fpga) };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { ...metadata(name, undefined, index), labels },
    spec: {
      providerID: `acme://${name}`,
      unschedulable: choice.unschedulable,
      ...(choice.tainted ? { taints: [{ key: "acme.example/dedicated", value: "ml", effect: "NoSchedule" }] } : {}),
    },
    status: {
      capacity: amounts,
      allocatable: amounts,
      addresses: [{ type: "InternalIP", address: `10.0.3.${index + 17}` }],
      images: choice.images.map((image) => ({
        names: [image.includes(":") ? image : `${image}:latest`],
        sizeBytes: 400_000_000,
      })),
    },
  };
}

function podOf(choice: PodChoice, index: number, nodes: number): Fields {
  const { namespace, owner, node, image, hostPort, milli, fpga } = choice;
  const nodeName = node === undefined ? undefined : `ip-10-0-3-${(node % nodes) + 17}`;
  const kind = owner === "db" ? "StatefulSet" : "ReplicaSet";
  const reference = { apiVersion: "apps/v1", kind, name: owner, uid: uidOf(700), controller: true };
  const amounts = { cpu: `${milli}m`, memory: "256Mi", ...(fpga === 0 ? {} : { [FPGA]: String(fpga) }) };
  const ended = nodeName !== undefined && choice.phase === "Succeeded";
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...metadata(`${owner ?? "alone"}-${index}`, namespace, 100 + index),
      labels: { app: owner ?? "alone", "acme.example/team": "payments" },
      ...(owner === undefined ? {} : { ownerReferences: [reference] }),
    },
    spec: {
      ...(nodeName === undefined ? {} : { nodeName }),
      containers: [
        {
          name: "main",
          image,
          env: [{ name: "PASSWORD", value: "hunter2" }],
          resources: { requests: amounts, limits: fpga === 0 ? {} : { [FPGA]: String(fpga) } },
          ...(hostPort === undefined ? {} : { ports: [{ containerPort: 80, hostPort }] }),
        },
      ],
      nodeSelector: choice.selector,
      affinity: affinityOf(choice),
      tolerations: choice.tolerates ? [{ key: "acme.example/dedicated", operator: "Equal", value: "ml" }] : [],
      serviceAccountName: "payments-robot",
    },
    status: { phase: nodeName === undefined ? "Pending" : ended ? "Succeeded" : "Running", podIP: "10.244.7.9" },
  };
}

function affinityOf({ newerThan, prefers }: PodChoice): Fields {
  const required = [{ matchExpressions: [{ key: GENERATION, operator: "Gt", values: [newerThan] }] }];
  const preferred = [
    { weight: 50, preference: { matchExpressions: [{ key: RACK, operator: "In", values: [prefers] }] } },
  ];
  return {
    nodeAffinity: {
      ...(newerThan === undefined
        ? {}
        : { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: required } }),
      ...(prefers === undefined ? {} : { preferredDuringSchedulingIgnoredDuringExecution: preferred }),
    },
  };
}

const TEMPLATE = {
  metadata: { labels: { app: "web" } },
  spec: {
    containers: [
      { name: "main", image: IMAGES[0], command: ["hunter2"], resources: { requests: { cpu: "200m", memory: "1Gi" } } },
    ],
  },
};

const WORKLOAD_SPEC = { replicas: 2, selector: { matchLabels: { app: "web" } }, template: TEMPLATE };

function deployment(): Fields {
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: metadata("web", "shop", 800), spec: WORKLOAD_SPEC };
}

function replicaSet(): Fields {
  const reference = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: uidOf(800), controller: true };
  const named = { ...metadata("web-7d4b9c", "shop", 700), ownerReferences: [reference] };
  return { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: named, spec: WORKLOAD_SPEC };
}
