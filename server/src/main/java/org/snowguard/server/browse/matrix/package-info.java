/**
 * The release matrix: published issues that are open, against supported channels, for whoever
 * releases one. Offers one page and its twin. Must not decide anything: it shows kept statuses.
 */
@NullMarked
package org.snowguard.server.browse.matrix;

import org.jspecify.annotations.NullMarked;
