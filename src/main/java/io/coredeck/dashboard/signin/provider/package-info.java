/// Signing in through an identity provider: what the sign-in page and the page that the provider
/// sends browsers back to have in common.
///
/// Start reading at {@link io.coredeck.dashboard.signin.provider.ProviderDoor}.
@NullMarked
package io.coredeck.dashboard.signin.provider;

import org.jspecify.annotations.NullMarked;
