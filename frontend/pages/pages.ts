/** Small parts of several pages: keys, saved filters, ages, numbers to copy. */
export { CoredeckAge } from "./age";
export { CoredeckChip } from "./chip";
export { CoredeckListKeys } from "./list-keys";
export { CoredeckPageKeys } from "./page-keys";
export { CoredeckSavedFilters } from "./saved-filters";
