/// Slows down who guesses passwords and tokens, without locking out who knows theirs.
///
/// Start reading at {@link io.coredeck.explorer.account.guess.SignInLimit}.
@NullMarked
package io.coredeck.explorer.account.guess;

import org.jspecify.annotations.NullMarked;
