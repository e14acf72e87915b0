/** The one script that runs before the first paint, so that a dark page never flashes white. */
import { applyMode } from "./mode";

applyMode();
