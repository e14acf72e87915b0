import { css } from "lit";

/** How a menu or small panel that floats looks; open it with {@link openBeside}. */
export const popoverStyles = css`
  [popover] {
    position: fixed;
    inset: auto;
    width: max-content;
    min-width: 180px;
    max-width: min(360px, calc(100vw - 24px));
    max-height: calc(100dvh - 24px);
    margin: 0;
    padding: 6px;
    overflow: auto;
    border: 1px solid var(--cd-line);
    border-radius: var(--cd-r-l);
    background: var(--cd-raised);
    color: var(--cd-text);
    box-shadow: var(--cd-sh-2);
    font-size: var(--cd-t-s);
    white-space: normal;
  }
  [popover] .item {
    justify-content: flex-start;
    width: 100%;
    border: 0;
    background: none;
    font-weight: 400;
  }
  [popover] .item:hover,
  [popover] .item:focus-visible {
    background: var(--cd-hover);
  }
  [popover] .item .hint {
    margin-left: auto;
    padding-left: var(--cd-4);
    color: var(--cd-text-3);
    font-size: var(--cd-t-xs);
  }
`;

const GAP = 6;
const EDGE = 12;

/**
 * Opens a popover under the control it belongs to, or above it where there is no room, inside the window. When it
 * closes while it has the focus, the control gets it.
 */
export function openBeside(anchor: HTMLElement, popover: HTMLElement): void {
  popover.showPopover();
  popover.addEventListener(
    "beforetoggle",
    () => {
      if (popover.matches(":focus-within")) {
        setTimeout(() => anchor.focus());
      }
    },
    { once: true },
  );
  const around = anchor.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const below = around.bottom + GAP;
  const top = below + height <= innerHeight - EDGE ? below : Math.max(EDGE, around.top - GAP - height);
  const left = Math.max(EDGE, Math.min(around.right - width, innerWidth - EDGE - width));
  popover.style.top = `${top}px`;
  popover.style.left = `${left}px`;
}
