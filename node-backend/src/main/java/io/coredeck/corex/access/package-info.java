/// What opens a CoreX: the credential, tokens, the files they are kept in; and what a server may be
/// called by those who call it.
///
/// Start reading at {@link io.coredeck.corex.access.Guard}.
@NullMarked
package io.coredeck.corex.access;

import org.jspecify.annotations.NullMarked;
