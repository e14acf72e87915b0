package io.coredeck.corex.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised about reading and writing JSON.
class JsonTest {
  @Test
  void an_object_is_written_in_the_order_of_its_members() {
    var json =
        new JsonWriter()
            .member("text", "a")
            .member("number", 4_294_967_296L)
            .member("yes", true)
            .tenths("share", 31.04)
            .json("list", JsonWriter.array(List.of(1, 2), String::valueOf))
            .end();
    assertThat(json)
        .isEqualTo(
            "{\"text\":\"a\",\"number\":4294967296,\"yes\":true,\"share\":31.0,\"list\":[1,2]}");
  }

  @Test
  void no_text_can_leave_its_quotes_or_become_markup() {
    assertThat(JsonWriter.quoted("a\"b\\c\n\t\0\u001b<script>ü€😀"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\t\\u0000\\u001b\\u003cscript>ü€😀\"");
    assertThat(JsonWriter.quoted("\ud83d!")).isEqualTo("\"\\ud83d!\"");
  }

  @Test
  void what_is_written_can_be_read() {
    var odd = "\0\u0001\"\\/\b\f\n\r\t<>&'\u2028ü€😀";
    assertThat(JsonObject.parse(new JsonWriter().member("x", odd).end()).text("x")).contains(odd);
  }

  @Test
  void members_are_found_by_their_type() {
    var json =
        JsonObject.parse(
            " { \"a\" : 12 , \"b\":\"\\u00fc\\n\",\"c\":[\"x\",\"y\"],\"d\":null,\"e\":1.5,"
                + "\"f\":{\"g\":[]},\"h\":false, \"i\":[1], \"j\":-0 } ");
    assertThat(json.integer("a")).hasValue(12);
    assertThat(json.text("b")).contains("ü\n");
    assertThat(json.texts("c")).contains(List.of("x", "y"));
    assertThat(json.text("d")).isEmpty();
    assertThat(json.integer("e")).isEmpty();
    assertThat(json.text("a")).isEmpty();
    assertThat(json.texts("i")).isEmpty();
    assertThat(json.integer("j")).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{}x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":[1,]}",
        "{\"a\":tru}",
        "{\"a\":\"}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":-}"
      })
  void anything_else_is_refused_with_the_place(String text) {
    assertThatThrownBy(() -> JsonObject.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("JSON at character");
  }

  @Test
  void depth_is_bounded() {
    var deep = "{\"a\":".repeat(100_000);
    assertThatThrownBy(() -> JsonObject.parse(deep)).hasMessageContaining("at most 16 levels");
  }
}
