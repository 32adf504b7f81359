// Runs the rules of rules.json, which `helpdesk explain` runs as well (scripts/helpdesk_omezarr/stores/rules.py says
// what they consist of), on the views of a store.

import { isObject } from "./documents.js";
import { TESTS } from "./conditions.js";
import { finding } from "./findings.js";
import { pointer } from "./pointer.js";

const MISSING = Symbol("missing");

/** A finding for each place where the `views` of `nodes`, a store of `version`, break one of `rules`. `versions`: all,
 * oldest first. */
export function* brokenRules(nodes, views, version, rules, versions) {
  const there = new Map(nodes.map(({ path, array }) => [path, array ? "array" : "group"]));
  const place = (name, otherwise) => (name ? versions.indexOf(name) : otherwise);
  const now = versions.indexOf(version);
  const active = rules.filter(
    ({ test, since, until }) => test && place(since, 0) <= now && now <= place(until, versions.length),
  );
  for (const view of views) for (const rule of active) if (rule.in === view.kind) yield* findings(rule, view, there);
}

function* findings(rule, view, there) {
  for (const selector of [rule.at].flat()) {
    for (const { keys, value, parent } of select(view.value, selector)) {
      if (!Object.entries(rule.where ?? {}).every(([key, wanted]) => matches(view.value, key, wanted, parent))) continue;
      let other = rule.value;
      if (typeof other === "string" && other.startsWith("$")) {
        const found = select(view.value, other.slice(1))
          .map((one) => one.value)
          .filter((one) => one !== MISSING);
        other = rule.value.includes("*") ? found : found[0];
      }
      const fits = () => TESTS[rule.test](value, other ?? null, { path: view.node.path, there });
      if (rule.test === "given" ? value !== MISSING : value === MISSING || fits()) continue;
      const place = (view.starts[keys[0]] ?? "") + pointer(keys.slice(1));
      const words = { value: short(value), other: short(other ?? null), path: view.node.path || "the top group" };
      words.key = keys.at(-1);
      yield finding(rule, view.document, place, words);
    }
  }
}

/** `{keys, value, parent}` for each place that `selector` names; the value may be missing at the last key. */
export function select(value, selector) {
  let found = [{ keys: [], value, parent: null }];
  const words = selector.split(".");
  for (const [number, word] of words.entries()) {
    found = found.flatMap(({ keys, value: here }) => {
      if (word === "*")
        return Array.isArray(here) ? here.map((member, i) => ({ keys: [...keys, i], value: member, parent: here })) : [];
      if (Array.isArray(here) && /^\d+$/.test(word))
        return Number(word) < here.length ? [{ keys: [...keys, Number(word)], value: here[word], parent: here }] : [];
      if (!isObject(here) || (!Object.hasOwn(here, word) && number < words.length - 1)) return [];
      return [{ keys: [...keys, word], value: Object.hasOwn(here, word) ? here[word] : MISSING, parent: here }];
    });
  }
  return found;
}

/** Whether what `selector` names has one of the values `wanted`; null stands for nothing there. */
export function matches(view, selector, wanted, parent = null) {
  const first = select(selector.startsWith(".") ? parent : view, selector.replace(/^\./, ""))[0];
  const told = !first || first.value === MISSING ? null : first.value;
  const among = (one) => [wanted].flat().some((other) => other === one);
  return among(told) || (Array.isArray(told) && told.some(among));
}

const MOST = 120; // characters
export function short(value) {
  if (typeof value === "string") return value;
  if (value === MISSING) return "";
  const text = JSON.stringify(value) ?? "null";
  return text.length > MOST ? `${text.slice(0, MOST - 4)} ...` : text;
}
