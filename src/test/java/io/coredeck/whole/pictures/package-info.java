/// Takes the pictures of the documents: of a whole product that works, with what a small shop runs
/// on it. Start reading at {@link PicturesBench}.
@NullMarked
package io.coredeck.whole.pictures;

import org.jspecify.annotations.NullMarked;
