// Anonymous names: stable, one-way under a key, legal where the old ones were, and never two for one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { AnonymousNames } from "../../../src/scenario/init/anonymous-names.ts";

const KEY = "0123456789abcdef";
const names = (...compared: readonly string[]): AnonymousNames => new AnonymousNames(KEY, new Set(compared));

describe("anonymous names", () => {
  it("are the same for the same key, whatever was renamed before, and others for another", () => {
    const first = names();
    first.renamed("name", "something-else");
    expect(first.renamed("name", "web")).toBe(names().renamed("name", "web"));
    expect(new AnonymousNames(`${KEY}0`, new Set()).renamed("name", "web")).not.toBe(names().renamed("name", "web"));
  });

  it("keep together what belongs together", () => {
    const { web, set, pod, claim } = {
      web: names().renamed("name", "web"),
      set: names().renamed("name", "web-7d4b9c"),
      pod: names().renamed("name", "web-7d4b9c-x7k2p"),
      claim: names().renamed("name", "data-web-12"),
    };
    expect([set.startsWith(`${web}-`), pod.startsWith(`${set}-`), claim.endsWith(`-${web}-12`)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(names().renamedValue("app", "web")).toBe(web);
    expect(names().renamed("name", "web-")).toBe(`${web}-`);
  });

  it("show no numbers of addresses", () => {
    expect(names().renamed("name", "ip-10-0-3-17.eu-west-1.compute.internal")).not.toMatch(/10|17|-3-/);
    expect(names().renamed("name", "ip-10-0-3-17")).not.toMatch(/-(?:10|0|3|17)(?:-|$)/);
  });

  it("are legal wherever the old ones were", () => {
    const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
    const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("."));
    fc.assert(
      fc.property(label, domain, (word, long) => {
        const anonymous = names();
        for (const text of [word, long]) {
          const renamed = anonymous.renamed("name", text);
          expect(renamed).toMatch(/^[a-z]([-a-z0-9.]*[a-z0-9])?$/);
          expect(renamed.length).toBeLessThanOrEqual(52);
        }
        expect(anonymous.renamed("label-key", `${long}/${word}`)).toMatch(/^[-a-z0-9.]+\/[-a-z0-9.]{1,63}$/);
        expect(anonymous.renamed("port", word)).toMatch(/^[a-z0-9]{1,15}$/);
      }),
      { seed: 1 },
    );
  });

  it("are different for different texts", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9][-A-Za-z0-9_.]{0,20}$/), { minLength: 2 }), (texts) => {
        const anonymous = names();
        const renamed = texts.map((text) => anonymous.renamedValue("key", text));
        expect(new Set(renamed).size).toBe(texts.length);
      }),
      { seed: 1 },
    );
  });

  it.each([
    ["name", "kube-system"],
    ["name", "system-node-critical"],
    ["scheduler", "default-scheduler"],
    ["label-key", "topology.kubernetes.io/zone"],
    ["label-key", "pod-template-hash"],
    ["label-key", "node.kubernetes.io/not-ready"],
    ["resource", "cpu"],
    ["resource", "hugepages-2Mi"],
    ["resource", "requests.nvidia.com/gpu"],
    ["resource", "count/deployments.apps"],
    ["resource", "count/pods"],
    ["driver", "kubernetes.io/no-provisioner"],
    ["kind", "ReplicaSet"],
    ["api-version", "apps/v1"],
    ["condition", "Ready"],
    ["address", "0.0.0.0"],
    ["name", ""],
  ] as const)("leave what is public: %s %s", (role, text) => {
    expect(names().renamed(role, text)).toBe(text);
  });

  it("leave the values of public keys, flags, and numbers that are compared", () => {
    const anonymous = names("acme/generation");
    expect(anonymous.renamedValue("kubernetes.io/arch", "arm64")).toBe("arm64");
    expect(anonymous.renamedValue("acme/canary", "true")).toBe("true");
    expect(anonymous.renamedValue("acme/generation", "7")).toBe("7");
    expect(anonymous.renamedValue("acme/generation", "seven")).not.toBe("seven");
    expect(anonymous.renamedValue("acme/account", "7")).not.toBe("7");
  });

  it("keep the form of what has one", () => {
    const anonymous = names();
    expect(anonymous.renamed("name", "5f0c6a2e-0000-4000-8000-000000000000")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(anonymous.renamed("address", "192.0.2.7")).toMatch(/^10\.\d+\.\d+\.\d+$/);
    expect(anonymous.renamed("address", "2001:db8::7")).toMatch(/^fd00::[0-9a-f:]+$/);
    expect(anonymous.renamed("path", "/disks/acme")).toMatch(/^\/[a-z0-9]+$/);
    expect(anonymous.renamed("kind", "AcmeDatabase")).toMatch(/^Kind[a-z0-9]+$/);
    expect(anonymous.renamed("api-version", "acme.example/v1")).toMatch(/^[a-z0-9.]+\/[a-z0-9]+$/);
    expect(anonymous.renamed("resource", "requests.acme.example/fpga")).toMatch(/^requests\.[a-z0-9.]+\/[a-z0-9]+$/);
    expect(anonymous.renamed("resource", "gold.storageclass.storage.k8s.io/requests.storage")).toMatch(
      /^[a-z0-9]+\.storageclass\.storage\.k8s\.io\/requests\.storage$/,
    );
    expect(anonymous.renamed("resource", "attachable-volumes-csi-acme.example")).toMatch(
      /^attachable-volumes-csi-[a-z0-9]+\.[a-z0-9]+$/,
    );
    expect(anonymous.renamed("resource", "count/widgets.acme.example")).not.toContain("acme");
    expect(anonymous.renamed("label-key", "node-role.kubernetes.io/payments")).toMatch(
      /^node-role\.kubernetes\.io\/[a-z0-9]+$/,
    );
  });

  it("are one for an image with its tag written out and not", () => {
    const anonymous = names();
    expect(anonymous.renamed("image", "nginx")).toBe(anonymous.renamed("image", "nginx:latest"));
    expect(anonymous.renamed("image", "host:5000/nginx")).toBe(anonymous.renamed("image", "host:5000/nginx:latest"));
    expect(anonymous.renamed("image", "nginx:1")).not.toBe(anonymous.renamed("image", "nginx"));
    expect(anonymous.renamed("image", "nginx")).toMatch(/^[a-z0-9]+:latest$/);
  });
});
