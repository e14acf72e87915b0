/** What every page of the product shares: icons, colours, keys. The colours' values are in theme.css. */
import { CoredeckKeys } from "./elements/keys-sheet";
import { startKeys } from "./keys";

export { CoredeckCopy } from "./elements/copy";
export { CoredeckIcon } from "./elements/icon";
export { CoredeckKeys } from "./elements/keys-sheet";
export { CoredeckLogo } from "./elements/logo";
export { CoredeckModeSwitch } from "./elements/mode-switch";
export { CoredeckState } from "./elements/state";
export { language } from "./language";
export { type Mode, applyMode, chooseMode, chosenMode, isDark, onModeChange } from "./mode";

startKeys();
document.body.append(new CoredeckKeys());
