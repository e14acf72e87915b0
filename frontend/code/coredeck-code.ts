import { LitElement, type PropertyValues, html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { codeStyles } from "./code-styles";
import { Editor } from "./editor";
import type { LanguageName } from "./languages";
import { Pending } from "./pending";
import { type Problem, problemsOf } from "./problems";

const PAUSE_MS = 300;

/**
 * A text in JSON or YAML that can be edited, with the lines marked at which something is wrong.
 *
 * The page sets `value` when the form has changed; the element tells what was typed after 300 ms without a key, or at
 * once when it loses the focus. While something typed has not been told yet, a `value` from outside does not replace it:
 * what was typed last wins. The element may be moved in the page: it gives up its editor only when it is still outside
 * after the current task.
 *
 * @fires code-change with {value}
 */
@customElement("coredeck-code")
export class CoredeckCode extends LitElement {
  static override styles = codeStyles;

  @property() accessor value = "";
  @property() accessor language: LanguageName = "json";
  @property() accessor label = "Code";
  /** A list of {line, message} as JSON text or as it is. */
  @property({ attribute: "problems", converter: (text) => parsed(text) }) accessor problems: Problem[] = [];
  @property({ type: Boolean, reflect: true }) accessor readonly = false;

  @query(".place") private accessor place!: HTMLElement;

  private editor: Editor | undefined;
  private readonly typed = new Pending<string>(PAUSE_MS, (text) => this.tell(text));

  /** What is in the editor now. */
  get text(): string {
    return this.editor?.text ?? this.value;
  }

  /** Puts the cursor into a line and brings it into sight. */
  goToLine(line: number): void {
    void this.updateComplete.then(() => this.editor?.goTo(line));
  }

  override focus(): void {
    void this.updateComplete.then(() => this.editor?.focus());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.open();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.typed.flush();
    setTimeout(() => {
      if (!this.isConnected) {
        this.editor?.close();
        this.editor = undefined;
      }
    });
  }

  protected override render() {
    return html`<div class="place"></div>`;
  }

  protected override firstUpdated(): void {
    this.open();
  }

  protected override updated(changed: PropertyValues): void {
    const editor = this.editor;
    if (editor === undefined) {
      return;
    }
    if (changed.has("language")) {
      editor.speak(this.language);
    }
    if (changed.has("value") && !this.typed.waits) {
      editor.show(this.value);
    }
    if (changed.has("readonly")) {
      editor.allowWriting(!this.readonly);
    }
    if (changed.has("problems") || changed.has("label")) {
      editor.call(this.label, this.problems.length > 0);
    }
    if (changed.has("problems")) {
      editor.mark(problemsOf(this.problems));
    }
  }

  private open(): void {
    if (this.editor !== undefined) {
      return;
    }
    const editor = new Editor(
      this.place,
      this.renderRoot as ShadowRoot,
      (text) => this.typed.set(text),
      () => this.typed.flush(),
    );
    this.editor = editor;
    editor.speak(this.language);
    editor.show(this.value);
    editor.allowWriting(!this.readonly);
    editor.call(this.label, this.problems.length > 0);
    editor.mark(problemsOf(this.problems));
  }

  private tell(text: string): void {
    this.value = text;
    this.dispatchEvent(new CustomEvent("code-change", { detail: { value: text }, bubbles: true, composed: true }));
  }
}

function parsed(text: string | null): Problem[] {
  try {
    return problemsOf(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}
