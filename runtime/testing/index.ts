// What tests of asynchronous programs need: re-exports only.

export { type Exploration, type ExploreOptions, explore, type Schedule, ScheduleError } from "./explore.ts";
export { runVirtual, VirtualEventLoop, type VirtualOptions } from "./virtual.ts";
