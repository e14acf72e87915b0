import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import { controls } from "../theme/controls";
import "../theme/elements/icon";
import "../theme/elements/state";
import { keepTabIn } from "../theme/focus-trap";
import { deployStyles } from "./deploy-styles";
import { type Failure, type Link, NOTHING, type Step, type View, report } from "./view";

const SAID_MS = 2000;

/**
 * A deployment in a dialog, step by step. It is in the page before it is needed: to make a dialog of many components
 * would take longer than a container takes to start.
 *
 * @fires deployment-closed when the person, or the server, has closed it
 * @fires deployment-act with the `name` of what the server is to do
 */
@customElement("coredeck-deployment")
export class CoredeckDeployment extends LitElement {
  static override styles = [controls, deployStyles, css`:host { display: contents; }`];

  @property({ type: Boolean, reflect: true }) accessor open = false;
  @property({ attribute: false }) accessor view: View = NOTHING;
  @property() accessor closeWord = "";
  @property() accessor technicalWord = "";
  @property() accessor backWord = "";
  @property() accessor copyWord = "";
  @property() accessor copiedWord = "";
  @state() private accessor copied = false;
  @query(".layer") private accessor layer!: HTMLElement;
  private hadFocus: Element | null = null;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("open") || this.open === this.layer.matches(":popover-open")) {
      return;
    }
    if (this.open) {
      this.hadFocus = document.activeElement;
      this.layer.showPopover();
      this.layer.focus();
    } else {
      this.layer.hidePopover();
      if (this.hadFocus instanceof HTMLElement) {
        this.hadFocus.focus();
      }
      this.hadFocus = null;
      this.dispatchEvent(new CustomEvent("deployment-closed"));
    }
  }

  protected override render() {
    const view = this.view;
    return html`<div class="layer" popover="manual" role="dialog" aria-modal="true" aria-labelledby="title" tabindex="-1"
      @keydown=${this.pressed}><div class="deploy-dialog">
      <div class="head deploy-head" role="status">
        <div>
          <h2 id="title">${view.title}</h2>
          <span class="hint">${view.below}</span>
        </div>
        <coredeck-state pill kind=${view.kind} word=${view.word}></coredeck-state>
      </div>
      <div class="progress ${view.kind}"><div style=${styleMap({ transform: `scaleX(${view.done})` })}></div></div>
      <div class="steps" role="list">${view.steps.map((step, index) => this.step(step, index))}</div>
      <footer>
        ${view.technical === "" ? nothing : html`<details><summary>${this.technicalWord}</summary><pre tabindex="0">${view.technical}</pre></details>`}
        ${view.failure && isSecureContext ? html`<button type="button" class="ghost" @click=${this.copy}>
          <coredeck-icon name="copy"></coredeck-icon><span aria-live="polite">${this.copied ? this.copiedWord : this.copyWord}</span></button>` : nothing}
        <button type="button" class=${view.link ? "ghost" : ""} @click=${this.close}>${this.closeWord}</button>
        ${view.link ? this.link(view.link, "primary") : nothing}
      </footer>
    </div></div>`;
  }

  private step(step: Step, index: number) {
    const failure = this.view.failure?.step === index ? this.view.failure : undefined;
    return html`<div role="listitem" class=${classMap({ step: true, waiting: step.kind === "idle" })}>
      <coredeck-state shape kind=${step.kind} word=${step.word}></coredeck-state>
      <div class="words">
        <span class="name">${step.title}</span>
        ${step.detail === "" ? nothing : html`<span class="hint">${step.detail}</span>`}
      </div>
      <span class="took">${step.took}</span>
      ${failure === undefined ? nothing : this.failure(failure)}
    </div>`;
  }

  private failure({ reason, note, acts, link }: Failure) {
    return html`<div class="failure">
      <span role="alert">${reason}</span>
      ${note === "" ? nothing : html`<span>${note}</span>`}
      <div class="buttons">
        ${acts.map(({ name, label }, index) => html`<button type="button" class=${index === 0 ? "primary" : ""}
          @click=${() => this.act(name)}>${label}</button>`)}
        ${link ? this.link(link, acts.length === 0 ? "primary" : "") : nothing}
        <button type="button" class=${acts.length === 0 && !link ? "primary" : "ghost"} @click=${this.close}>${this.backWord}</button>
      </div>
    </div>`;
  }

  /** The page changes below the dialog. */
  private link({ href, text }: Link, kind: string) {
    return html`<a class="button ${kind}" href=${href} @click=${this.close}>${text}</a>`;
  }

  private act(name: string): void {
    this.dispatchEvent(new CustomEvent("deployment-act", { detail: { name } }));
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(report(this.view));
    this.copied = true;
    setTimeout(() => (this.copied = false), SAID_MS);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      this.close();
    }
    keepTabIn(this.layer, event);
  }

  private close(): void {
    this.open = false;
  }
}
