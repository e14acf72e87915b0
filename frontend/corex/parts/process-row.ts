import { LitElement, html, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import "../../theme/elements/state";
import { exactTime } from "../../theme/time";
import { type Process, failure, isAlive, lookOf, memoryText, nameOf } from "../model/process";
import type { Usage } from "../model/snapshot";
import { words } from "../words";
import { processRowStyles } from "./process-row-styles";
import "./signal-menu";

/** What a person can do with a process. */
export type ProcessAct =
  | { act: "open" }
  | { act: "stop" }
  | { act: "kill"; signal: number }
  | { act: "forget" }
  | { act: "start" }
  | { act: "restart" }
  | { act: "edit" };

/** After this long of not ending when asked, the way to end it by force is offered. */
const PATIENCE_MS = 5000;

/**
 * One process in the list.
 *
 * @fires process-act with a {@link ProcessAct}
 */
@customElement("corex-process-row")
export class CorexProcessRow extends LitElement {
  static override styles = [controls, processRowStyles];

  @property({ attribute: false }) accessor process!: Process;
  /** What it uses; unknown at first and after its end. */
  @property({ attribute: false }) accessor usage: Usage | undefined;
  /** Its terminal is the one that takes the keys. */
  @property({ type: Boolean, reflect: true }) accessor open = false;
  /** The person may change nothing. */
  @property({ type: Boolean }) accessor watching = false;
  /** Since when it is asked to end, in milliseconds since 1970; 0 if it is not. */
  @property({ type: Number }) accessor stoppingSince = 0;
  @query(".row") private accessor row!: HTMLButtonElement;

  override focus(): void {
    this.row.focus();
  }

  protected override render() {
    const { process } = this;
    const look = lookOf(process);
    const name = nameOf(process);
    const when = isAlive(process) ? process.started : process.ended;
    const since = when === undefined ? "" : this.when(exactTime(Date.parse(when)));
    const word = html`<span class="word ${look.kind}" title=${since}>${look.word}</span>`;
    return html`<button class="row" type="button" aria-current=${this.open ? "true" : "false"} @click=${() => this.tell({ act: "open" })}>
        <coredeck-state kind=${look.kind} shape></coredeck-state>
        <span class="head">
          <span class="name" title=${name}>${name}</span>
          ${this.restarts()}
          <span class="pid">${isAlive(process) && process.pid > 0 ? process.pid : nothing}</span>
          ${isAlive(process) ? this.numbers() : word}
        </span>
        <span class="foot">
          <span class="command mono" title=${process.command}>${process.command}</span>
          ${isAlive(process) ? word : nothing}
        </span>
      </button>
      ${this.more()} ${this.watching ? nothing : isAlive(process) ? this.actions(name) : this.endedActions(name)}`;
  }

  private when(time: string): string {
    return isAlive(this.process) ? words().startedAt(time) : words().endedAt(time);
  }

  private numbers() {
    const { usage } = this;
    return usage === undefined
      ? nothing
      : html`<span class="numbers" title=${words().usage}>
          <span class="cpu">${Math.round(usage.cpu)} %</span><span class="memory">${memoryText(usage.memory)}</span>
        </span>`;
  }

  private restarts() {
    const count = this.process.restarts ?? 0;
    return count === 0
      ? nothing
      : html`<span class="restarts" title=${words().restartedTitle(count)}><coredeck-icon small name="rotate-cw"></coredeck-icon>${count}</span>`;
  }

  private more() {
    const { process } = this;
    if (process.state === "crashed") {
      return html`<p class="more">
        ${failure(process)}
        ${this.watching ? nothing : html`<button class="link" type="button" @click=${() => this.tell({ act: "edit" })}>${words().editCommand}</button>`}
      </p>`;
    }
    if (process.state === "created" && (process.waits_for ?? []).length > 0) {
      return html`<p class="more">${words().waitsFor((process.waits_for ?? []).join(", "))}</p>`;
    }
    if (process.gave_up === true) {
      return html`<p class="more">${words().gaveUp(process.restarts ?? 0)}</p>`;
    }
    if (process.state === "stopping" && this.stoppingSince > 0 && Date.now() - this.stoppingSince > PATIENCE_MS) {
      return html`<p class="more">
        ${words().goesOn}
        ${this.watching ? nothing : html`<button class="link" type="button" @click=${() => this.tell({ act: "kill", signal: 9 })}>${words().killIt}</button>`}
      </p>`;
    }
    return nothing;
  }

  private endedActions(name: string) {
    const again = words().startAgainName(name);
    return html`<div class="actions low">
      <button class="icon" type="button" title=${words().startAgain} aria-label=${again} @click=${() => this.tell({ act: "start" })}>
        <coredeck-icon name="play"></coredeck-icon>
      </button>
      <button class="icon" type="button" title=${words().takeOff} aria-label=${words().takeOffName(name)} @click=${() => this.tell({ act: "forget" })}>
        <coredeck-icon name="x"></coredeck-icon>
      </button>
    </div>`;
  }

  private actions(name: string) {
    return html`<div class="actions">
        ${this.process.state === "stopping"
          ? nothing
          : html`<button class="icon" type="button" title=${words().stop} aria-label=${words().stopName(`${name} ${this.process.pid}`)} @click=${() => this.tell({ act: "stop" })}>
              <coredeck-icon name="square"></coredeck-icon>
            </button>`}
        <corex-signal-menu
          .label=${`${name} ${this.process.pid}`}
          @restart=${() => this.tell({ act: "restart" })}
          @signal=${({ detail }: CustomEvent<number>) => this.tell({ act: "kill", signal: detail })}
        ></corex-signal-menu>
      </div>`;
  }

  private tell(detail: ProcessAct): void {
    this.dispatchEvent(new CustomEvent("process-act", { detail }));
  }
}
