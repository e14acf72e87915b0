/// Templates as rows. Start reading at {@link io.coredeck.explorer.store.template.TemplateReading}.
@NullMarked
package io.coredeck.explorer.store.template;

import org.jspecify.annotations.NullMarked;
