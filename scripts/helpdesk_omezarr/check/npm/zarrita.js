export { get, open, root, slice } from "zarrita";
