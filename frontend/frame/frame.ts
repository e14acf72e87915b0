/** What is around every page of a person who is signed in, besides what the theme gives all pages. */
import "../theme/theme";
import "./back";

export { CoredeckLine } from "./line";
export { CoredeckNotices } from "./notices";
export { CoredeckPalette } from "./palette";
export { CoredeckToasts } from "./toasts";
