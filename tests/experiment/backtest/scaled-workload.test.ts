// A Deployment, its autoscaler and its Service, found in manifests.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";
import {
  findScaledWorkload,
  madeAutoscaler,
  madeService,
  targetPath,
} from "../../../src/experiment/backtest/scaled-workload.ts";

import { AUTOSCALER, DEPLOYMENT } from "./backtest-world.ts";

function find(...texts: readonly string[]) {
  const sink = new DiagnosticSink();
  const sources = texts.map((text, place) => new SourceText(`${place}.yaml`, text));
  return { found: findScaledWorkload(sources, sink), told: sink.all };
}

const SERVICE = "apiVersion: v1\nkind: Service\nmetadata: { name: front }\nspec: { selector: { app: web } }\n";
const CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n";

describe("the workload of a backtest", () => {
  it("is the Deployment with what belongs to it, in whatever file", () => {
    const { found } = find(`${CONFIG}---\n${DEPLOYMENT}---\n${SERVICE}`, AUTOSCALER);
    expect(found).toMatchObject({ namespace: "default", name: "web", containersAt: { file: "0.yaml" } });
    expect(found!.autoscaler).toMatchObject({ spec: { maxReplicas: 8 } });
    expect(found!.service).toMatchObject({ metadata: { name: "front" } });
    expect(found!.others).toMatchObject([{ kind: "ConfigMap" }]);
  });

  it("is the one that the autoscaler names, of several, also in a list", () => {
    const list = JSON.stringify({
      apiVersion: "v1",
      kind: "List",
      items: [
        { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "other" }, spec: {} },
        { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec: { replicas: 7 } },
      ],
    });
    expect(find(list, AUTOSCALER).found).toMatchObject({ name: "web", deployment: { spec: { replicas: 7 } } });
    expect(find(list).told[0]).toMatchObject({
      code: "several-objects",
      message: "there are 2 Deployments: other, web",
    });
  });

  it("is looked for where a kind is misspelt", () => {
    expect(find(CONFIG, DEPLOYMENT.replace("kind: Deployment", "kind: Deploymnt")).told).toMatchObject([
      { code: "missing-object", position: { file: "1.yaml", line: 2, column: 7 }, suggestion: "Deployment" },
    ]);
  });

  it("must be there, and be what the autoscaler scales", () => {
    expect(find(CONFIG).told[0]).toMatchObject({ code: "missing-object", position: { file: "0.yaml", line: 1 } });
    const other = AUTOSCALER.replace("Deployment, name: web", "Deployment, name: shop");
    expect(find(DEPLOYMENT, other).told[0]).toMatchObject({
      code: "wrong-target",
      message: 'the autoscaler scales Deployment shop: deployments.apps "shop" not found',
      position: { file: "1.yaml" },
    });
  });

  it("is told in the controller's words where there is no such kind of object", () => {
    const grown = AUTOSCALER.replace("apps/v1, kind: Deployment", "apps/v1, kind: Rollout");
    expect(find(DEPLOYMENT, grown).told[0]!.message).toBe(
      'the autoscaler scales Rollout web: no matches for kind "Rollout" in group "apps"',
    );
  });

  it("may have an autoscaler of the first version", () => {
    const v1 = `apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 4, targetCPUUtilizationPercentage: 70 }
`;
    const { autoscaler } = find(DEPLOYMENT, v1).found!;
    expect(autoscaler).toMatchObject({ apiVersion: "autoscaling/v2", spec: { maxReplicas: 4 } });
    expect(targetPath(autoscaler!)).toEqual(["spec", "metrics", 0, "resource", "target", "averageUtilization"]);
  });
});

describe("what the manifests lack", () => {
  it("is made from the Deployment", () => {
    const { found } = find(DEPLOYMENT);
    expect(madeAutoscaler(found!, 12)).toMatchObject({ spec: { minReplicas: 2, maxReplicas: 12 } });
    expect(madeService(found!)).toMatchObject({ metadata: { name: "web" }, spec: { selector: { app: "web" } } });
  });
});
