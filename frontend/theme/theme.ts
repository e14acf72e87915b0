/** What every page of the product shares: icons and the mode switch. The colours are in theme.css. */
export { CoredeckIcon } from "./icon";
export { CoredeckLogo } from "./logo";
export { CoredeckModeSwitch } from "./mode-switch";
export { CoredeckState } from "./state";
export { type Mode, applyMode, chooseMode, chosenMode, isDark, onModeChange } from "./mode";
