/** Small parts of several pages: the width of lists, saved filters, ages, numbers to copy. */
export { CoredeckAge } from "./age";
export { CoredeckChip } from "./chip";
export { CoredeckListWidth } from "./list-width";
export { CoredeckSavedFilters } from "./saved-filters";
