/// Where a person has logged in, and how.
///
/// Start reading at {@link io.coredeck.cli.profile.LoginCommand}.
@NullMarked
package io.coredeck.cli.profile;

import org.jspecify.annotations.NullMarked;
