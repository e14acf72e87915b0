package io.coredeck.whole.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes pictures of pages small: 256 colours are enough for them, the edges of letters have the
/// rest.
final class FewColours {

  private static final int MOST = 256;

  /// So many of the most frequent colours stay what they are: surfaces, lines, texts.
  private static final int KEPT = 96;

  private static final int BITS = 8;
  private static final int MASK = 0xff;
  private static final int CHANNELS = 3;

  /// @param rgb a colour
  /// @param count of its pixels
  private record Colour(int rgb, long count) {

    int channel(int which) {
      return rgb >> (which * BITS) & MASK;
    }
  }

  private FewColours() {}

  /// @return the same picture in at most 256 colours
  static BufferedImage of(BufferedImage picture) {
    var counts = new HashMap<Integer, Long>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(picture.getRGB(x, y) & 0xffffff, 1L, Long::sum);
      }
    }
    var palette = palette(counts);
    var nearest = new HashMap<Integer, Integer>();
    var small =
        new BufferedImage(
            picture.getWidth(),
            picture.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            model(palette));
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        var rgb = picture.getRGB(x, y) & 0xffffff;
        var index = nearest.computeIfAbsent(rgb, it -> nearest(palette, it));
        small.getRaster().setSample(x, y, 0, index);
      }
    }
    return small;
  }

  private static List<Integer> palette(Map<Integer, Long> counts) {
    var all =
        counts.entrySet().stream()
            .map(one -> new Colour(one.getKey(), one.getValue()))
            .sorted(Comparator.comparingLong(Colour::count).reversed())
            .toList();
    var kept = all.size() <= MOST ? all : all.subList(0, KEPT);
    var palette = new ArrayList<>(kept.stream().map(Colour::rgb).toList());
    if (all.size() > MOST) {
      cut(all.subList(KEPT, all.size()), MOST - KEPT).forEach(box -> palette.add(mean(box)));
    }
    return palette;
  }

  /// Median cut: the box with most pixels times its longest side is cut in two, again and again.
  private static List<List<Colour>> cut(List<Colour> colours, int most) {
    var boxes = new ArrayList<List<Colour>>(List.of(colours));
    while (boxes.size() < most) {
      var largest =
          boxes.stream()
              .filter(box -> box.size() > 1)
              .max(Comparator.comparingDouble(box -> pixels(box) * range(box, longest(box))));
      if (largest.isEmpty()) {
        return boxes;
      }
      boxes.remove(largest.get());
      var channel = longest(largest.get());
      var sorted =
          largest.get().stream()
              .sorted(Comparator.comparingInt(one -> one.channel(channel)))
              .toList();
      var middle = middle(sorted);
      boxes.add(sorted.subList(0, middle));
      boxes.add(sorted.subList(middle, sorted.size()));
    }
    return boxes;
  }

  /// @return where half of the pixels are on either side; at least one colour is
  private static int middle(List<Colour> sorted) {
    var half = pixels(sorted) / 2;
    long before = 0;
    for (int i = 0; i < sorted.size() - 1; i++) {
      before += sorted.get(i).count();
      if (before >= half) {
        return i + 1;
      }
    }
    return sorted.size() - 1;
  }

  private static long pixels(List<Colour> box) {
    return box.stream().mapToLong(Colour::count).sum();
  }

  private static int longest(List<Colour> box) {
    var longest = 0;
    for (int channel = 1; channel < CHANNELS; channel++) {
      longest = range(box, channel) > range(box, longest) ? channel : longest;
    }
    return longest;
  }

  private static int range(List<Colour> box, int channel) {
    var values = box.stream().mapToInt(one -> one.channel(channel)).summaryStatistics();
    return values.getMax() - values.getMin();
  }

  private static int mean(List<Colour> box) {
    var rgb = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      var which = channel;
      var sum = box.stream().mapToLong(one -> one.count() * one.channel(which)).sum();
      rgb |= (int) (sum / pixels(box)) << (channel * BITS);
    }
    return rgb;
  }

  private static int nearest(List<Integer> palette, int rgb) {
    var best = 0;
    var least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.size(); i++) {
      var away = away(palette.get(i), rgb);
      if (away < least) {
        least = away;
        best = i;
      }
    }
    return best;
  }

  private static int away(int one, int other) {
    var sum = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      var step = (one >> (channel * BITS) & MASK) - (other >> (channel * BITS) & MASK);
      sum += step * step;
    }
    return sum;
  }

  private static IndexColorModel model(List<Integer> palette) {
    var colours = palette.stream().mapToInt(Integer::intValue).toArray();
    return new IndexColorModel(
        BITS, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
  }
}
