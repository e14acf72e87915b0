package io.coredeck.dashboard.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Why a node did not do something, or no longer does it, in the reader's words.
///
/// What nodes say is read by programs too and is English. Their usual sentences are said here in
/// the reader's language; what is exact in others stays as it is, without the words of machines.
public final class NodeReason {

  /// Said of what no pool could pay, although no node ever heard of it.
  public static final String UNPAID = "its pool has not enough left";

  private static final Texts TEXTS = Texts.of(NodeReason.class);
  private static final long MIB_OF_GIB = 1024;

  /// Of a longer one the beginning is told, in units of UTF-16. An explorer of ours keeps no more.
  private static final int LONGEST = 4096;

  private static final String ELLIPSIS = "…";
  private static final String GIVEN_UP = "deleting container due to so many crashes";

  // What stands in them may be chosen by people and other nodes: numbers have a longest length, and
  // the time it takes grows with the length of a sentence, not with its square.
  private static final List<Usual> USUAL =
      List.of(
          new Usual("no-image", "fail to download flist: 404.*"),
          new Usual("image-url", "fail to download flist: its URL is \"(.*)\"; it must be .*"),
          new Usual("hub-away", "fail to download flist: (\\S+): cannot be reached: (.*)"),
          new Usual("image-late", "fail to download flist: (\\S+): not there within (\\d+) .*"),
          new Usual("image-refused", "fail to download flist: (\\d{3}.*)"),
          new Usual("image", "fail to download flist: (.*)"),
          new Usual("no-network", "network ID cannot be empty"),
          new Usual("no-address", "missing container IP address"),
          new Usual("no-image-asked", "missing flist url"),
          new Usual("no-cpu", "cannot create a container with 0 CPU allocated"),
          new Usual("least-memory", "amount of memory allocated .* \\((?<mib1>\\d{1,12}) asked\\)"),
          new Usual(
              "memory",
              "not enough free resources.*\\((?<mib1>\\d{1,12}) MiB asked, (?<mib2>\\d{1,12}) MiB"
                  + " free.*"),
          new Usual("cpu", "asked (\\d+) CRU while only (\\d+) are available"),
          new Usual(
              "storage",
              "[^;\\s]+ asks for (?<mib1>\\d{1,12}) MiB, but the whole storage of this node holds"
                  + " (?<mib2>\\d{1,12}) MiB;.*"),
          new Usual("taken", "IP address (\\S+) of network (\\S+) is taken by (\\S+);.*"),
          new Usual("network-missing", "network (\\S+) is not installed on this node"),
          new Usual("crashes-memory", GIVEN_UP + ": .* ran out of memory .*"),
          new Usual("crashes-signal", GIVEN_UP + ": .* by signal (\\d{1,6})"),
          new Usual("crashes-status", GIVEN_UP + ": .* exit status (\\d{1,6})"),
          new Usual("crashes", GIVEN_UP + ".*"),
          new Usual("unpaid", UNPAID),
          new Usual("no-port", "the node has a network at each of its UDP ports .*"),
          new Usual("fault", "this node failed unexpectedly; .*"));

  private NodeReason() {}

  /// A sentence nodes say often.
  ///
  /// @param key of the words for it; they get its groups and then the node
  private record Usual(String key, Pattern said) {

    Usual(String key, String said) {
      this(key, Pattern.compile(said, Pattern.DOTALL));
    }

    String in(Language language, MatchResult found, String node) {
      var amounts = amounts(found, language);
      var values = new ArrayList<Object>();
      IntStream.rangeClosed(1, found.groupCount())
          .mapToObj(i -> amounts.getOrDefault(i, found.group(i)))
          .forEach(values::add);
      values.add(node);
      return TEXTS.in(language, "node." + key, values.toArray());
    }
  }

  /// Those of which one is too large for the other are said so that this can be seen.
  ///
  /// @return texts of the groups that are amounts of MiB
  private static Map<Integer, String> amounts(MatchResult found, Language language) {
    var counts =
        found.namedGroups().values().stream()
            .collect(Collectors.toMap(group -> group, group -> Long.valueOf(found.group(group))));
    var different = Set.copyOf(counts.values());
    var rounded = different.stream().map(count -> rounded(count, language)).distinct().count();
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one ->
                    rounded == different.size()
                        ? rounded(one.getValue(), language)
                        : exact(one.getValue(), language)));
  }

  private static String rounded(long mebibytes, Language language) {
    return mebibytes < MIB_OF_GIB
        ? exact(mebibytes, language)
        : Numbers.decimal((double) mebibytes / MIB_OF_GIB, 1, language) + " GiB";
  }

  private static String exact(long mebibytes, Language language) {
    return Numbers.decimal((double) mebibytes, 0, language) + " MiB";
  }

  /// @param said by the node; may be empty
  /// @return whole sentences in the language of the current page
  public static String of(String said) {
    return in(Language.current(), said);
  }

  /// @param node what people call the node that said it
  /// @return the same
  public static String of(String said, String node) {
    return in(Language.current(), said, node);
  }

  /// @return the same in a language of one's choice
  public static String in(Language language, String said) {
    return in(language, said, TEXTS.in(language, "node.its"));
  }

  private static String in(Language language, String said, String node) {
    var bare = bare(shortened(said.strip()));
    if (bare.isEmpty()) {
      return TEXTS.in(language, "node.unsaid");
    }
    for (var usual : USUAL) {
      var found = usual.said().matcher(bare);
      if (found.matches()) {
        return usual.in(language, found.toMatchResult(), node);
      }
    }
    return TEXTS.in(language, "node.other", sentence(plain(bare, node)));
  }

  private static String shortened(String said) {
    if (said.length() <= LONGEST) {
      return said;
    }
    var isSplit = Character.isHighSurrogate(said.charAt(LONGEST - 2));
    return said.substring(0, isSplit ? LONGEST - 2 : LONGEST - 1) + ELLIPSIS;
  }

  private static String bare(String said) {
    return said.replaceFirst(
        "^(container provision schema not valid|failed to apply provision"
            + "|error (re)?starting container): ",
        "");
  }

  private static String plain(String said, String node) {
    return said.replaceAll("\\bthis node\\b", Matcher.quoteReplacement(node))
        .replaceAll("(?<![.\\w/])flist(s?)\\b", "image$1")
        .replaceAll("(?<![.\\w/])workload(s?)\\b", "container$1")
        .replaceAll("\\bgwid\\b", "number");
  }

  /// @param text not empty
  /// @return with a capital letter and a full stop; names of images and files stay as they are
  public static String sentence(String text) {
    var isWord = text.split(" ", 2)[0].chars().allMatch(Character::isLetter);
    var begun = isWord ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    return begun.endsWith(".") || begun.endsWith(ELLIPSIS) ? begun : begun + ".";
  }
}
