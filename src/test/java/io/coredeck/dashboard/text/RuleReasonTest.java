package io.coredeck.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.ShellWords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the refusals of the rules that all programs share become for a person.
class RuleReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://host | the name of the channel is missing, as in redis://host/channel | Der Name"
            + " des Kanals fehlt, wie in redis://host/kanal",
        "http://host/lines | it must begin with redis://, as in redis://host/channel | Sie muss mit"
            + " redis:// beginnen, wie in redis://host/kanal",
        "redis://host:99999/lines | the port must be a number from 1 to 65535 | Der Port muss eine"
            + " Zahl von 1 bis 65535 sein",
        "redis:///lines | the host is missing, as in redis://host/channel | Der Host fehlt, wie in"
            + " redis://host/kanal",
        "redis://[1:2]/lines | what stands in brackets must be an IPv6 address | In den Klammern"
            + " muss eine IPv6-Adresse stehen",
        "redis://my host/lines | the host must be a name, an IPv4 address or an IPv6 address in"
            + " brackets | Der Host muss ein Name, eine IPv4-Adresse oder eine IPv6-Adresse in"
            + " eckigen Klammern sein",
      })
  void addresses_are_refused_in_the_language_of_the_reader(
      String url, String english, String german) {
    var refusal =
        catchThrowableOfType(IllegalArgumentException.class, () -> Endpoint.parseLog(url));
    assertThat(RuleReason.in(Language.ENGLISH, refusal)).isEqualTo(english);
    assertThat(RuleReason.in(Language.GERMAN, refusal)).isEqualTo(german);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sh -c 'echo | a quote ' is not closed | Ein Anführungszeichen ' ist nicht geschlossen",
        "sh -c \"echo | a quote \" is not closed | Ein Anführungszeichen \" ist nicht geschlossen",
        "echo \\ | the last character is a backslash | Das letzte Zeichen ist ein Backslash",
      })
  void commands_are_refused_in_the_language_of_the_reader(
      String command, String english, String german) {
    var refusal =
        catchThrowableOfType(IllegalArgumentException.class, () -> ShellWords.split(command));
    assertThat(RuleReason.in(Language.ENGLISH, refusal)).isEqualTo(english);
    assertThat(RuleReason.in(Language.GERMAN, refusal)).isEqualTo(german);
  }
}
