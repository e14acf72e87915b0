/** How grave a line is. A line that does not say counts as INFO where lines are filtered. */
export const Level = { NONE: 0, TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 } as const;
export type Level = (typeof Level)[keyof typeof Level];

export const LEVEL_NAMES = ["", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;

/** What a line says of itself: its level, and how many characters at its start say nothing else. */
export interface Judged {
  level: Level;
  cut: number;
}

/** A level is looked for in so many characters of a line. */
const HEAD = 200;

const WORDS: Readonly<Record<string, Level>> = {
  trace: Level.TRACE,
  trc: Level.TRACE,
  verbose: Level.TRACE,
  finest: Level.TRACE,
  finer: Level.TRACE,
  debug: Level.DEBUG,
  dbg: Level.DEBUG,
  dbug: Level.DEBUG,
  fine: Level.DEBUG,
  info: Level.INFO,
  inf: Level.INFO,
  information: Level.INFO,
  notice: Level.INFO,
  log: Level.INFO,
  config: Level.INFO,
  warn: Level.WARN,
  wrn: Level.WARN,
  warning: Level.WARN,
  error: Level.ERROR,
  err: Level.ERROR,
  eror: Level.ERROR,
  severe: Level.ERROR,
  fatal: Level.FATAL,
  ftl: Level.FATAL,
  critical: Level.FATAL,
  crit: Level.FATAL,
  panic: Level.FATAL,
  alert: Level.FATAL,
  emerg: Level.FATAL,
  emergency: Level.FATAL,
};

const NAMES = Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join("|");

const IN_JSON = /"(?:level|severity|lvl|loglevel|levelname|log\.level|@l)"\s*:\s*(?:"([A-Za-z]+)"|(\d+))/i;
const IN_LOGFMT = /(?:^|\s)(?:level|lvl|severity|loglevel)=(?:"?)([A-Za-z]+)/i;
/** klog and glog: E0521 12:44:07.000 … */
const KLOG = /^([TDIWEF])\d{4}(?:\s|$)/;
/** Android, Serilog's short form and the like: [12:44:07 INF], I/tag:, (E) … */
const SYSLOG = /^<([0-7])>/;
const AT_START = new RegExp(`^[\\[(<|]?(${NAMES})[\\])>|]?(?::|\\s|$)[\\s:|-]*`, "i");
const UPPER = new RegExp(`(?:^|[\\s\\[(<|:"'/.])(${NAMES.toUpperCase()})(?=$|[\\s\\])>|:;,"'/])`);
const MARKED = new RegExp(`(?:[\\[(<|]\\s*(?:[\\w:.-]+\\s+)?(${NAMES})\\s*[\\])>|])|(?:^|\\s)(${NAMES}):(?=\\s|$)`, "i");
const COMPILER = /^(?:error|warning)(?:\[[A-Z]\d{4}\])?:|: (?:fatal )?(?:error|warning)(?: [A-Z]+\d+)?: /;
const BROKEN = /^(?:Traceback \(most recent call last\)|Exception in thread|Uncaught |Unhandled |panic: |Segmentation fault|thread '.*' panicked|fatal error: )/;

/** Bunyan and Pino number their levels by tens, syslog from 0, the gravest. */
function numbered(number: number): Level {
  if (number >= 10) {
    return Math.min(6, Math.max(1, Math.floor(number / 10))) as Level;
  }
  return number <= 2 ? Level.FATAL : number === 3 ? Level.ERROR : number === 4 ? Level.WARN : number <= 6 ? Level.INFO : Level.DEBUG;
}

function worded(word: string): Level {
  return WORDS[word.toLowerCase()] ?? Level.NONE;
}

/** @param text without colours and control characters */
export function judge(text: string): Judged {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text;
  if (head.startsWith("{")) {
    return { level: ofJson(text), cut: 0 };
  }
  const start = AT_START.exec(head);
  if (start !== null && (isLoud(head, start[1]!) || start[0].length < head.length)) {
    const isSentence = !/[\])>|:]/.test(start[0]) && start[1]! !== start[1]!.toUpperCase();
    if (!isSentence) {
      return { level: worded(start[1]!), cut: start[0].length < text.length ? start[0].length : 0 };
    }
  }
  return { level: within(head), cut: 0 };
}

function isLoud(head: string, word: string): boolean {
  return head.startsWith(word.toUpperCase());
}

function ofJson(text: string): Level {
  const found = IN_JSON.exec(text.length > 2000 ? text.slice(0, 2000) : text);
  return found === null ? Level.NONE : found[1] !== undefined ? worded(found[1]) : numbered(Number(found[2]));
}

const KLOG_LEVELS: Readonly<Record<string, Level>> = { T: 1, D: 2, I: 3, W: 4, E: 5, F: 6 };

function within(head: string): Level {
  const logfmt = IN_LOGFMT.exec(head);
  if (logfmt !== null) {
    return worded(logfmt[1]!);
  }
  const klog = KLOG.exec(head);
  if (klog !== null) {
    return KLOG_LEVELS[klog[1]!] ?? Level.NONE;
  }
  const syslog = SYSLOG.exec(head);
  if (syslog !== null) {
    return numbered(Number(syslog[1]));
  }
  const upper = UPPER.exec(head);
  if (upper !== null) {
    return worded(upper[1]!);
  }
  const marked = MARKED.exec(head);
  if (marked !== null) {
    return worded((marked[1] ?? marked[2])!);
  }
  if (COMPILER.test(head)) {
    return /warning/.test(head) ? Level.WARN : Level.ERROR;
  }
  return BROKEN.test(head) ? Level.ERROR : Level.NONE;
}

const CONTINUES = /^(?:\s+\S|Caused by: |Suppressed: |(?:[\w$]+\.)*[\w$]*(?:Exception|Error)(?::|$)|goroutine \d+ \[)/;

/** Whether a line that says no level belongs to the one before it, as the lines of a stack trace do. */
export function continues(text: string): boolean {
  return CONTINUES.test(text);
}
