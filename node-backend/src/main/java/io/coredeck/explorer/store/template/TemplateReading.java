package io.coredeck.explorer.store.template;

import io.coredeck.model.draft.Template;
import java.util.List;
import java.util.Optional;

/// What there is to begin workloads with. What people call an owner is not known here.
public interface TemplateReading {

  /// @return empty if there is none of that number
  Optional<Template> get(long id);

  /// @return whether that user has another one of that name
  boolean isTaken(long tid, String name, long besides);

  /// @return those of a user and all that are shared, by name, without variables and drafts
  List<Template> seenBy(long tid);

  /// @return how many a user has
  long countOf(long tid);

  /// @return how many are shared
  long countShared();
}
