@NullMarked
package org.snowguard.formats;

import org.jspecify.annotations.NullMarked;
