package io.coredeck.wire.draft;

import io.coredeck.model.draft.Template;
import io.coredeck.model.draft.Template.Variable;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages about templates. What reads throws {@link io.coredeck.wire.WireException} if the
/// text is not what it should be.
public final class TemplateMessages {

  private TemplateMessages() {}

  public static Template template(String text) {
    return read(Json.tree(text));
  }

  public static List<Template> templates(String text) {
    return Json.tree(text).items().stream().map(TemplateMessages::read).toList();
  }

  private static Template read(JsonValue from) {
    var draft = from.member("draft");
    return new Template(
        from.member("id").integer(),
        from.member("tid").integer(),
        from.member("owner").text(),
        from.member("name").text(),
        from.member("description").text(),
        from.member("shared").flag(),
        from.member("changed").timestamp(),
        from.member("kind").text(),
        from.member("image").text(),
        variables(from.member("variables")),
        draft.isPresent() ? draft.json() : "");
  }

  private static List<Variable> variables(JsonValue from) {
    return from.items().stream()
        .map(one ->
            new Variable(
                one.member("name").text(),
                one.member("default").json(),
                one.member("description").text()))
        .toList();
  }

  public static String write(Template template) {
    return Json.writeTree(members(template, true));
  }

  /// @return without variables and drafts
  public static String write(List<Template> templates) {
    return Json.writeTree(templates.stream().map(one -> members(one, false)).toList());
  }

  private static Map<String, Object> members(Template from, boolean isWhole) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", from.id());
    to.put("tid", from.tid());
    to.put("owner", from.owner());
    to.put("name", from.name());
    to.put("description", from.description());
    to.put("shared", from.isShared());
    to.put("changed", from.changed());
    to.put("kind", from.kind());
    to.put("image", from.image());
    if (isWhole) {
      to.putAll(content(from));
    }
    return to;
  }

  private static Map<String, Object> content(Template from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("variables", from.variables().stream().map(TemplateMessages::write).toList());
    to.put("draft", Json.tree(from.draftJson()));
    return to;
  }

  /// @return what is wanted, as the explorer is asked for it
  public static String writeWish(Template from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("name", from.name());
    to.put("description", from.description());
    to.put("shared", from.isShared());
    to.putAll(content(from));
    return Json.writeTree(to);
  }

  /// @return variables and draft, to be kept: {@link #withContent}
  public static String writeContent(Template from) {
    return Json.writeTree(content(from));
  }

  /// @param content as {@link #writeContent} gives it
  /// @return the template with it
  public static Template withContent(Template listed, String content) {
    var whole = template(content);
    return new Template(
        listed.id(),
        listed.tid(),
        listed.owner(),
        listed.name(),
        listed.description(),
        listed.isShared(),
        listed.changed(),
        listed.kind(),
        listed.image(),
        whole.variables(),
        whole.draftJson());
  }

  private static Map<String, Object> write(Variable from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("name", from.name());
    to.put("default", Json.tree(from.usual()));
    to.put("description", from.description());
    return to;
  }
}
