// What tests of asynchronous programs need: re-exports only.

export { runVirtual, VirtualEventLoop } from "./virtual.ts";
