@NullMarked
package org.snowguard.localpg;

import org.jspecify.annotations.NullMarked;
