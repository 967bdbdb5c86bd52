// A scheduler plugin of a scenario's own: pods go where they cost least. A node that is in use is paid for already, so that
// what counts there is the part of its price that nobody uses yet; an idle node costs all of its price on top.

/** @type {import("plimsoll").OwnPluginDefinition} */
export const price = {
  name: "Price",
  points: ["score"],

  /** `args` is what the profile's pluginConfig says; `cluster` is the state of the cluster, to be read only. */
  create(args, { cluster }) {
    const { label = "example.com/price" } = args ?? {};
    const cpu = cluster.resources.intern("cpu");

    return {
      /** What the pod costs on the node, in money an hour. */
      score({ podClass }, node) {
        const priceOfNode = Number(node.record.labels[label] ?? 0);
        const used = node.requested(cpu) + podClass.requests.cpuMilli;
        const unused = priceOfNode * Math.max(0, 1 - used / node.allocatable(cpu));
        return node.podCount === 0 ? priceOfNode + unused : unused;
      },

      /** The cheapest candidate gets 100, the dearest 0; scores are whole numbers. */
      normalizeScore(scores) {
        const least = Math.min(...scores);
        const most = Math.max(...scores);
        for (let index = 0; index < scores.length; index += 1) {
          const share = most === least ? 0 : (scores[index] - least) / (most - least);
          scores[index] = Math.round(100 * (1 - share));
        }
      },
    };
  },
};
