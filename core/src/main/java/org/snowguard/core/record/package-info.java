@NullMarked
package org.snowguard.core.record;

import org.jspecify.annotations.NullMarked;
