package io.coredeck.dashboard.signin;

import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Role;

/// Who is signed in.
///
/// @param name as typed at sign-in
/// @param role what the person may do; the explorer checks it again at every change
/// @param tid the person's user of the grid
public record Person(String name, Role role, long tid) {

  static Person of(Account account) {
    return new Person(account.name(), account.role(), account.tid());
  }

  /// @return one or two capitals for the round picture
  public String initials() {
    var words = name.split("[^a-zA-Z0-9]+", -1);
    var letters = new StringBuilder();
    for (var word : words) {
      if (!word.isEmpty() && letters.length() < 2) {
        letters.append(Character.toUpperCase(word.charAt(0)));
      }
    }
    return letters.toString();
  }
}
