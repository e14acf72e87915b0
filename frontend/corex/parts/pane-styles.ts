import { css } from "lit";

/** A line of 26 px above a terminal; on a phone only where it says who else is here, or what is recorded. */
export const paneStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    border-top: 2px solid transparent;
    background: var(--cd-term-bg);
  }
  :host([active]) {
    border-top-color: var(--cd-accent);
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 10px;
    height: 26px;
    padding: 0 12px;
    border-bottom: 1px solid var(--cd-line);
    background: var(--cd-surface);
    color: var(--cd-text);
    font-size: var(--cd-t-xs);
    white-space: nowrap;
  }
  .name {
    flex: none;
    max-width: 40%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .skipped {
    flex-shrink: 2;
    min-width: 0;
    overflow: hidden;
    color: var(--cd-warn);
    text-overflow: ellipsis;
  }
  .recording,
  .recorded {
    display: inline-flex;
    flex: none;
    gap: 5px;
    align-items: center;
  }
  .recording {
    padding: 0 8px 0 6px;
    border-radius: var(--cd-r-full);
    background: var(--cd-fail-tint);
    color: var(--cd-fail);
    font-weight: 500;
    line-height: 20px;
  }
  .version {
    flex: none;
    width: auto;
    height: 20px;
    margin-left: -6px;
    padding: 0 2px;
    border-color: transparent;
    background: none;
    color: var(--cd-text-2);
    font-size: var(--cd-t-xs);
  }
  .drop {
    position: absolute;
    inset: 26px 0 0;
    z-index: 11;
    display: grid;
    place-content: center;
    border: 2px dashed var(--cd-accent);
    background: color-mix(in srgb, var(--cd-surface) 82%, transparent);
  }
  .drop span {
    display: flex;
    gap: var(--cd-2);
    align-items: center;
    padding: 10px 16px;
    border-radius: var(--cd-r-l);
    background: var(--cd-raised);
    color: var(--cd-text);
    box-shadow: var(--cd-sh-2);
    font-size: var(--cd-t-s);
    font-weight: 500;
    pointer-events: none;
  }
  .size {
    flex: none;
    margin-left: auto;
    color: var(--cd-text-2);
  }
  header button.icon {
    flex: none;
    width: 24px;
    height: 24px;
    margin-right: -8px;
  }
  coredeck-terminal {
    flex: 1;
  }
  @media (max-width: 640px) {
    header {
      display: none;
    }
    :host([telling]) header {
      display: flex;
    }
    .size {
      display: none;
    }
  }
  @media (pointer: coarse) and (max-width: 640px) {
    header {
      height: 36px;
    }
  }
`;
