/**
 * The daily scores of the Exploit Prediction Scoring System of FIRST. Offers {@link
 * org.snowguard.formats.epss.EpssReader}, which streams and skips and reports a bad row. Must not
 * know records, packages or storage.
 */
@NullMarked
package org.snowguard.formats.epss;

import org.jspecify.annotations.NullMarked;
