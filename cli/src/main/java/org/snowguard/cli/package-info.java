@NullMarked
package org.snowguard.cli;

import org.jspecify.annotations.NullMarked;
