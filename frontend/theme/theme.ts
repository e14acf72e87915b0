/** What every page of the product shares: icons and the mode switch. The colours are in theme.css. */
export { CoredeckCopy } from "./elements/copy";
export { CoredeckIcon } from "./elements/icon";
export { CoredeckLogo } from "./elements/logo";
export { CoredeckModeSwitch } from "./elements/mode-switch";
export { CoredeckState } from "./elements/state";
export { type Mode, applyMode, chooseMode, chosenMode, isDark, onModeChange } from "./mode";
