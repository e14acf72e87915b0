package io.coredeck.explorer.store.template;

import io.coredeck.model.draft.Template;

/// What there is to begin workloads with, to be changed.
public interface TemplateWriting extends TemplateReading {

  /// @param template its number is ignored
  /// @return the same with its number
  Template add(Template template);

  /// Replaces a template.
  void put(Template template);

  void remove(long id);

  /// Forgets those of a user that are not shared.
  void removePrivateOf(long tid);
}
