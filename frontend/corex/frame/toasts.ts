import { LitElement, css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import "../../theme/elements/state";
import { words } from "../words";

interface Toast {
  key: number;
  kind: "done" | "fail";
  title: string;
  text: string;
  link?: ToastLink;
}

/** Something to download. */
export interface ToastLink {
  href: string;
  word: string;
  /** Its name, where the server gives none. */
  name: string;
}

const MOST = 3;
const SUCCESS_MS = 5000;

/** What came of what the person did: at most three, a failure stays until it is closed. */
@customElement("corex-toasts")
export class CorexToasts extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        position: fixed;
        right: 16px;
        bottom: 40px;
        z-index: 20;
        display: grid;
        gap: var(--cd-2);
        width: min(380px, calc(100vw - 32px));
      }
      @media (max-width: 640px) {
        :host {
          bottom: 96px; /* above the row of keys */
        }
      }
      .toast {
        display: flex;
        gap: var(--cd-2);
        padding: 12px;
        border: 1px solid var(--cd-line);
        border-radius: var(--cd-r-l);
        background: var(--cd-raised);
        box-shadow: var(--cd-sh-2);
        font-size: var(--cd-t-s);
        line-height: 20px;
      }
      coredeck-state {
        height: 20px;
      }
      .words {
        flex: 1;
        min-width: 0;
      }
      b {
        font-weight: 550;
      }
      p {
        margin: 0;
        color: var(--cd-text-2);
        overflow-wrap: anywhere;
      }
      button.icon {
        margin: -4px -4px 0 0;
      }
    `,
  ];

  @state() private accessor toasts: readonly Toast[] = [];
  private last = 0;

  failed(title: string, text: string): void {
    this.add({ key: ++this.last, kind: "fail", title, text });
  }

  /** @param link to something; the toast stays until it is closed then */
  done(title: string, link?: ToastLink): void {
    const key = ++this.last;
    this.add({ key, kind: "done", title, text: "", ...(link === undefined ? {} : { link }) });
    if (link === undefined) {
      setTimeout(() => this.dismiss(key), SUCCESS_MS);
    }
  }

  protected override render() {
    return html`<div role="status">
      ${repeat(
        this.toasts,
        (toast) => toast.key,
        (toast) => html`<div class="toast">
          <coredeck-state kind=${toast.kind === "done" ? "done" : "fail"}></coredeck-state>
          <div class="words"><b>${toast.title}</b><p>${toast.text}${toast.link === undefined
            ? nothing
            : html`<a href=${toast.link.href} download=${toast.link.name} @click=${() => this.dismiss(toast.key)}>${toast.link.word}</a>`}</p></div>
          <button class="icon" type="button" title=${words().close} aria-label=${words().close} @click=${() => this.dismiss(toast.key)}>
            <coredeck-icon small name="x"></coredeck-icon>
          </button>
        </div>`,
      )}
    </div>`;
  }

  private add(toast: Toast): void {
    this.toasts = [...this.toasts, toast].slice(-MOST);
  }

  private dismiss(key: number): void {
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
  }
}
