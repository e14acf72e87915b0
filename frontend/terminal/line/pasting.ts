/** Characters sent at once; more waits until the process had room for them. */
const CHUNK = 8192;

/** Characters that are kept of pastes and of what is typed after them. */
const MOST_KEPT = 16 << 20;

/** Ctrl C, Ctrl Z and Ctrl backslash: they are for the program as it is, not after all that still waits. */
const INTERRUPTS = new Set(["\x03", "\x1a", "\x1c"]);

/**
 * Sends what is typed at once and what is pasted piece by piece, each when the process had room for the one before: so
 * a program that reads nothing does not fill the line, and Ctrl C reaches it.
 */
export class Pasting {
  private rest = "";
  private waiting = false;

  constructor(
    private readonly typed: (text: string) => void,
    private readonly pasted: (text: string) => void,
  ) {}

  /** @returns false if it is too much and nothing of it is sent */
  send(text: string): boolean {
    if (INTERRUPTS.has(text)) {
      this.clear();
      this.typed(text);
      return true;
    }
    if (!this.waiting && text.length <= CHUNK) {
      this.typed(text);
      return true;
    }
    if (this.rest.length + text.length > MOST_KEPT) {
      return false;
    }
    this.rest += text;
    this.next();
    return true;
  }

  /** The process had room for the piece sent last. */
  taken(): void {
    this.waiting = false;
    this.next();
  }

  /** Forgets what waits: the line is lost, or the person stops the program. */
  clear(): void {
    this.rest = "";
    this.waiting = false;
  }

  private next(): void {
    if (this.waiting || this.rest === "") {
      return;
    }
    const end = endOfPiece(this.rest);
    const piece = this.rest.slice(0, end);
    this.rest = this.rest.slice(end);
    this.waiting = true;
    this.pasted(piece);
  }
}

/** A pair of code units that are one character is not torn apart. */
function endOfPiece(text: string): number {
  const last = text.charCodeAt(CHUNK - 1);
  return last >= 0xd800 && last < 0xdc00 ? CHUNK - 1 : CHUNK;
}
