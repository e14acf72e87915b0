package io.coredeck.dashboard.compose.draft;

import io.coredeck.dashboard.text.Texts;
import java.util.regex.Pattern;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/// The two ways a draft is written as text. A text that is read and written again keeps every
/// member, known or not, and their order; comments are not kept.
public enum DraftFormat {
  JSON("JSON", "json"),
  YAML("YAML", "yaml");

  /// Longest text read, in characters; a reservation may have 1 MiB.
  static final int LONGEST_TEXT = 1 << 20;

  private static final TokenStreamFactory JSON_IN =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final TokenStreamFactory YAML_IN =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final YAMLMapper YAML_OUT =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                  .disable(YAMLWriteFeature.SPLIT_LINES)
                  .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                  .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .stringQuotingChecker(new PlainWords())
                  .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                  .build())
          .build();

  /// A text that was understood.
  ///
  /// @param draft what it says
  /// @param places where it says that
  public record Read(Draft draft, Places places) {}

  private final String title;
  private final String word;

  DraftFormat(String title, String word) {
    this.title = title;
    this.word = word;
  }

  /// @return what a person calls it
  public String title() {
    return title;
  }

  /// @return what the editor calls it, also the end of a file's name
  public String word() {
    return word;
  }

  /// @return the draft as text; in place of a secret's value stands {@link Draft#HIDDEN}
  public String print(Draft draft) {
    return switch (this) {
      case JSON -> JsonLayout.print(draft.members());
      case YAML -> YAML_OUT.writeValueAsString(draft.members()).stripTrailing();
    };
  }

  /// Reads a text. Secrets that it hides are those of the draft before it; secrets that it shows
  /// are taken and hidden from then on.
  ///
  /// @param before what was there until now
  /// @throws DraftTextException if the text is something else; it names the line
  public Read parse(String text, Draft before) throws DraftTextException {
    if (text.length() > LONGEST_TEXT) {
      throw new DraftTextException(Places.START, Texts.of(DraftFormat.class).get("too-long"));
    }
    var reader = new TextReader(this == YAML ? YAML_IN : JSON_IN, this == YAML);
    var members = reader.read(text);
    DraftShape.check(members, reader.places(), reader.bare());
    return new Read(Draft.of(members, before), reader.places());
  }

  /// Which texts stand in YAML without quotes: plain words, paths and URLs. Everything that some
  /// reader could take for something else is quoted.
  private static final class PlainWords extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;

    private static final Pattern PLAIN =
        Pattern.compile("[A-Za-z/][A-Za-z0-9_./@-]*(://?[A-Za-z0-9_./@:-]*[A-Za-z0-9_/])?");

    @Override
    public boolean needToQuoteName(String name) {
      return isReservedKeyword(name) || !PLAIN.matcher(name).matches();
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return isReservedKeyword(value)
          || !(PLAIN.matcher(value).matches() || value.indexOf('\n') >= 0);
    }
  }
}
