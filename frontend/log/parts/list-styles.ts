import { css } from "lit";

/** How lines look; the heights here are those of log-metrics.ts. */
export const listStyles = css`
  :host {
    --time: 96px;
    --stream: 28px;
    --level: 46px;
    --name: 92px;
    --gap: 12px;
    --side: 16px;
    position: relative;
    display: block;
    min-height: 0;
    container-type: inline-size;
    background: var(--cd-term-bg);
  }
  :host([zone="relative"]) {
    --time: 92px;
  }
  .scroller {
    position: absolute;
    inset: 0;
    overflow: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    contain: strict;
    font: 400 12.5px / 21px var(--cd-mono);
    font-variant-ligatures: none;
    tab-size: 4;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .letter {
    position: absolute;
    visibility: hidden;
  }
  .head {
    position: sticky;
    left: 0;
    padding-top: 6px;
    font-family: var(--cd-sans);
  }
  .after {
    position: sticky;
    left: 0;
    min-height: 10px;
    font-family: var(--cd-sans);
  }
  .space {
    position: relative;
    contain: size layout style;
  }
  .rows {
    position: absolute;
    top: 0;
    left: 0;
    width: max-content;
    min-width: 100%;
    will-change: transform;
  }
  :host([wrap]) .rows {
    width: 100%;
  }
  .unfinished {
    width: max-content;
    min-width: 100%;
    user-select: none;
  }
  :host([wrap]) .unfinished {
    width: 100%;
  }
  .row {
    position: relative;
    display: flex;
    gap: var(--gap);
    padding: 0 var(--side);
    overflow: hidden;
    white-space: pre;
  }
  :host([wrap]) .text {
    min-width: 0;
    white-space: pre-wrap;
    word-break: break-all;
  }
  .row.break::before {
    content: "";
    position: absolute;
    inset: 0 0 auto;
    border-top: 1px dashed var(--cd-line-strong);
  }
  .time,
  .stream,
  .name,
  .level {
    flex: none;
    overflow: hidden;
    user-select: none;
  }
  .time {
    width: var(--time);
    color: var(--cd-text-3);
  }
  .stream {
    width: var(--stream);
    color: var(--cd-stderr);
    font-size: 11px;
  }
  .name {
    width: var(--name);
    text-overflow: ellipsis;
  }
  .level {
    width: var(--level);
    color: var(--cd-text-2);
  }
  .line .text,
  .open .text {
    flex: none;
    color: var(--cd-text);
  }
  :host([wrap]) .line .text,
  :host([wrap]) .open .text {
    flex: 1;
  }
  .open .text::after {
    content: "";
    margin-left: 2px;
    border-left: 6px solid var(--cd-text-3);
  }
  .line.err::after,
  .open.err::after {
    content: "";
    position: absolute;
    inset: 0 auto 0 0;
    border-left: 2px solid var(--cd-stderr);
  }
  .debug .text,
  .trace .text,
  .debug .level,
  .trace .level,
  .more .text {
    color: var(--cd-text-2);
  }
  .warn .level {
    color: var(--cd-warn);
    font-weight: 600;
  }
  .error:not(.more) {
    background: var(--cd-fail-tint);
  }
  .error .level {
    color: var(--cd-fail);
    font-weight: 600;
  }
  .now {
    box-shadow: inset 0 0 0 1px var(--cd-mark-now);
  }
  .c1 { color: var(--cd-c1); }
  .c2 { color: var(--cd-c2); }
  .c3 { color: var(--cd-c3); }
  .c4 { color: var(--cd-c4); }
  .c5 { color: var(--cd-c5); }
  .c6 { color: var(--cd-c6); }
  mark {
    border-radius: 2px;
    background: var(--cd-mark);
    color: var(--cd-text);
  }
  mark.current {
    outline: 1px solid var(--cd-text);
    background: var(--cd-mark-now);
    color: light-dark(var(--cd-text), var(--cd-canvas));
  }
  .bold { font-weight: 700; }
  .dim { opacity: 0.72; }
  .italic { font-style: italic; }
  .underline { text-decoration: underline; }
  .strike { text-decoration: line-through; }
  .underline.strike { text-decoration: underline line-through; }
  .rest {
    color: var(--cd-text-2);
  }
  button.fold {
    width: 18px;
    height: 20px;
    margin: 0 2px 0 -4px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--cd-text-2);
    vertical-align: top;
  }
  button.all {
    font-family: var(--cd-sans);
    white-space: nowrap;
  }
  .json {
    display: block;
    margin: 0 -16px 0 0;
    padding: 0 8px;
    background: var(--cd-sunken);
    white-space: pre-wrap;
    word-break: break-all;
  }
  .key { color: var(--cd-term-4); }
  .string { color: var(--cd-term-2); }
  .number { color: var(--cd-term-3); }
  .word { color: var(--cd-term-5); }
  .gap,
  .note {
    align-items: center;
    gap: 10px;
    border: 1px dashed var(--cd-warn-fill);
    border-width: 1px 0;
    color: var(--cd-text-2);
    font: 400 var(--cd-t-s) / 20px var(--cd-sans);
  }
  .gap {
    width: calc(100cqw);
    position: sticky;
    left: 0;
    background: repeating-linear-gradient(-45deg, var(--cd-warn-tint) 0 8px, var(--cd-term-bg) 8px 16px);
  }
  .gap.lost {
    border-color: var(--cd-fail-fill);
    background: repeating-linear-gradient(-45deg, var(--cd-fail-tint) 0 8px, var(--cd-term-bg) 8px 16px);
  }
  .gap coredeck-icon,
  .gap .title {
    flex: none;
    color: var(--cd-warn);
    font-weight: 600;
  }
  .gap.lost coredeck-icon,
  .gap.lost .title {
    color: var(--cd-fail);
  }
  .gap .why {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .gap button {
    margin-left: auto;
    white-space: nowrap;
  }
  .note {
    border-color: var(--cd-line-strong);
  }
  @media (max-width: 640px) {
    :host {
      --time: 62px;
      --level: 42px;
      --stream: 22px;
      --name: 60px;
      --gap: 6px;
      --side: 8px;
    }
    .gap .why {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .error {
      outline: 1px solid;
      outline-offset: -1px;
    }
    mark {
      forced-color-adjust: none;
    }
  }
`;
