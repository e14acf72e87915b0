import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { type LanguageName, languageOf } from "./languages";
import { problemMarks, showProblems } from "./marks";
import type { Problem } from "./problems";
import { replacement } from "./replacement";

/** Marks a change that came from the form, not from the keys. */
const fromOutside = Annotation.define<boolean>();

/**
 * CodeMirror, set up for a reservation. Tab is left to the page, so that the keyboard gets in and out; Enter keeps the
 * indentation.
 */
export class Editor {
  private readonly view: EditorView;
  private readonly language = new Compartment();
  private readonly words = new Compartment();
  private readonly access = new Compartment();

  constructor(
    place: HTMLElement,
    root: ShadowRoot,
    typed: (text: string) => void,
    left: () => void,
  ) {
    const state = EditorState.create({
      extensions: [
        lineNumbers(),
        problemMarks,
        foldGutter({ openText: "⌄", closedText: "›" }),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        EditorState.tabSize.of(2),
        keymap.of([...defaultKeymap.filter((binding) => binding.key !== "Mod-Enter"), ...historyKeymap, ...foldKeymap]),
        this.language.of(languageOf("json")),
        this.words.of([]),
        this.access.of([]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.every((one) => one.annotation(fromOutside))) {
            typed(update.state.doc.toString());
          }
          if (update.focusChanged && !update.view.hasFocus) {
            left();
          }
        }),
      ],
    });
    this.view = new EditorView({ state, parent: place, root });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  get hasFocus(): boolean {
    return this.view.hasFocus;
  }

  /** Shows another text; cursor and scroll position stay where nothing changed. */
  show(text: string): void {
    const change = replacement(this.text, text);
    if (change !== undefined) {
      this.view.dispatch({ changes: change, annotations: fromOutside.of(true) });
    }
  }

  speak(name: LanguageName): void {
    this.view.dispatch({ effects: this.language.reconfigure(languageOf(name)) });
  }

  /** What the text field is called, and what describes it, for those who hear the page. */
  call(label: string, invalid: boolean): void {
    const attributes: Record<string, string> = { "aria-label": label, "aria-invalid": String(invalid), tabindex: "0" };
    this.view.dispatch({ effects: this.words.reconfigure(EditorView.contentAttributes.of(attributes)) });
  }

  allowWriting(allowed: boolean): void {
    this.view.dispatch({
      effects: this.access.reconfigure([EditorState.readOnly.of(!allowed), EditorView.editable.of(allowed)]),
    });
  }

  mark(problems: Problem[]): void {
    showProblems(this.view, problems);
  }

  /** Puts the cursor at the beginning of a line and brings it into sight. */
  goTo(line: number): void {
    const number = Math.max(1, Math.min(line, this.view.state.doc.lines));
    const { from } = this.view.state.doc.line(number);
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }

  focus(): void {
    this.view.focus();
  }

  close(): void {
    this.view.destroy();
  }
}
