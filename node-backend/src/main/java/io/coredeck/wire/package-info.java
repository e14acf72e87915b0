/// What the grid's programs say to each other: model ⇄ JSON.
///
/// The only package that knows the JSON library. Reading is lenient where the original software was
/// (unknown members are ignored, missing members and `null` are zero values, both dialects of the
/// container are understood); writing is strict (no `null` where a value belongs, whole numbers
/// without a fraction, exactly the members the original explorer has).
///
/// Start reading at {@link io.coredeck.wire.Json}; {@link io.coredeck.wire.Messages} has the small
/// ones. Source: docs/formats/reservation.md and docs/formats/explorer.md.
@NullMarked
package io.coredeck.wire;

import org.jspecify.annotations.NullMarked;
