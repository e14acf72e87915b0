package io.coredeck.sdk.corex;

import io.coredeck.wire.JsonValue;
import java.util.List;

/// What comes out of a terminal.
public sealed interface TerminalEvent {

  /// Bytes for the screen, control sequences included.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Output(byte[] bytes) implements TerminalEvent {}

  /// What is shown is to be emptied and to get this size. The output that follows draws the screen
  /// as it is, then goes on.
  ///
  /// @param skipped bytes that were not shown as they were printed
  record Screen(int columns, int rows, long skipped) implements TerminalEvent {}

  /// The terminal has this size from this place in the output on.
  record Resized(int columns, int rows) implements TerminalEvent {}

  /// Input did not arrive: one only looks, or somebody else types.
  record Refused() implements TerminalEvent {}

  /// Who is at this terminal, whenever that changes.
  ///
  /// @param you one's own number
  /// @param answers whether one's terminal is the one that answers what programs ask it; the others
  ///   must not
  record People(long you, boolean answers, List<Person> people) implements TerminalEvent {

    public People {
      people = List.copyOf(people);
    }

    static People of(JsonValue from) {
      return new People(
          from.member("you").integer(),
          from.member("answers").flag(),
          from.member("people").items().stream().map(Person::of).toList());
    }
  }

  /// Somebody at this terminal.
  ///
  /// @param name may be empty
  /// @param types whether what this one types arrives
  /// @param watches whether this one only looks
  record Person(long id, String name, boolean types, boolean watches) {

    static Person of(JsonValue from) {
      return new Person(
          from.member("id").integer(),
          from.member("name").text(),
          from.member("types").flag(),
          from.member("watches").flag());
    }
  }

  /// The process has ended, and all it printed came before.
  record Ended(CorexProcess process) implements TerminalEvent {}
}
