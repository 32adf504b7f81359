// Which library can write a plan: what was tried says it (docs/_data/tools-computed.yaml), and what each is made for.

import { stored } from "./arrays.js";

/** Why `writer` cannot write the plan, in a sentence; "" where it can. */
export function refusal(writer, plan, { writers, writes }) {
  const { methods, without } = writers[writer];
  for (const kind of ["image", ...(plan.label ? ["labels"] : []), ...(plan.plate ? ["plate"] : [])]) {
    const said = writes[writer]?.[kind]?.[plan.version] ?? "no: it was not tried";
    if (said !== "yes") return tried(said, kind, plan.version);
  }
  if (plan.method && !methods.includes(plan.method)) return without;
  if (writer === "yaozarrs" && plan.shard && plan.shapes.some((_, level) => cut({ ...plan, writer }, level)))
    return "it makes chunks no larger than a level, and then the shards of the smallest levels do not hold whole chunks: take fewer levels";
  return "";
}

function tried(said, kind, version) {
  const [how, reason] = [said.slice(0, said.indexOf(":")), said.slice(said.indexOf(":") + 2)];
  if (how === "no") return `${kind} in ${version}: ${reason}`;
  return `${kind} in ${version}: what it wrote was not right when it was tried (${reason})`;
}

function cut(plan, level) {
  const { chunk, shard } = stored(plan, level);
  return shard.some((n, i) => n % chunk[i]);
}
