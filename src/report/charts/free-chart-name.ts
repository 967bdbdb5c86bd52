// Names of files for charts of things that users name.

const MOST_LETTERS = 60;

/** A name for files that is not taken, whatever the words after the first are: `availability-deployment-shop-web`. */
export function freeChartName([first = "chart", ...words]: readonly string[], taken: ReadonlySet<string>): string {
  const plain = words
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const whole = `${first}-${plain.slice(0, MOST_LETTERS).replace(/-$/, "")}`;
  let free = whole;
  for (let number = 2; taken.has(free); number += 1) free = `${whole}-${number}`;
  return free;
}
