/**
 * Writes OpenVEX 0.2.0. Offers {@link org.snowguard.formats.openvex.OpenVexWriter} for a {@link
 * org.snowguard.formats.openvex.OpenVexDocument}. Must not know how a statement came about, nor who
 * serves the document.
 */
@NullMarked
package org.snowguard.formats.openvex;

import org.jspecify.annotations.NullMarked;
