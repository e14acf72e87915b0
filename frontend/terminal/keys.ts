/** What the terminal itself does with a key; every other key belongs to the program. */
export type TerminalKey = "leave" | "find" | "copy" | "paste" | "larger" | "smaller" | "designed" | undefined;

type Pressed = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

/**
 * Ctrl Shift with Esc leaves, F searches, C copies, V pastes; so do Ctrl Insert and Shift Insert. Ctrl with plus, minus
 * and zero change the size of the letters, as they do that of a page. Ctrl Shift minus stays the program's: on most
 * keyboards it is Ctrl _, with which shells and editors undo.
 */
export function terminalKey(event: Pressed): TerminalKey {
  if (event.altKey || event.metaKey) {
    return undefined;
  }
  if (event.key === "Insert" && event.ctrlKey !== event.shiftKey) {
    return event.ctrlKey ? "copy" : "paste";
  }
  if (!event.ctrlKey) {
    return undefined;
  }
  const size = sizeKey(event);
  if (size !== undefined || !event.shiftKey) {
    return size;
  }
  switch (event.code) {
    case "Escape":
      return "leave";
    case "KeyF":
      return "find";
    case "KeyC":
      return "copy";
    case "KeyV":
      return "paste";
    default:
      return undefined;
  }
}

function sizeKey({ code, key, shiftKey }: Pressed): TerminalKey {
  if (key === "+" || code === "NumpadAdd" || (shiftKey && code === "Equal")) {
    return "larger";
  }
  if (code === "NumpadSubtract" || (key === "-" && !shiftKey)) {
    return "smaller";
  }
  return code === "Digit0" || code === "Numpad0" ? "designed" : undefined;
}

/** Keys of the page that hosts the terminal go past the program: Ctrl Shift with a letter it names. */
export function isPageKey(event: Pressed, letters: string): boolean {
  return (
    event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey &&
    event.code.startsWith("Key") && letters.includes(event.code.slice(3))
  );
}

/** A letter as it is with Ctrl held; anything else stays. */
export function withControl(text: string): string {
  return /^[@-_a-z]$/.test(text) ? String.fromCharCode(text.toUpperCase().charCodeAt(0) & 0x1f) : text;
}

/**
 * Does what a key of the terminal itself means.
 *
 * @param pageKeys letters that with Ctrl Shift belong to the page around
 * @returns whether the program gets the key
 */
export function passesToProgram(event: KeyboardEvent, pageKeys: string, actions: Record<Exclude<TerminalKey, "paste" | undefined>, () => void>): boolean {
  const key = terminalKey(event);
  if (key === undefined) {
    return !isPageKey(event, pageKeys);
  }
  if (key === "paste") {
    return false; // The browser pastes into xterm's field by itself, also where scripts may not read the clipboard.
  }
  event.preventDefault();
  if (event.type === "keydown") {
    actions[key]();
  }
  return false;
}
