import { onModeChange } from "../theme/mode";

/** Colours and font a canvas draws with, as they are now. */
export interface Palette {
  font: string;
  line: Record<"cpu" | "memory" | "cache" | "processes" | "limit", string>;
  grid: string;
  text: string;
  cursor: string;
  surface: string;
  state: Record<"ok" | "busy" | "warn" | "fail" | "idle" | "done", string>;
}

const AREA_ALPHA = "1f"; // 12 %

let kept: Palette | undefined;
const listeners = new Set<() => void>();

/** The colours of the page. A token is text until an element uses it as a colour, so one is asked. */
export function palette(): Palette {
  kept ??= read();
  return kept;
}

/** The colour with 12 % of its strength, for the area under a line. */
export function area(colour: string): string {
  return /^#[0-9a-f]{6}$/.test(colour) ? `${colour}${AREA_ALPHA}` : "transparent";
}

/**
 * Calls the listener when the colours have changed.
 *
 * @returns a function that ends this
 */
export function onPaletteChange(listener: () => void): () => void {
  if (listeners.size === 0) {
    stop = onModeChange(() => {
      kept = undefined;
      [...listeners].forEach((each) => each());
    });
    kept = undefined;
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      stop?.();
    }
  };
}
let stop: (() => void) | undefined;

function read(): Palette {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return toHex(getComputedStyle(probe).color);
  };
  probe.style.font = "400 11px var(--cd-sans)";
  const fills = ["ok", "busy", "warn", "fail", "idle"] as const;
  const state = Object.fromEntries(fills.map((kind) => [kind, colour(`--cd-${kind}-fill`)]));
  const found: Palette = {
    font: `11px ${getComputedStyle(probe).fontFamily}`,
    line: {
      cpu: colour("--cd-c1"),
      memory: colour("--cd-c3"),
      cache: colour("--cd-c2"),
      processes: colour("--cd-c4"),
      limit: colour("--cd-chart-limit"),
    },
    grid: colour("--cd-chart-grid"),
    text: colour("--cd-text-3"),
    cursor: colour("--cd-text"),
    surface: colour("--cd-surface"),
    state: { ...state, done: state["idle"] } as Palette["state"],
  };
  probe.remove();
  return found;
}

/** `rgb(1, 2, 3)` as `#010203`; what is not of that form stays as it is. */
export function toHex(colour: string): string {
  const parts = colour.match(/^rgba?\((\d+),\s*(\d+),\s*(\d+)/);
  return parts === null
    ? colour
    : `#${parts
        .slice(1, 4)
        .map((part) => Number(part).toString(16).padStart(2, "0"))
        .join("")}`;
}
