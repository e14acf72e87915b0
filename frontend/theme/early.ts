/** The one script that runs before the first paint, so that a dark page never flashes white. */
import { applyMode } from "./mode";

applyMode();
document.cookie = `coredeck-zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`;
