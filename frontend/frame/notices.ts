import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { controls } from "../theme/controls";
import { agoWords } from "../theme/ages";
import "../theme/elements/icon";
import "../theme/elements/state";
import type { StateKind } from "../theme/elements/state";
import { openBeside, popoverStyles } from "../theme/popover";
import { exactTime } from "../theme/time";
import { words } from "./words";

interface Notice {
  key: number;
  kind: StateKind;
  title: string;
  text: string;
  /** Where it leads; empty if nowhere. */
  href: string;
  at: number;
  seen: boolean;
}

const MOST_COUNTED = 99;
const AGE_MS = 10_000;

/**
 * The bell and its list.
 *
 * @fires seen when the person has opened the list
 */
@customElement("coredeck-notices")
export class CoredeckNotices extends LitElement {
  static override styles = [
    controls,
    popoverStyles,
    css`
      button {
        position: relative;
      }
      .count {
        position: absolute;
        top: 1px;
        right: 0;
        min-width: 14px;
        padding: 0 3px;
        border-radius: var(--cd-r-full);
        background: var(--cd-accent);
        color: var(--cd-on-accent);
        font-size: 10px;
        font-weight: 600;
        line-height: 14px;
      }
      [popover] {
        width: min(400px, calc(100vw - 24px));
        max-width: none;
        padding: 0;
        max-height: min(560px, calc(100dvh - 80px));
      }
      h2 {
        position: sticky;
        top: 0;
        margin: 0;
        padding: 10px var(--cd-4);
        border-bottom: 1px solid var(--cd-line);
        background: var(--cd-raised);
        font: 600 var(--cd-t-m) / 21px var(--cd-sans);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li + li {
        border-top: 1px solid var(--cd-line);
      }
      li > * {
        display: grid;
        grid-template-columns: 12px minmax(0, 1fr) auto;
        gap: 0 10px;
        padding: 10px var(--cd-4);
        color: var(--cd-text);
        line-height: 20px;
      }
      li > a:hover {
        background: var(--cd-hover);
        text-decoration: none;
      }
      li > a:focus-visible {
        outline-offset: -2px;
      }
      coredeck-state {
        height: 20px;
      }
      b {
        font-weight: 550;
        overflow-wrap: anywhere;
      }
      .new b::after {
        display: inline-block;
        width: 6px;
        height: 6px;
        margin: 0 0 2px 6px;
        border-radius: 50%;
        background: var(--cd-accent);
        content: "";
      }
      time {
        color: var(--cd-text-3);
        font-size: var(--cd-t-xs);
        white-space: nowrap;
      }
      p {
        grid-column: 2 / -1;
        margin: 0;
        color: var(--cd-text-2);
        overflow-wrap: anywhere;
      }
      .none {
        padding: var(--cd-5) var(--cd-4);
        text-align: center;
      }
    `,
  ];

  /** JSON of the notices, newest first. */
  @property() accessor list = "[]";
  @state() private accessor now = Date.now();
  @state() private accessor said = "";
  @query("[popover]") private accessor panel!: HTMLElement;
  @query("button") private accessor bell!: HTMLElement;
  private notices: Notice[] = [];
  private newest = -1;
  private clock: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("list")) {
      return;
    }
    this.notices = JSON.parse(this.list) as Notice[];
    const [first] = this.notices;
    if (first !== undefined && first.key > this.newest) {
      // What was there when the page came is not news; failures are said by their toast.
      if (this.newest >= 0 && first.kind !== "fail" && !first.seen) {
        this.said = `${first.title}. ${first.text}`;
      }
      this.newest = first.key;
    }
    this.newest = Math.max(this.newest, 0);
  }

  protected override render() {
    const text = words();
    const unseen = this.notices.filter(({ seen }) => !seen).length;
    const label = unseen === 0 ? text.notifications : `${text.notifications}, ${text.unseen(unseen)}`;
    return html`<button class="icon" type="button" title=${label} aria-label=${label} aria-haspopup="dialog" @click=${this.open}>
        <coredeck-icon name="bell"></coredeck-icon>
        ${unseen === 0 ? nothing : html`<span class="count" aria-hidden="true">${Math.min(unseen, MOST_COUNTED)}</span>`}
      </button>
      <div class="sr" role="status">${this.said}</div>
      <div popover role="dialog" aria-label=${text.notifications} tabindex="-1" @toggle=${this.toggled}>
        <h2>${text.notifications}</h2>
        ${this.notices.length === 0
          ? html`<div class="none"><b>${text.nothingYet}</b><p>${text.nothingHint}</p></div>`
          : html`<ul>${this.notices.map((notice) => this.row(notice))}</ul>`}
      </div>`;
  }

  private row(notice: Notice) {
    const content = html`<coredeck-state kind=${notice.kind}></coredeck-state><b>${notice.title}</b
      ><time datetime=${new Date(notice.at).toISOString()} title=${exactTime(notice.at)}>${agoWords(notice.at, this.now)}</time>
      ${notice.text === "" ? nothing : html`<p>${notice.text}</p>`}`;
    return html`<li class=${notice.seen ? "" : "new"}>
      ${notice.href === "" ? html`<div>${content}</div>` : html`<a href=${notice.href} @click=${this.leave}>${content}</a>`}
    </li>`;
  }

  private open(): void {
    this.now = Date.now();
    openBeside(this.bell, this.panel);
    this.panel.focus();
  }

  private leave(): void {
    this.panel.hidePopover();
  }

  /** They are new as long as the list is open, and not any more when it was closed. */
  private toggled(event: ToggleEvent): void {
    clearInterval(this.clock);
    if (event.newState === "open") {
      this.clock = setInterval(() => (this.now = Date.now()), AGE_MS);
    } else if (this.notices.some(({ seen }) => !seen)) {
      this.dispatchEvent(new CustomEvent("seen", { detail: { key: this.notices[0]?.key ?? 0 } }));
    }
  }
}
