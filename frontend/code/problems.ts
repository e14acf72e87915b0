/** Something that is wrong with the text. Lines and columns count from 1. */
export type Problem = { line: number; message: string };

/** What the server said, made safe: lines that are numbers, texts that are texts, one entry a line. */
export function problemsOf(said: unknown): Problem[] {
  if (!Array.isArray(said)) {
    return [];
  }
  const byLine = new Map<number, string[]>();
  for (const entry of said as { line?: unknown; message?: unknown }[]) {
    const line = Number(entry?.line);
    if (Number.isInteger(line) && line > 0 && typeof entry.message === "string") {
      byLine.set(line, [...(byLine.get(line) ?? []), entry.message]);
    }
  }
  return [...byLine]
    .map(([line, messages]) => ({ line, message: messages.join(" ") }))
    .sort((one, other) => one.line - other.line);
}

/** Those that still stand on a line of a text, after it may have become shorter. */
export function within(problems: Problem[], lines: number): Problem[] {
  return problems.filter((problem) => problem.line <= lines);
}
