export interface Piece {
  text: string;
  hit: boolean;
}

/** Cuts a text where it matches: `hits` holds the begin and the end of each match, in order. */
export function pieces(text: string, hits: readonly number[]): Piece[] {
  const all: Piece[] = [];
  let at = 0;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const begin = Math.max(at, hits[i] ?? 0);
    const end = Math.min(text.length, hits[i + 1] ?? 0);
    if (begin < end) {
      all.push({ text: text.slice(at, begin), hit: false }, { text: text.slice(begin, end), hit: true });
      at = end;
    }
  }
  all.push({ text: text.slice(at), hit: false });
  return all.filter((piece) => piece.text !== "");
}
