@NullMarked
package org.snowguard.core.version;

import org.jspecify.annotations.NullMarked;
