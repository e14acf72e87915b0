import { LitElement, html, nothing } from "lit";
import { customElement, property, query, queryAll, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { controls } from "../../theme/controls";
import "../../theme/elements/icon";
import { type Process, isAlive, isRunning, nameOf } from "../model/process";
import type { Usage } from "../model/snapshot";
import { joinWords } from "../model/command-line";
import type { CorexServer } from "../model/server";
import { type Group, grouped } from "../model/groups";
import { words } from "../words";
import "./group-head";
import { processListStyles } from "./process-list-styles";
import { type CorexProcessRow, type ProcessAct } from "./process-row";
import "./process-row";
import "./start-form";

/**
 * The processes of the container, newest first, with what can be done with them.
 *
 * @fires process-act with {process, act, …}
 * @fires started with a process that was started here
 * @fires group-act with {group, act}
 * @fires clean when ended processes are to be forgotten
 */
@customElement("corex-process-list")
export class CorexProcessList extends LitElement {
  static override styles = [controls, processListStyles];

  @property({ attribute: false }) accessor server!: CorexServer;
  /** The person may change nothing. */
  @property({ type: Boolean }) accessor watching = false;
  /** Who else is at this console, in words. */
  @property() accessor people = "";
  @property({ attribute: false }) accessor processes: readonly Process[] = [];
  @property({ attribute: false }) accessor usage: ReadonlyMap<number, Usage> = new Map();
  /** What the button that starts one says; with its key where there is one. */
  @property() accessor startTitle = words().startTitle;
  /** The process whose terminal takes the keys. */
  @property({ type: Number }) accessor active: number | undefined;
  /** The list is old because the server does not answer. */
  @property({ type: Boolean }) accessor stale = false;
  /** The first answer is not there yet. */
  @property({ type: Boolean }) accessor loading = false;
  /** Since when each process is asked to end. */
  @property({ attribute: false }) accessor stoppingSince: ReadonlyMap<number, number> = new Map();
  @state() private accessor filtering = false;
  @state() private accessor filter = "";
  /** Names of the groups whose processes are folded away. */
  @state() private accessor folded: ReadonlySet<string> = new Set();
  @state() private accessor command: string | undefined;
  @query("input") private accessor field!: HTMLInputElement | null;
  @queryAll("corex-process-row") private accessor rows!: NodeListOf<CorexProcessRow>;

  /** Opens the form, with that command in it. */
  edit(command = ""): void {
    this.command = command;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("corex-start-form")?.focus());
  }

  /** Opens the filter and gives it the keys. */
  async startFilter(): Promise<void> {
    this.filtering = true;
    await this.updateComplete;
    this.field?.focus();
  }

  /** Moves the focus by rows, beginning at the first. */
  move(step: number): void {
    const rows = [...this.rows];
    const at = rows.findIndex((row) => row === (this.renderRoot as ShadowRoot).activeElement);
    rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))]?.focus();
  }

  protected override render() {
    const shown = this.processes.filter((process) => `${nameOf(process)} ${process.command}`.toLowerCase().includes(this.filter.toLowerCase()));
    const ended = this.processes.filter((process) => !isAlive(process)).length;
    return html`<header>
        <h2>${words().processes}</h2>
        <span class="count">${words().count(this.processes.filter(isRunning).length)}</span>
        <button
          class="icon"
          type="button"
          title=${words().filterKey}
          aria-label=${words().filter}
          aria-pressed=${this.filtering ? "true" : "false"}
          @click=${this.switchFilter}
        >
          <coredeck-icon name="search"></coredeck-icon>
        </button>
        ${this.watching
          ? nothing
          : html`<button class="small start" type="button" title=${this.startTitle} @click=${() => this.edit()}>
              <coredeck-icon small name="plus"></coredeck-icon>${words().start}
            </button>`}
      </header>
      ${this.command === undefined
        ? nothing
        : html`<corex-start-form
            .server=${this.server}
            .command=${this.command}
            @started=${this.started}
            @cancel=${this.cancelled}
          ></corex-start-form>`}
      ${this.filtering ? this.filterField() : nothing}
      <ul class=${this.stale ? "stale" : ""} aria-label=${words().processes} @keydown=${this.pressed}>
        ${repeat(grouped(shown), ({ name }) => name, (group) => this.group(group))}
        ${shown.length === 0 ? this.none() : nothing}
      </ul>
      <footer>
        <span class="people">${this.people === ""
          ? ended === 0 ? words().noneEnded : words().ended(ended)
          : html`<coredeck-icon small name="users"></coredeck-icon>${this.people}`}</span>
        ${ended === 0 || this.watching
          ? nothing
          : html`<button class="link" type="button" title=${words().cleanUpTitle} @click=${this.clean}>${words().cleanUp}</button>`}
      </footer>`;
  }

  private group(group: Group) {
    const folded = group.name !== "" && this.folded.has(group.name);
    const head = group.name === ""
      ? nothing
      : html`<li>
          <corex-group-head .group=${group} ?folded=${folded} ?watching=${this.watching} @fold=${() => this.fold(group.name)} @group-act=${this.groupActed}></corex-group-head>
        </li>`;
    return html`${head}${folded ? nothing : repeat(group.processes, (process) => process.id, (process) => this.row(process))}`;
  }

  private fold(name: string): void {
    const folded = new Set(this.folded);
    this.folded = folded.delete(name) ? folded : folded.add(name);
  }

  private groupActed({ detail }: CustomEvent<unknown>): void {
    this.dispatchEvent(new CustomEvent("group-act", { detail }));
  }

  private row(process: Process) {
    return html`<li>
      <corex-process-row
        .process=${process}
        .usage=${this.usage.get(process.id)}
        .stoppingSince=${this.stoppingSince.get(process.id) ?? 0}
        ?open=${process.id === this.active}
        ?watching=${this.watching}
        @process-act=${(event: CustomEvent<ProcessAct>) => this.acted(process, event.detail)}
      ></corex-process-row>
    </li>`;
  }

  private none() {
    if (this.loading) {
      return html`<li class="none">${words().asking}</li>`;
    }
    if (this.filter !== "") {
      return html`<li class="none">
        ${words().noMatch} <button class="link" type="button" @click=${this.switchFilter}>${words().clearFilter}</button>
      </li>`;
    }
    return html`<li class="none">${words().nothingStarted}</li>`;
  }

  private filterField() {
    return html`<div class="filter">
      <input
        type="search"
        aria-label=${words().filterBy}
        placeholder=${words().filterBy}
        .value=${this.filter}
        @input=${() => (this.filter = this.field?.value ?? "")}
        @keydown=${(event: KeyboardEvent) => event.key === "Escape" && this.switchFilter()}
      />
    </div>`;
  }

  private cancelled(): void {
    this.command = undefined;
    this.renderRoot.querySelector<HTMLElement>(".start")?.focus();
  }

  private switchFilter(): void {
    if (this.filtering) {
      this.filtering = false;
      this.filter = "";
      this.renderRoot.querySelector<HTMLElement>(".icon")?.focus();
    } else {
      void this.startFilter();
    }
  }

  private pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && event.target instanceof HTMLElement && event.target.localName === "corex-process-row") {
      event.preventDefault();
      this.move(step);
    }
  }

  private acted(process: Process, act: ProcessAct): void {
    if (act.act === "edit") {
      this.edit(joinWords(process.argv));
    } else {
      this.dispatchEvent(new CustomEvent("process-act", { detail: { process, ...act } }));
    }
  }

  private started(event: CustomEvent<Process>): void {
    this.command = undefined;
    this.dispatchEvent(new CustomEvent("started", { detail: event.detail }));
  }

  private clean(): void {
    this.dispatchEvent(new CustomEvent("clean"));
  }
}
