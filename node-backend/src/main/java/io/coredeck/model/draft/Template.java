package io.coredeck.model.draft;

import java.util.List;

/// Something to begin a workload with, kept by the explorer: its own user's, or everybody's.
///
/// @param id given by the explorer, from 1; 0 before
/// @param tid whose it is
/// @param owner what people call its owner; empty before the explorer says it
/// @param name unique among its owner's
/// @param description one line, or empty
/// @param isShared whether everybody sees it
/// @param changed when it was made or last changed, seconds since 1970
/// @param kind `container`, `volume` or `network`; empty before the explorer says it
/// @param image URL of a container's; empty for others
/// @param variables what is asked for when it is used, in order; none where several are listed
/// @param draftJson what is reserved, a JSON object as in files that are deployed: of no node, pool
///   and address, without a value of any secret; empty where several are listed
public record Template(
    long id,
    long tid,
    String owner,
    String name,
    String description,
    boolean isShared,
    long changed,
    String kind,
    String image,
    List<Variable> variables,
    String draftJson) {

  /// Longest name, in characters.
  public static final int LONGEST_NAME = 63;

  public Template {
    variables = List.copyOf(variables);
  }

  /// @return one that is not kept yet
  public static Template wish(
      String name, String description, boolean isShared, List<Variable> variables, String draft) {
    return new Template(0, 0, "", name, description, isShared, 0, "", "", variables, draft);
  }

  /// A part of a template that who uses it may change: `${name}` stands for it in texts of the
  /// draft.
  ///
  /// @param name letters, digits and `_`
  /// @param usual what it is where nobody says: a text, number or flag as JSON
  /// @param description one line, or empty
  public record Variable(String name, String usual, String description) {}

  /// @return the same with another number
  public Template withId(long newId) {
    return new Template(
        newId, tid, owner, name, description, isShared, changed, kind, image, variables, draftJson);
  }

  /// @return the same of that owner, by that name
  public Template ownedBy(long newTid, String newOwner) {
    return new Template(
        id,
        newTid,
        newOwner,
        name,
        description,
        isShared,
        changed,
        kind,
        image,
        variables,
        draftJson);
  }

  /// @return the same as of that time
  public Template changedAt(long seconds) {
    return new Template(
        id, tid, owner, name, description, isShared, seconds, kind, image, variables, draftJson);
  }

  /// @return the same with its draft in other words
  public Template withDraft(String newKind, String newImage, String newDraft) {
    return new Template(
        id,
        tid,
        owner,
        name,
        description,
        isShared,
        changed,
        newKind,
        newImage,
        variables,
        newDraft);
  }

  /// @return the same, shared or not
  public Template withShared(boolean shared) {
    return new Template(
        id, tid, owner, name, description, shared, changed, kind, image, variables, draftJson);
  }
}
