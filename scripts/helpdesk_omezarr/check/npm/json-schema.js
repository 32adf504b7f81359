export { dereference, validate } from "@cfworker/json-schema";
