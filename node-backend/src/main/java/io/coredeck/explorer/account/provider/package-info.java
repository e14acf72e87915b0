/// Signing in through an identity provider: OpenID Connect's authorization code with PKCE, as its
/// client. Knows nothing of accounts.
///
/// Start reading at {@link io.coredeck.explorer.account.provider.Provider}.
@NullMarked
package io.coredeck.explorer.account.provider;

import org.jspecify.annotations.NullMarked;
