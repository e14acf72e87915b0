package io.coredeck.corex.wire;

import io.coredeck.corex.audience.AudienceView;

/// Who looks at a terminal, as JSON. What stands for a person is told to nobody: who knew it could
/// say it is that person.
final class PeopleJson {
  private PeopleJson() {}

  /// @param json the event, begun
  /// @param reader seat of the one who is told
  static JsonWriter people(JsonWriter json, AudienceView view, long reader, boolean answers) {
    var self =
        view.people().stream()
            .filter(person -> person.seat() == reader)
            .map(AudienceView.Person::person)
            .findFirst()
            .orElse("");
    json.member("you", reader);
    view.driver().ifPresent(driver -> json.member("driver", driver));
    return json.member("typing", view.everybodyTypes() ? "all" : "one")
        .member("size", view.policy().word())
        .member("answers", answers)
        .json("people", JsonWriter.array(view.people(), person -> person(person, self)));
  }

  private static String person(AudienceView.Person person, String self) {
    var json =
        new JsonWriter()
            .member("id", person.seat())
            .member("name", person.name())
            .member("mine", person.person().equals(self))
            .member("types", person.mayType())
            .member("watches", person.watches())
            .member("program", person.free());
    person
        .size()
        .ifPresent(size -> json.member("columns", size.columns()).member("rows", size.rows()));
    json.member("since", person.since().toString());
    person.asksSince().ifPresent(since -> json.member("asks", since.toString()));
    return json.end();
  }
}
