// For tests: two zones of one node each, a Deployment that fits on one of them but for one pod, and a StatefulSet. And a pod by
// itself on one node.

const TEMPLATE = (app: string, cpu: string) => `  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec:
      containers: [{ name: main, image: main, resources: { requests: { cpu: ${cpu} } } }]
`;

export const SMALL_SHOP = {
  "s.yaml": `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: shop }
spec:
  cluster:
    nodePools: [{ name: m, count: 2, zones: [a, b], allocatable: { cpu: 4, memory: 16Gi } }]
  workloads: [{ manifests: [web.yaml, db.yaml], arrival: at-start }]
  faults: [{ nodeCrash: { node: m-1, at: 20m } }]
`,
  "web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
${TEMPLATE("web", "1")}---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: 3, selector: { matchLabels: { app: web } } }
`,
  "db.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  replicas: 2
${TEMPLATE("db", "500m")}`,
};

export const BARE_SHOP = {
  "bare.yaml": `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: bare }
spec:
  cluster: { nodePools: [{ name: m, count: 1, allocatable: { cpu: 4, memory: 16Gi } }] }
  workloads: [{ manifests: [alone.yaml], arrival: at-start }]
`,
  "alone.yaml": `apiVersion: v1
kind: Pod
metadata: { name: alone }
spec: { containers: [{ name: main, image: main, resources: { requests: { cpu: 1 } } }] }
`,
};
