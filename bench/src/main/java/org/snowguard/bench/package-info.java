@NullMarked
package org.snowguard.bench;

import org.jspecify.annotations.NullMarked;
