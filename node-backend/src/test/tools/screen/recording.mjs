// Recordings: a gzip of steps. "s" columns rows scrollback (16 bit each, first), "o" length (32 bit) bytes: output;
// "r" columns rows: resize; "c": a checkpoint.
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";

export function* steps(file) {
  const data = gunzipSync(readFileSync(file));
  for (let at = 0; at < data.length; ) {
    const kind = String.fromCharCode(data[at++]);
    if (kind === "s") {
      yield { kind, columns: data.readUInt16BE(at), rows: data.readUInt16BE(at + 2), scrollback: data.readUInt16BE(at + 4) };
      at += 6;
    } else if (kind === "o") {
      const length = data.readUInt32BE(at);
      yield { kind, bytes: new Uint8Array(data.subarray(at + 4, at + 4 + length)) };
      at += 4 + length;
    } else if (kind === "r") {
      yield { kind, columns: data.readUInt16BE(at), rows: data.readUInt16BE(at + 2) };
      at += 4;
    } else {
      yield { kind };
    }
  }
}

export function save(file, list) {
  const parts = list.map(({ kind, columns, rows, scrollback, bytes }) => {
    if (kind === "o") {
      const head = Buffer.alloc(5);
      head.write("o");
      head.writeUInt32BE(bytes.length, 1);
      return Buffer.concat([head, Buffer.from(bytes)]);
    }
    const numbers = { s: [columns, rows, scrollback], r: [columns, rows], c: [] }[kind];
    const part = Buffer.alloc(1 + 2 * numbers.length);
    part.write(kind);
    numbers.forEach((number, index) => part.writeUInt16BE(number, 1 + 2 * index));
    return part;
  });
  writeFileSync(file, gzipSync(Buffer.concat(parts), { level: 9 }));
}
