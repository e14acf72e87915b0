/// Accounts of people: names, passwords, roles, and the keys people sign with.
///
/// Start reading at {@link io.coredeck.explorer.account.Accounts}.
@NullMarked
package io.coredeck.explorer.account;

import org.jspecify.annotations.NullMarked;
