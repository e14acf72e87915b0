/** A container's console as one file to load: `<coredeck-console container="3-1" person="ines">`. */
export { CoredeckConsole } from "./coredeck-console";
