// The workloads of a made cluster in motion: a DaemonSet for all nodes, StatefulSets, Jobs, and Deployments of several sizes for
// the rest. Each that serves has a Service, a budget for disruptions and a readiness probe.

export interface MadeWorkload {
  readonly kind: "DaemonSet" | "StatefulSet" | "Job" | "Deployment";
  readonly name: string;
  readonly object: object;
  /** Its Service and its budget, which are there before it comes. */
  readonly standing: readonly object[];
}

/** Parts of all pods that are those of StatefulSets and of Jobs, in hundredths. */
const STATEFUL_PERCENT = 2;
const JOB_PERCENT = 4;
const PODS_OF_SET = 10;
const PODS_OF_JOB = 50;
/** Sizes of Deployments in turn, as parts of all pods; and at least so many pods. */
const DEPLOYMENT_SIZES = [
  { part: 1 / 150, least: 20 },
  { part: 1 / 300, least: 10 },
  { part: 1 / 600, least: 5 },
  { part: 1 / 600, least: 5 },
] as const;
/** Every third Deployment takes a while until its probe succeeds. */
const SLOW_OF = 3;
/**
 * How long pods stay on a lost node, each workload another time: pods that go at one moment go side by side in a real cluster, and
 * which of them is replaced first is nobody's rule.
 */
const LEAST_PATIENCE_SECONDS = 120;
const PATIENCES = 480;

/** So many pods in all, on so many nodes. */
export function workloadsOf(nodes: number, pods: number): readonly MadeWorkload[] {
  const sets = Math.max(1, Math.round((pods * STATEFUL_PERCENT) / 100 / PODS_OF_SET));
  const jobs = Math.max(1, Math.round((pods * JOB_PERCENT) / 100 / PODS_OF_JOB));
  const made: MadeWorkload[] = [agent()];
  const patience = () => LEAST_PATIENCE_SECONDS + (made.length % PATIENCES);
  for (let index = 0; index < sets; index += 1) made.push(database(`db-${index}`, patience()));
  let left = pods - nodes - sets * PODS_OF_SET - jobs * PODS_OF_JOB;
  for (let index = 0; left > 0; index += 1) {
    const { part, least } = DEPLOYMENT_SIZES[index % DEPLOYMENT_SIZES.length]!;
    const replicas = Math.min(left, Math.max(least, Math.round(pods * part)));
    made.push(application(`app-${index}`, replicas, patience(), index % SLOW_OF === 0));
    left -= replicas;
  }
  for (let index = 0; index < jobs; index += 1) made.push(batch(`batch-${index}`));
  return made;
}

function agent(): MadeWorkload {
  const object = {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "agent" },
    spec: { selector: selecting("agent"), template: template("agent", "50m", "64Mi") },
  };
  return { kind: "DaemonSet", name: "agent", object, standing: [] };
}

function database(name: string, patienceSeconds: number): MadeWorkload {
  const object = {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name },
    spec: {
      serviceName: name,
      replicas: PODS_OF_SET,
      selector: selecting(name),
      template: template(name, "250m", "1Gi", { isProbed: true, patienceSeconds }),
    },
  };
  return { kind: "StatefulSet", name, object, standing: [serviceOf(name), budgetOf(name)] };
}

function application(name: string, replicas: number, patienceSeconds: number, isSlow: boolean): MadeWorkload {
  const wishes = { isProbed: true, patienceSeconds };
  const slow = { ...wishes, annotations: { "plimsoll/ready-after": "15s" } };
  const object = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: {
      replicas,
      selector: selecting(name),
      template: template(name, "250m", "512Mi", isSlow ? slow : wishes),
    },
  };
  return { kind: "Deployment", name, object, standing: [serviceOf(name), budgetOf(name)] };
}

function batch(name: string): MadeWorkload {
  const annotations = { "plimsoll/exit-after": "5m" };
  const made = template(name, "100m", "256Mi", { annotations });
  const object = {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name },
    spec: {
      completions: PODS_OF_JOB,
      parallelism: PODS_OF_JOB,
      template: { ...made, spec: { ...made.spec, restartPolicy: "Never" } },
    },
  };
  return { kind: "Job", name, object, standing: [] };
}

interface TemplateWishes {
  readonly isProbed?: boolean;
  readonly patienceSeconds?: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The template of the pods of an application. */
export function template(app: string, cpu: string, memory: string, wishes: TemplateWishes = {}) {
  const { isProbed = false, patienceSeconds, annotations } = wishes;
  const probe = isProbed ? { readinessProbe: { httpGet: { port: 80, path: "/" }, periodSeconds: 10 } } : {};
  const container = { name: "main", image: "shop/app:1", ...probe, resources: { requests: { cpu, memory } } };
  const tolerations = ["not-ready", "unreachable"].map((name) => ({
    key: `node.kubernetes.io/${name}`,
    operator: "Exists",
    effect: "NoExecute",
    tolerationSeconds: patienceSeconds,
  }));
  return {
    metadata: { labels: { app }, ...(annotations === undefined ? {} : { annotations }) },
    spec: { containers: [container], ...(patienceSeconds === undefined ? {} : { tolerations }) },
  };
}

export function selecting(app: string): object {
  return { matchLabels: { app } };
}

export function serviceOf(app: string): object {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: app },
    spec: { selector: { app }, ports: [{ port: 80 }] },
  };
}

export function budgetOf(app: string): object {
  const spec = { maxUnavailable: "10%", selector: selecting(app) };
  return { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: app }, spec };
}
