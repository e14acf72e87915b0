/** Live values in tables and headers; small, without the charts. */
export { CoredeckSpark } from "./coredeck-spark";
export { CoredeckUse } from "./coredeck-use";
