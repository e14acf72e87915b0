/// Who is looking: signing in and out, and that nobody gets past the sign-in page without.
///
/// Start reading at {@link io.coredeck.dashboard.signin.SignInGuard}.
@NullMarked
package io.coredeck.dashboard.signin;

import org.jspecify.annotations.NullMarked;
