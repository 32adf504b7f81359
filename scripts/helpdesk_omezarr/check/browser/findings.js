// A finding: one thing that is wrong at one place of a store, as plain data.

import { fill } from "./documents.js";

/** What the breach of `rule`, a row of rules.json, at the JSON pointer `pointer` in `document` is; `words` fill its sentence. */
export function finding(rule, document, pointer = "", words = {}) {
  return {
    severity: rule.severity,
    document,
    pointer,
    rule: rule.code,
    validator: "house",
    page: rule.page ?? "",
    message: fill(rule.message, { ...words, document }),
    many: rule.many ?? "",
    value: words.value ?? "",
  };
}

/** What a schema says, whose keyword is `rule`. The page of the mistake is found later. */
export const ofSchema = (rule, document, pointer, message) => ({
  ...finding({ severity: "error", code: rule, message: "" }, document, pointer),
  validator: "schemas",
  message,
});

/** The rule with this code. */
export const ruleOf = (rules, code) => rules.find((one) => one.code === code);
