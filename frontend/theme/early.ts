/** The one script that runs before the first paint, so that a dark page never flashes white. */
import { watchFirstLoad } from "./first-load";
import { applyMode } from "./mode";

applyMode();
watchFirstLoad();
document.cookie = `coredeck-zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/; max-age=31536000; samesite=lax`;
