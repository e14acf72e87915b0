/** The logs as one file to load: `<coredeck-log container="3-1" name="api">`. */
export { CoredeckLog } from "./coredeck-log";
