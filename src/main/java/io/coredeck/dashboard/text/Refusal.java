package io.coredeck.dashboard.text;

import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import io.coredeck.sdk.hub.HubException;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.regex.Pattern;

/// Why the explorer or the hub did not do what it was asked for, to be told to a person. Where they
/// run is in the log of the dashboard alone.
///
/// @param who was asked
/// @param said its own sentence, in English; empty if it gave none
public record Refusal(Who who, Kind kind, String said) {

  private static final System.Logger LOG = System.getLogger(Refusal.class.getName());
  private static final Texts TEXTS = Texts.of(Refusal.class);
  private static final Pattern PAUSE = Pattern.compile("wait (\\d{1,6}) s");

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int MEANWHILE = 412;
  private static final int TOO_MANY = 429;
  private static final int BROKEN_FROM = 500;

  /// Who was asked.
  public enum Who {
    EXPLORER,
    HUB
  }

  /// What kind of a refusal it is.
  public enum Kind {
    /// There was no answer.
    SILENT,
    /// What was asked for did not happen in time.
    LATE,
    /// The answer makes no sense.
    STRANGE,
    SIGNED_OUT,
    NOT_ALLOWED,
    GONE,
    TOO_OFTEN,
    /// Somebody else has changed it since it was looked at.
    MEANWHILE,
    /// The one who was asked is out of order.
    BROKEN,
    /// Any other no, with its reason.
    REFUSED;

    private boolean isFault() {
      return this == SILENT || this == STRANGE || this == BROKEN;
    }

    private String key() {
      return "refusal." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// What is said of an explorer that has not answered for long.
  public static final Refusal NO_ANSWER = new Refusal(Who.EXPLORER, Kind.SILENT, "");

  public static Refusal of(GridException e) {
    var kind =
        e.status() == GridException.NO_ANSWER
            ? e instanceof NoResultException
                ? Kind.LATE
                : e.isSilence() ? Kind.SILENT : Kind.STRANGE
            : kind(e.status());
    return new Refusal(Who.EXPLORER, kind, e.serverMessage());
  }

  public static Refusal of(HubException e) {
    var kind =
        switch (e.status()) {
          case HubException.NO_ANSWER -> Kind.SILENT;
          case MEANWHILE -> Kind.REFUSED; // a hub says so where there is an image of that name
          default -> kind(e.status());
        };
    return new Refusal(Who.HUB, kind, e.said());
  }

  private static Kind kind(int status) {
    return switch (status) {
      case UNAUTHORIZED -> Kind.SIGNED_OUT;
      case FORBIDDEN -> Kind.NOT_ALLOWED;
      case NOT_FOUND -> Kind.GONE;
      case MEANWHILE -> Kind.MEANWHILE;
      case TOO_MANY -> Kind.TOO_OFTEN;
      default -> status >= BROKEN_FROM ? Kind.BROKEN : Kind.REFUSED;
    };
  }

  /// The same; what whoever runs the grid has to know is written into the log.
  public static Refusal logged(GridException e) {
    return of(e).log(e);
  }

  /// The same; what whoever runs the grid has to know is written into the log.
  public static Refusal logged(HubException e) {
    return of(e).log(e);
  }

  private Refusal log(Exception e) {
    LOG.log(kind.isFault() ? Level.WARNING : Level.DEBUG, () -> String.valueOf(e.getMessage()));
    return this;
  }

  /// @return whole sentences for a person who wanted something done, in the language of the page
  public String text() {
    return text(Language.current());
  }

  /// @return the same in a language of one's choice
  public String text(Language language) {
    var pause = PAUSE.matcher(said);
    if (kind == Kind.TOO_OFTEN && pause.find()) {
      var seconds = Integer.parseInt(pause.group(1));
      return TEXTS.in(language, "refusal.too-often-wait", seconds);
    }
    var isSaid = !said.isBlank();
    return switch (kind) {
      case REFUSED, NOT_ALLOWED, GONE ->
          isSaid
              ? words(language, kind.key(), NodeReason.sentence(said.strip()))
              : words(language, kind.key() + "-unsaid", "");
      default -> words(language, kind.key(), "");
    };
  }

  /// @return the same for a person who only looks: it is asked again by itself
  public String whileAsked() {
    var language = Language.current();
    return switch (kind) {
      case SILENT, BROKEN -> words(language, kind.key() + "-asked", "");
      default -> text(language);
    };
  }

  private String words(Language language, String key, String reason) {
    var name = TEXTS.in(language, "refusal.by-" + who.name().toLowerCase(Locale.ROOT));
    return TEXTS.in(language, key, reason, name);
  }
}
