// Texts made for measuring: dumps of pods as `kubectl get pods -o yaml --show-managed-fields` and `-o json` print them,
// and files of many small documents as people and Helm write them.

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { readDocuments } from "../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";

const APPLICATIONS = 40;

/** A pod that people write: about 800 characters, not bound. */
function writtenPod(index: number): string {
  const application = `app-${index % APPLICATIONS}`;
  return `---
# Source: charts/${application}/templates/pod.yaml
apiVersion: v1
kind: Pod
metadata:
  name: ${application}-${index}
  namespace: team-${index % 9}
  labels:
    app: ${application}
    app.kubernetes.io/managed-by: Helm
    version: "1.2"
spec:
  containers:
    - name: main
      image: images.example.com/${application}:v1.${index % 20}.0
      args: ["--port=8080", "--log-level=info", "--config", /etc/app/config.yaml]
      env:
        - name: POD_NAME
          valueFrom: { fieldRef: { apiVersion: v1, fieldPath: metadata.name } }
        - name: REPLICAS
          value: "3"
      ports:
        - name: http
          containerPort: 8080
          protocol: TCP
      resources:
        limits: { cpu: 1, memory: 512Mi }
        requests:
          cpu: ${100 * (1 + (index % 9))}m
          memory: 256Mi
`;
}

/** An item of a list as kubectl prints it: about 5,000 characters, bound and running. */
function listedPod(index: number): string {
  const parts = new Map<string, string | number>([
    ["APPLICATION", `app-${index % APPLICATIONS}`],
    ["UID", `${String(index).padStart(8, "0")}-1111-4222-8333-444455556666`],
    ["REVISION", 1_000_000 + index],
    ["INDEX", index],
    ["TEAM", index % 9],
    ["NODE", index % 100],
    ["VERSION", index % 20],
    ["SUBNET", index % 200],
    ["MILLI", 100 * (1 + (index % 9))],
  ]);
  return LISTED_POD.replaceAll(/[A-Z]{3,}/g, (word) => String(parts.get(word) ?? word));
}

function managedFields(manager: string, root: string, fields: number): string {
  const lines = Array.from({ length: fields }, (_, index) => `            f:field${index}: {}\n`).join("");
  return `    - apiVersion: v1
      fieldsType: FieldsV1
      fieldsV1:
        ${root}:
          k:{"name":"main"}:
            .: {}
${lines}      manager: ${manager}
      operation: Update
      time: "2026-05-11T08:43:21Z"
`;
}

function condition(type: string): string {
  return `    - lastProbeTime: null
      lastTransitionTime: "2026-05-11T08:43:26Z"
      status: "True"
      type: ${type}
`;
}

const LISTED_POD = `- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      kubectl.kubernetes.io/restartedAt: "2026-04-01T12:00:00+02:00"
      note: 'a fairly long text that kubectl folds because it would not fit into one line:
        then it goes on in the next'
      script: |
        first line
        second line: with a colon
    creationTimestamp: "2026-05-11T08:43:21Z"
    generateName: APPLICATION-7d4b9c-
    labels:
      app: APPLICATION
      pod-template-hash: 7d4b9c
    managedFields:
${managedFields("kube-controller-manager", "f:spec", 30)}${managedFields("kubelet", "f:status", 20)}    name: APPLICATION-7d4b9c-INDEX
    namespace: team-TEAM
    ownerReferences:
    - apiVersion: apps/v1
      blockOwnerDeletion: true
      controller: true
      kind: ReplicaSet
      name: APPLICATION-7d4b9c
      uid: UID
    resourceVersion: "REVISION"
    uid: UID
  spec:
    containers:
    - args:
      - --port=8080
      - --log-level=info
      env:
      - name: POD_NAME
        valueFrom:
          fieldRef:
            apiVersion: v1
            fieldPath: metadata.name
      image: images.example.com/APPLICATION:v1.VERSION.0
      imagePullPolicy: IfNotPresent
      name: main
      ports:
      - containerPort: 8080
        name: http
        protocol: TCP
      resources:
        limits:
          cpu: "1"
          memory: 512Mi
        requests:
          cpu: MILLIm
          memory: 256Mi
      terminationMessagePath: /dev/termination-log
      terminationMessagePolicy: File
      volumeMounts:
      - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
        name: kube-api-access-x7k2p
        readOnly: true
    dnsPolicy: ClusterFirst
    enableServiceLinks: true
    nodeName: node-NODE
    preemptionPolicy: PreemptLowerPriority
    priority: 0
    restartPolicy: Always
    schedulerName: default-scheduler
    securityContext: {}
    serviceAccount: default
    serviceAccountName: default
    terminationGracePeriodSeconds: 30
    tolerations:
    - effect: NoExecute
      key: node.kubernetes.io/not-ready
      operator: Exists
      tolerationSeconds: 300
    - effect: NoExecute
      key: node.kubernetes.io/unreachable
      operator: Exists
      tolerationSeconds: 300
    volumes:
    - name: kube-api-access-x7k2p
      projected:
        defaultMode: 420
        sources:
        - serviceAccountToken:
            expirationSeconds: 3607
            path: token
        - configMap:
            items:
            - key: ca.crt
              path: ca.crt
            name: kube-root-ca.crt
  status:
    conditions:
${["Initialized", "Ready", "ContainersReady", "PodScheduled"].map(condition).join("")}    containerStatuses:
    - containerID: containerd://${"0123456789abcdef".repeat(4)}
      image: images.example.com/APPLICATION:v1.VERSION.0
      imageID: images.example.com/APPLICATION@sha256:${"fedcba9876543210".repeat(4)}
      lastState: {}
      name: main
      ready: true
      restartCount: 0
      started: true
      state:
        running:
          startedAt: "2026-05-11T08:43:25Z"
    hostIP: 10.0.3.17
    phase: Running
    podIP: 10.244.SUBNET.17
    qosClass: Burstable
    startTime: "2026-05-11T08:43:21Z"
`;

/** Documents of at least so many characters together. */
export function writtenPods(characters: number): string {
  return repeated(writtenPod, characters);
}

/** One List of at least so many characters, as YAML. */
export function listedPods(characters: number): string {
  return `apiVersion: v1\nitems:\n${repeated(listedPod, characters)}kind: List\nmetadata:\n  resourceVersion: ""\n`;
}

/** The same as JSON: a part of the pods takes as many characters. */
export function listedPodsAsJson(characters: number): string {
  const charactersAsYaml = Math.ceil(characters * YAML_FOR_JSON);
  const source = new SourceText("list.yaml", listedPods(charactersAsYaml));
  const [document] = readDocuments(source, new DiagnosticSink());
  return `${JSON.stringify(document?.value, undefined, 4)}\n`;
}

/** Characters of YAML that are one character of JSON as kubectl indents it. */
const YAML_FOR_JSON = 0.46;

function repeated(make: (index: number) => string, characters: number): string {
  const pods: string[] = [];
  for (let length = 0; length < characters; length += pods.at(-1)!.length) pods.push(make(pods.length));
  return pods.join("");
}
