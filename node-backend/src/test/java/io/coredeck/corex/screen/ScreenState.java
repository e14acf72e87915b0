package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Charsets;
import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.cell.Styles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All that is seen of a screen or will be, in the form in which
/// `src/test/tools/screen/terminal.mjs` writes it for xterm.js.
///
/// Both leave out what nobody sees and no bytes bring back: attributes of empty cells but those
/// that show, halves of wide characters that lost the other one, underlines without a shape, a
/// saved cursor below the screen, and its underline.
final class ScreenState {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> STYLES =
      List.of(
          "none none",
          "block true",
          "block false",
          "underline true",
          "underline false",
          "bar true",
          "bar false");

  private final Screen screen;
  private final Styles styles;

  private ScreenState(Screen screen) {
    this.screen = screen;
    styles = screen.styles;
  }

  static ObjectNode of(Screen screen) {
    return new ScreenState(screen).state();
  }

  /// @return what differs: where, what is expected, what is
  static List<String> differences(JsonNode expected, JsonNode actual) {
    var found = new ArrayList<String>();
    compare("", expected, actual, found);
    return found;
  }

  private static void compare(String path, JsonNode expected, JsonNode actual, List<String> found) {
    if (expected.isObject() && actual.isObject()) {
      for (var name : names(expected, actual)) {
        compare(path + "." + name, expected.path(name), actual.path(name), found);
      }
    } else if (path.endsWith(".rows") && expected.size() == actual.size()) {
      for (var index = 0; index < expected.size(); index++) {
        compare(path + "[" + index + "]", expected.get(index), actual.get(index), found);
      }
    } else if (!expected.equals(actual)) {
      found.add(path + ": expected " + expected + " but was " + actual);
    }
  }

  private static Set<String> names(JsonNode first, JsonNode second) {
    var names = new TreeSet<>(first.propertyNames());
    names.addAll(second.propertyNames());
    return names;
  }

  private ObjectNode state() {
    var page = screen.page;
    var pen = screen.pen;
    var state = JSON.createObjectNode();
    state.put("columns", screen.columns()).put("height", screen.rows());
    state.put("alternate", screen.isAlternate()).put("x", page.x).put("y", page.y);
    state.put("title", screen.title());
    state.set("main", page(screen.main));
    state.set("other", page(screen.alternate));
    state.set("modes", modes());
    var shapeless = isShapeless(pen.back(), pen.line(), pen.link());
    state
        .putArray("pen")
        .add(shapeless ? pen.fore() & ~Styles.UNDERLINE : pen.fore())
        .add(shapeless ? pen.back() & ~Styles.EXTENDED : pen.back())
        .add(penLine())
        .add(pen.link());
    state.put("charsets", charsets());
    return state;
  }

  private int penLine() {
    var hasShape = (screen.pen.fore() & Styles.UNDERLINE) != 0;
    return !hasShape ? screen.pen.line() & Styles.COLOUR : screen.pen.line();
  }

  private String charsets() {
    var charsets = screen.charsets;
    var text = new StringBuilder().append(letter(charsets.inUse())).append(charsets.slot());
    for (var slot = 0; slot < Charsets.SLOTS; slot++) {
      text.append(letter(charsets.set(slot)));
    }
    return text.toString();
  }

  /// @return of several names of one set the same
  private static char letter(char set) {
    return switch (set) {
      case '5' -> 'C';
      case '6' -> 'E';
      case '7' -> 'H';
      default -> set;
    };
  }

  private ObjectNode modes() {
    var modes = screen.modes;
    var node = JSON.createObjectNode();
    node.put("insert", modes.insert).put("newLine", modes.newLine);
    node.put("applicationCursor", modes.applicationCursor);
    node.put("applicationKeypad", modes.applicationKeypad);
    node.put("origin", modes.origin).put("wraparound", modes.wraparound);
    node.put("reverseWraparound", modes.reverseWraparound).put("blink", modes.blink);
    node.put("focus", modes.focus).put("paste", modes.paste);
    node.put("synchronizedOutput", modes.synchronizedOutput);
    node.put("cursorHidden", modes.cursorHidden);
    node.put("mouse", modes.mouse).put("mouseForm", modes.mouseForm);
    return node.put("cursorStyle", STYLES.get(modes.cursorStyle));
  }

