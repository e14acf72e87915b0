import { type Extension, RangeSetBuilder, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter } from "@codemirror/view";
import { type Problem, within } from "./problems";

const setProblems = StateEffect.define<Problem[]>();

/** The lines at fault, kept where they are while the text around them changes. */
const faults = StateField.define<{ problems: Problem[]; lines: DecorationSet }>({
  create: () => ({ problems: [], lines: Decoration.none }),
  update(value, change) {
    const told = change.effects.find((effect) => effect.is(setProblems));
    if (told !== undefined) {
      return { problems: told.value, lines: decorate(change.state.doc, told.value) };
    }
    return change.docChanged ? { ...value, lines: value.lines.map(change.changes) } : value;
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.lines),
});

function decorate(text: Text, problems: Problem[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const problem of within(problems, text.lines)) {
    const { from } = text.line(problem.line);
    builder.add(from, from, Decoration.line({ class: "fault", attributes: { title: problem.message, "aria-invalid": "true" } }));
  }
  return builder.finish();
}

class FaultMarker extends GutterMarker {
  override elementClass = "fault";
}
const MARKER = new FaultMarker();

/** A narrow column that shows at which lines something is wrong. */
const column = gutter({
  class: "faults",
  lineMarker(view, block) {
    let found = false;
    view.state.field(faults).lines.between(block.from, block.from, () => {
      found = true;
    });
    return found ? MARKER : null;
  },
  lineMarkerChange: (update) => update.docChanged || update.transactions.some((one) => one.effects.some((effect) => effect.is(setProblems))),
});

export const problemMarks: Extension = [faults, column];

/** Shows other problems than before. */
export function showProblems(view: EditorView, problems: Problem[]): void {
  view.dispatch({ effects: setProblems.of(problems) });
}
