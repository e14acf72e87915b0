/// Who is who on the grid, and how they prove it: keys, ids, signatures, secrets.
///
/// Public keys are passed as 64 hex characters, signatures as 128, as they stand on the wire. The
/// bytes that are signed were fixed by the original software; docs/formats/signatures.md. Start
/// reading at {@link io.coredeck.identity.KeyPair}.
@NullMarked
package io.coredeck.identity;

import org.jspecify.annotations.NullMarked;
