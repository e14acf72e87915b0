/** The charts of a container; loaded where they are shown. */
export { CoredeckMetrics } from "./coredeck-metrics";
