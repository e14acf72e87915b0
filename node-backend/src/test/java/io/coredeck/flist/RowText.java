package io.coredeck.flist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// A row in one common form, from our decoder and from the two forms of the `capnp` tool: JSON,
/// and, if a name is not UTF-8, its text form. Texts and data are hex; what is empty is left out.
final class RowText {
  private static final Set<String> NUMBERS =
      Set.of("size", "uid", "gid", "mode", "id", "blockSize", "modificationTime", "creationTime");

  private RowText() {}

  static String of(Row.Directory row) {
    var tree = new TreeMap<String, Object>();
    put(tree, "name", hex(row.name().bytes()));
    put(tree, "location", hex(row.location().bytes()));
    put(tree, "contents", row.contents().stream().map(RowText::inode).toList());
    put(tree, "parent", hex(row.parent().getBytes(UTF_8)));
    put(tree, "size", Long.toString(row.size()));
    put(tree, "aclkey", hex(row.accessKey().getBytes(UTF_8)));
    put(tree, "modificationTime", Long.toString(row.modified()));
    put(tree, "creationTime", Long.toString(row.changed()));
    return tree.toString();
  }

  static String of(Access row) {
    var tree = new TreeMap<String, Object>();
    put(tree, "uname", hex(row.user().getBytes(UTF_8)));
    put(tree, "gname", hex(row.group().getBytes(UTF_8)));
    put(tree, "mode", Integer.toString(row.mode()));
    put(tree, "id", "0");
    put(tree, "uid", Long.toString(row.uid()));
    put(tree, "gid", Long.toString(row.gid()));
    return tree.toString();
  }

  static String of(JsonNode decoded) {
    return decoded.isString()
        ? new Parser(decoded.stringValue()).parse()
        : json("", decoded).toString();
  }

  private static Object inode(Row.Inode row) {
    var tree = new TreeMap<String, Object>();
    put(tree, "name", hex(row.name().bytes()));
    put(tree, "size", Long.toString(row.size()));
    put(tree, "attributes", content(row.content()));
    put(tree, "aclkey", hex(row.accessKey().getBytes(UTF_8)));
    put(tree, "modificationTime", Long.toString(row.modified()));
    put(tree, "creationTime", Long.toString(row.changed()));
    return tree;
  }

  private static Object content(Content content) {
    var tree = new TreeMap<String, Object>();
    var kind =
        switch (content) {
          case Content.Folder(var key) -> {
            put(tree, "key", hex(key.getBytes(UTF_8)));
            yield "dir";
          }
          case Content.File file -> {
            put(tree, "blockSize", Integer.toString(file.pieceSize() / 4096));
            put(tree, "blocks", file.blocks().stream().map(RowText::block).toList());
            yield "file";
          }
          case Content.Link(var target) -> {
            put(tree, "target", hex(target.bytes()));
            yield "link";
          }
          case Content.Special(var special, var data) -> {
            put(tree, "type", name(special));
            put(tree, "data", hex(data.getBytes(ISO_8859_1)));
            yield "special";
          }
        };
    return new TreeMap<>(Map.of(kind, tree));
  }

  private static String name(Content.SpecialKind kind) {
    return switch (kind) {
      case CHARACTER_DEVICE -> "chardev";
      case FIFO -> "fifopipe";
      default -> kind.name().toLowerCase(Locale.ROOT).replace("_device", "");
    };
  }

  private static Object block(io.coredeck.flist.block.BlockRef ref) {
    var tree = new TreeMap<String, Object>();
    put(tree, "hash", hex(ref.hash().bytes()));
    put(tree, "key", hex(ref.key().bytes()));
    return tree;
  }

  private static Object json(String field, JsonNode node) {
    if (node.isObject()) {
      var tree = new TreeMap<String, Object>();
      node.properties().forEach(p -> put(tree, p.getKey(), json(p.getKey(), p.getValue())));
      return tree;
    }
    if (node.isArray() && !node.isEmpty() && node.get(0).isNumber()) {
      var bytes = new ByteArrayOutputStream();
      node.forEach(number -> bytes.write(number.intValue()));
      return hex(bytes.toByteArray());
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(item -> json(field, item))
          .toList();
    }
    var asItIs = NUMBERS.contains(field) || field.equals("type");
    return asItIs ? node.asString() : hex(node.stringValue().getBytes(UTF_8));
  }

  private static void put(Map<String, Object> tree, String field, Object value) {
    var empty = value.equals("") || value.equals(List.of());
    if (!empty) {
      tree.put(field, value);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /// `(field = value, …)`, `[value, …]`, `"text"`, `0x"data"` and bare words.
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    String parse() {
      return value().toString();
    }

    private Object value() {
      return switch (text.charAt(at)) {
        case '(' -> struct();
        case '[' -> list();
        case '"' -> string();
        default -> word();
      };
    }

    private Object struct() {
      var tree = new TreeMap<String, Object>();
      for (at++; text.charAt(at) != ')'; skip(", ")) {
        var field = word();
        skip(" = ");
        put(tree, field, value());
      }
      at++;
      return tree;
    }

    private Object list() {
      var list = new ArrayList<Object>();
      for (at++; text.charAt(at) != ']'; skip(", ")) {
        list.add(value());
      }
      at++;
      return list;
    }

    private String word() {
      var start = at;
      while (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-') {
        at++;
      }
      return text.substring(start, at);
    }

    private String string() {
      var bytes = new ByteArrayOutputStream();
      for (at++; text.charAt(at) != '"'; ) {
        var code = text.codePointAt(at);
        at += Character.charCount(code);
        if (code == '\\') {
          bytes.write(escape());
        } else {
          bytes.writeBytes(Character.toString(code).getBytes(UTF_8));
        }
      }
      at++;
      return hex(bytes.toByteArray());
    }

    private int escape() {
      var kind = text.charAt(at++);
      var simple = "abfnrtv'\"\\".indexOf(kind);
      if (simple >= 0) {
        return "\u0007\b\f\n\r\t\u000b'\"\\".charAt(simple);
      }
      var digits = kind == 'x' ? 2 : 3;
      var start = kind == 'x' ? at : at - 1;
      at = start + digits;
      return Integer.parseInt(text.substring(start, at), kind == 'x' ? 16 : 8);
    }

    private void skip(String expected) {
      if (text.startsWith(expected, at)) {
        at += expected.length();
      }
    }
  }
}
