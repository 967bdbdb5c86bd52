// What is to change about the slices of a Service.

import { describe, expect, it } from "vitest";

import {
  addressTypesOf,
  MANAGED_BY_LABEL,
  MANAGER,
  serviceChanges,
} from "../../../../src/components/controllers/endpoint-slice/service-slices.ts";
import { SERVICE_NAME_LABEL, type EndpointSlice } from "../../../../src/model/api/types/endpoint-slice.ts";
import { fakeView } from "../fake-view.ts";
import { NODE, serviceOf, webPod } from "./build-services.ts";

const VIEW = fakeView({ nodes: [NODE] });

function changes(
  pods: readonly ReturnType<typeof webPod>[],
  existing: readonly EndpointSlice[] = [],
  service = serviceOf(),
) {
  return serviceChanges(service, pods, existing, "IPv4", VIEW);
}

/** As the server would have stored it. */
function named(slice: EndpointSlice, name: string): EndpointSlice {
  return { ...slice, metadata: { ...slice.metadata, name, uid: `uid-${name}` } };
}

describe("the slices of a Service", () => {
  it("are one empty slice while it has no endpoints, which stays", () => {
    const { created } = changes([]);
    expect(created).toMatchObject([
      {
        metadata: {
          generateName: "web-",
          namespace: "default",
          labels: { team: "shop", [SERVICE_NAME_LABEL]: "web", [MANAGED_BY_LABEL]: MANAGER },
          ownerReferences: [{ kind: "Service", name: "web", controller: true }],
        },
        addressType: "IPv4",
        endpoints: [],
        ports: [],
      },
    ]);
    expect(changes([], [named(created[0]!, "web-1")])).toMatchObject({ created: [], updated: [], deleted: [] });
  });

  it("are used again where others would be deleted", () => {
    const placeholder = named(changes([]).created[0]!, "web-1");
    const { created, updated, deleted } = changes([webPod(1)], [placeholder]);
    expect([created, deleted]).toEqual([[], []]);
    expect(updated).toMatchObject([{ metadata: { name: "web-1" }, ports: [{ port: 8080 }] }]);
    const many = changes(
      Array.from({ length: 130 }, (_, index) => webPod(index)),
      [placeholder],
    );
    expect(many.created.map((slice) => slice.endpoints?.length)).toEqual([100]);
    expect(many.updated.map((slice) => slice.endpoints?.length)).toEqual([30]);
  });

  it("leave out pods whose node is not known, unless all are to be published", () => {
    const pods = [webPod(1), webPod(2, { nodeName: "lost" })];
    const { created, problems } = changes(pods);
    expect(created[0]!.endpoints).toHaveLength(1);
    expect(problems).toEqual(["skipping Pod p002 for Service default/web: Node lost Not Found"]);
    const published = changes(pods, [], serviceOf({ publishNotReadyAddresses: true }));
    expect(published.created[0]!.endpoints).toHaveLength(2);
  });

  it("of another owner are deleted", () => {
    const slice = named(changes([webPod(1)]).created[0]!, "web-1");
    const foreign = { ...slice, metadata: { ...slice.metadata, ownerReferences: [] } };
    const { created, deleted } = changes([webPod(1)], [foreign]);
    expect(created).toHaveLength(1);
    expect(deleted).toEqual([foreign]);
  });

  it("say that a Service has no address of its own", () => {
    const [slice] = changes([], [], serviceOf({ clusterIP: "None" })).created;
    expect(slice?.metadata?.labels).toHaveProperty(["service.kubernetes.io/headless"], "");
  });
});

describe("the types of addresses", () => {
  it("are the families of the Service, or follow from its address", () => {
    expect(addressTypesOf(serviceOf({ ipFamilies: ["IPv6", "IPv4"] }))).toEqual(["IPv6", "IPv4"]);
    const withoutFamilies = (clusterIP: string) => addressTypesOf({ spec: { clusterIP } });
    expect(withoutFamilies("10.96.0.10")).toEqual(["IPv4"]);
    expect(withoutFamilies("fd00::1")).toEqual(["IPv6"]);
    expect(withoutFamilies("None")).toEqual(["IPv4", "IPv6"]);
  });
});
