@NullMarked
package org.snowguard.server;

import org.jspecify.annotations.NullMarked;
