/** The terminal as one file to load: `<coredeck-terminal src="ws/5" label="sh 812">`. */
export { CoredeckTerminal } from "./coredeck-terminal";
export { CoredeckKeyRow } from "./key-row";
export type { LineState } from "./line/connection";
