import { LitElement, css, html, nothing } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import "../theme/elements/state";
import { ToastClock } from "./toast-clock";
import { type Act, type Toast, withToast } from "./toast-stack";
import { words } from "./words";

/** As a reader of the screen says it: with its end. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/**
 * What came of what the person did, and what needs the person: one stack, at most three. Pointing at it or having the
 * focus in it stops the clock.
 *
 * @fires act with the toast's key and the number of the action, when the server has to do it
 */
@customElement("coredeck-toasts")
export class CoredeckToasts extends LitElement {
  static override styles = [
    controls,
    css`
      [popover] {
        inset: auto var(--cd-4) 40px auto;
        width: min(420px, calc(100vw - 24px));
        margin: 0;
        padding: 0 0 var(--cd-2);
        border: 0;
        overflow: visible;
        background: none;
        color: var(--cd-text);
        font: 400 var(--cd-t-s) / 20px var(--cd-sans);
      }
      .toast {
        display: flex;
        gap: var(--cd-2);
        align-items: flex-start;
        margin-top: var(--cd-2);
        padding: 10px var(--cd-2) 10px var(--cd-3);
        border: 1px solid var(--cd-line);
        border-radius: var(--cd-r-l);
        background: var(--cd-raised);
        box-shadow: var(--cd-sh-2);
        animation: rise var(--cd-slow) var(--cd-ease);
      }
      @keyframes rise {
        from {
          opacity: 0;
          transform: translateY(8px);
        }
      }
      coredeck-state {
        height: 20px;
      }
      .words {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      b {
        font-weight: 550;
      }
      p {
        margin: 0;
        color: var(--cd-text-2);
      }
      .acts {
        display: flex;
        gap: var(--cd-1);
      }
      a.small {
        display: inline-flex;
        align-items: center;
        height: var(--cd-control-s);
        padding: 0 10px;
        border: 1px solid var(--cd-line-strong);
        border-radius: var(--cd-r-m);
        color: var(--cd-text);
        font-weight: 500;
      }
      a.small:hover {
        background: var(--cd-hover);
        text-decoration: none;
      }
      @media (prefers-reduced-motion: reduce) {
        .toast {
          animation: none;
        }
      }
      @media (max-width: 640px) {
        [popover] {
          inset: auto var(--cd-3) var(--cd-3);
        }
      }
    `,
  ];

  @state() private accessor toasts: readonly Toast[] = [];
  @state() private accessor polite = "";
  @state() private accessor urgent = "";
  @query("[popover]") private accessor stack!: HTMLElement;
  private readonly clocks = new Map<number, ToastClock>();

  /** Shows one, or changes the one with that key. */
  say(toast: Toast): void {
    this.clocks.get(toast.key)?.stop();
    this.clocks.set(toast.key, new ToastClock(toast.ms, () => this.close(toast.key)));
    this.toasts = withToast(this.toasts, toast);
    const text = [toast.title, toast.text].filter((part) => part !== "").map(sentence).join(" ");
    if (toast.kind === "fail") {
      this.urgent = text;
    } else {
      this.polite = text;
    }
    this.keepClocks();
  }

  close(key: number): void {
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
    this.keepClocks();
  }

  /** Clocks run for what is shown, unless somebody is at the stack. */
  private keepClocks(): void {
    const shown = new Set(this.toasts.map(({ key }) => key));
    for (const [key, clock] of this.clocks) {
      if (!shown.has(key)) {
        clock.stop();
        this.clocks.delete(key);
      } else if (this.isAttended) {
        clock.stop();
      } else {
        clock.run();
      }
    }
  }

  private get isAttended(): boolean {
    return this.renderRoot.querySelector(".toast:hover, .toast:focus-within") !== null;
  }

  private readonly attend = () => requestAnimationFrame(() => this.keepClocks());

  protected override updated(): void {
    const isOpen = this.stack.matches(":popover-open");
    if (this.toasts.length === 0) {
      if (isOpen) {
        this.stack.hidePopover();
      }
    } else if (!isOpen) {
      this.stack.showPopover();
    } else if (!this.stack.matches(":focus-within")) {
      this.stack.hidePopover(); // above what was opened since
      this.stack.showPopover();
    }
  }

  protected override render() {
    return html`<div class="sr" role="status">${this.polite}</div>
      <div class="sr" role="alert">${this.urgent}</div>
      <div popover="manual" @pointerenter=${this.attend} @pointerover=${this.attend} @pointerleave=${this.attend}
        @focusin=${this.attend} @focusout=${this.attend}>
        ${repeat(
          this.toasts,
          ({ key }) => key,
          (toast) => this.toast(toast),
        )}
      </div>`;
  }

  private toast(toast: Toast) {
    return html`<div class="toast" role="group" aria-label=${toast.title}>
      <coredeck-state kind=${toast.kind}></coredeck-state>
      <div class="words"><b>${toast.title}</b>${toast.text === "" ? nothing : html`<p>${toast.text}</p>`}</div>
      <div class="acts">${toast.acts.map((act, number) => this.act(toast, act, number))}</div>
      <button class="icon" type="button" title=${words().close} aria-label=${words().close} @click=${() => this.close(toast.key)}>
        <coredeck-icon small name="x"></coredeck-icon>
      </button>
    </div>`;
  }

  private act(toast: Toast, act: Act, number: number) {
    return act.href === undefined
      ? html`<button class="small" type="button" @click=${() => this.tell(toast, number)}>${act.word}</button>`
      : html`<a class="small" href=${act.href} @click=${() => this.close(toast.key)}>${act.word}</a>`;
  }

  private tell(toast: Toast, number: number): void {
    this.close(toast.key);
    this.dispatchEvent(new CustomEvent("act", { detail: { key: toast.key, number } }));
  }
}
