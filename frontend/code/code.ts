/** The editor of reservations as text, for the page that composes a container. */
export { CoredeckCode } from "./coredeck-code";
