package io.coredeck.dashboard.compose.code;

import java.util.ArrayList;
import java.util.List;

/// What has changed between two texts, line by line: the longest lines in common stay.
public final class LineDiff {

  /// Longer texts are shown as one taken out and one put in.
  private static final int MOST_LINES = 2000;

  private LineDiff() {}

  /// What became of a line.
  public enum Kind {
    SAME,
    GONE,
    NEW
  }

  /// @param text of the line
  public record Line(Kind kind, String text) {}

  public static List<Line> of(String before, String after) {
    var old = before.lines().toList();
    var fresh = after.lines().toList();
    var result = new ArrayList<Line>();
    if (old.size() > MOST_LINES || fresh.size() > MOST_LINES) {
      old.forEach(line -> result.add(new Line(Kind.GONE, line)));
      fresh.forEach(line -> result.add(new Line(Kind.NEW, line)));
      return result;
    }
    var common = common(old, fresh);
    var i = 0;
    var j = 0;
    while (i < old.size() || j < fresh.size()) {
      if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
        result.add(new Line(Kind.SAME, old.get(i++)));
        j++;
      } else if (j == fresh.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        result.add(new Line(Kind.GONE, old.get(i++)));
      } else {
        result.add(new Line(Kind.NEW, fresh.get(j++)));
      }
    }
    return result;
  }

  /// @return how many lines two rests have in common, by where they begin
  private static int[][] common(List<String> old, List<String> fresh) {
    var common = new int[old.size() + 1][fresh.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = fresh.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(fresh.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