  private ObjectNode page(Page page) {
    var node = JSON.createObjectNode();
    node.put("history", page.history.size());
    var rows = node.putArray("rows");
    var printer = Screen.ofOneRow(page.columns, styles);
    page.history.forEach(
        (bytes, from, to, mark) -> rows.add(row(historyRow(printer, bytes, from, to, mark))));
    Arrays.stream(page.rows).forEach(row -> rows.add(row(row)));
    node.put("top", page.top).put("bottom", page.bottom);
    var tabs = node.putArray("tabs");
    page.tabs.stream().filter(column -> column < page.columns).forEach(tabs::add);
    node.putArray("saved")
        .add(Math.min(page.columns - 1, page.savedX))
        .add(Math.clamp(page.savedRow - page.history.size(), 0, page.height() - 1))
        .add(page.savedFore & ~Styles.UNDERLINE)
        .add(page.savedBack & ~Styles.EXTENDED)
        .add(Character.toString(letter(page.savedCharset)));
    return node;
  }

  private static Row historyRow(Screen printer, byte[] bytes, int from, int to, int mark) {
    var row = printer.printRow(bytes, from, to);
    row.setWrapped(RowMark.isWrapped(mark));
    return row;
  }

  private ArrayNode row(Row row) {
    var text = new StringBuilder();
    var runs = JSON.createArrayNode();
    var end = row.end(screen.columns());
    while (end > 0
        && cell(row, end - 1).equals("\u0000")
        && style(row, end - 1) == Styles.DEFAULT) {
      end--;
    }
    var from = 0;
    for (var column = 0; column < end; column++) {
      text.append(cell(row, column));
      if (column + 1 == end || style(row, column + 1) != style(row, column)) {
        runs.add(run(column + 1 - from, style(row, column)));
        from = column + 1;
      }
    }
    var plain = runs.size() == 1 && style(row, 0) == Styles.DEFAULT;
    var node = JSON.createArrayNode();
    return node.add(row.isWrapped() ? 1 : 0)
        .add(text.toString())
        .add(plain ? JSON.createArrayNode() : runs);
  }

  private int style(Row row, int column) {
    var style = row.style(column);
    var back = styles.back(style);
    if (row.isEmpty(column) && !isSecondHalf(row, column) && !styles.showsOnEmpty(style)) {
      return styles.of(0, back & Styles.COLOUR, 0, "");
    }
    if (isShapeless(back, styles.line(style), styles.link(style))) {
      return styles.of(styles.fore(style) & ~Styles.UNDERLINE, back & ~Styles.EXTENDED, 0, "");
    }
    return style;
  }

  private static boolean isShapeless(int back, int line, String link) {
    return (back & Styles.EXTENDED) != 0 && line >> Styles.SHAPE_SHIFT == 0 && link.isEmpty();
  }

  private static boolean isSecondHalf(Row row, int column) {
    return row.isTail(column) && column > 0 && row.isWide(column - 1);
  }

  private ArrayNode run(int cells, int style) {
    var run = JSON.createArrayNode().add(cells).add(styles.fore(style)).add(styles.back(style));
    return run.add(styles.line(style)).add(styles.link(style));
  }

  private String cell(Row row, int column) {
    if (isSecondHalf(row, column)) {
      return "\u0001";
    }
    if (row.isEmpty(column)) {
      return styles.showsOnEmpty(row.style(column)) ? " " : "\u0000";
    }
    var text = row.cluster(column);
    return text.codePointCount(0, text.length()) == 1 ? text : "\u0002" + text + "\u0003";
  }
}
