import { LitElement, type PropertyValues, css, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import { controls } from "../theme/controls";
import "../theme/elements/copy";
import "../theme/elements/state";
import { giveBack, keepTabIn } from "../theme/focus-trap";
import { deployStyles } from "./deploy-styles";
import { type Failure, type Link, NOTHING, type Step, type View, report } from "./view";

const isToasts = (target: EventTarget): boolean => target instanceof Element && target.localName === "coredeck-toasts";

/**
 * A deployment in a dialog, step by step. It is in the page before it is needed: to make a dialog of many components
 * would take longer than a container takes to start.
 *
 * @fires deployment-closed with {opening} when the person has closed it
 * @fires deployment-act with the `name` of what the server is to do
 */
@customElement("coredeck-deployment")
export class CoredeckDeployment extends LitElement {
  static override styles = [controls, deployStyles, css`:host { display: contents; }`];

  /** Another number for each time it opens, 0 to close it. */
  @property({ type: Number }) accessor opening = 0;
  @property({ attribute: false }) accessor view: View = NOTHING;
  /** Selects what has the focus afterwards if what had it before is gone. */
  @property() accessor below = "";
  @property() accessor closeWord = "";
  @property() accessor technicalWord = "";
  @property() accessor backWord = "";
  @property() accessor copyWord = "";
  @query(".layer") private accessor layer!: HTMLElement;
  private hadFocus: Element | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endHearing();
    this.removeAttribute("open");
  }

  /** Whether it is in sight; the attribute tells the keys of the page. */
  private get isOpen(): boolean {
    return this.hasAttribute("open");
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("opening") && this.opening > 0) {
      this.show();
    } else if (changed.has("opening")) {
      this.hide();
    }
    if (this.isOpen && this.hasLostFocus) {
      this.layer.focus(); // the button that was pressed is gone
    }
  }

  private get hasLostFocus(): boolean {
    const isInside = document.activeElement === this && this.shadowRoot?.activeElement !== null;
    return !isInside && this.hasFocusOrNobody;
  }

  private get hasFocusOrNobody(): boolean {
    return document.activeElement === this || document.activeElement === document.body;
  }

  private show(): void {
    if (this.isOpen) {
      return;
    }
    this.hadFocus = document.activeElement;
    this.setAttribute("open", "");
    this.layer.showPopover();
    this.layer.focus();
    document.addEventListener("keydown", this.pressed);
    document.addEventListener("focusin", this.focused);
  }

  private endHearing(): void {
    document.removeEventListener("keydown", this.pressed);
    document.removeEventListener("focusin", this.focused);
  }

  /** Only it and the toasts above it can have the focus: from the last of those Tab leads under the layer. */
  private readonly focused = (event: FocusEvent): void => {
    if (this.opening > 0 && !event.composedPath().some((target) => target === this || isToasts(target))) {
      this.layer.focus();
    }
  };

  private hide(): void {
    if (!this.isOpen) {
      return;
    }
    this.removeAttribute("open");
    this.endHearing();
    const isToGoBack = this.hasFocusOrNobody;
    this.layer.hidePopover();
    if (isToGoBack) {
      giveBack(this.hadFocus, this.below === "" ? null : document.querySelector<HTMLElement>(this.below));
    }
    this.hadFocus = null;
  }

  protected override render() {
    const view = this.view;
    return html`<div class="layer" popover="manual" role="dialog" aria-modal="true" aria-labelledby="title" tabindex="-1">
      <div class="deploy-dialog">
      <div class="head deploy-head">
        <div>
          <div role="status"><h2 id="title">${view.title}</h2></div>
          <span class="hint" aria-live=${view.kind === "busy" ? "off" : "polite"}>${view.below}</span>
        </div>
        <coredeck-state pill kind=${view.kind} word=${view.word}></coredeck-state>
      </div>
      <div class="progress ${view.kind}"><div style=${styleMap({ transform: `scaleX(${view.done})` })}></div></div>
      <div class="steps" role="list" tabindex=${view.failure ? 0 : nothing} aria-labelledby="title">${view.steps.map((step, index) => this.step(step, index))}</div>
      <footer>
        ${view.technical === "" ? nothing : html`<details><summary>${this.technicalWord}</summary><pre tabindex="0">${view.technical}</pre></details>`}
        ${view.failure ? html`<coredeck-copy .text=${report(view)} word=${this.copyWord}></coredeck-copy>` : nothing}
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

  /** What is pressed in it, and what would be lost because nothing has the focus. */
  private readonly pressed = (event: KeyboardEvent): void => {
    if (!event.composedPath().includes(this) && event.target !== document.body) {
      return;
    }
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      this.close();
    }
    keepTabIn(this.layer, event);
  };

  private close(): void {
    this.hide();
    this.dispatchEvent(new CustomEvent("deployment-closed", { detail: { opening: this.opening } }));
  }
}
