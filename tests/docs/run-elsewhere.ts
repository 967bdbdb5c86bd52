// Documented commands that the manual's test does not run as they stand, each with the reason.

/** A command of a page, and what to run in its place; null where something else tries it. */
export interface RunElsewhere {
  readonly command: string;
  readonly instead: string | null;
  readonly reason: string;
}

export const RUN_ELSEWHERE: readonly RunElsewhere[] = [
  {
    command: "npm ci && npm start",
    instead: "npm start",
    reason: "the copy of the repository has the installed packages linked in; .ci/run begins with npm ci",
  },
  { command: "npm ci && npm test", instead: null, reason: "this is the test; .ci/run is these two commands and more" },
  {
    command: "kubectl get nodes,pods,priorityclasses --all-namespaces -o yaml > cluster.yaml",
    instead: "cp tests/docs/data/cluster.yaml cluster.yaml",
    reason: "the test has no cluster; the file has the form of that command's answer",
  },
  {
    command:
      "kubectl get nodes,namespaces,priorityclasses,resourcequotas,limitranges,services,deployments,replicasets," +
      "statefulsets,daemonsets,jobs,cronjobs,horizontalpodautoscalers,poddisruptionbudgets,pods --all-namespaces " +
      "-o yaml > production.yaml",
    instead: "cp tests/scenario/init/data/dump.yaml production.yaml",
    reason: "the test has no cluster; the file has the form of that command's answer, with a few kinds more",
  },
  {
    command:
      "kubectl get nodes,pods,deploy,rs,sts,ds,controllerrevisions,jobs,cronjobs,services,pdb -A -o json > cluster.json",
    instead: null,
    reason: "the test has no cluster; dumps of these kinds go on in tests/simulation/dumped-runs.test.ts",
  },
];
