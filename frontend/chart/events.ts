/** What happened to a container: the table of its page, and the facts of its head. */
export { CoredeckEvents } from "./coredeck-events";
export { CoredeckRun } from "./coredeck-run";
