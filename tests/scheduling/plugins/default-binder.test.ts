// DefaultBinder: always agrees.

import { describe, expect, it } from "vitest";

import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { defaultBinder } from "../../../src/scheduling/plugins/default-binder.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("the default binder", () => {
  it("binds any pod to any node", () => {
    const cluster = new SmallCluster([node("n1", {})]);
    const status = cluster.plugin(defaultBinder).bind!(cluster.pod(pod()), new LiveNode(cluster.cluster, 0));
    expect(status.code).toBe("Success");
  });
});
