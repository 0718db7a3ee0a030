/**
 * What a deeper evaluation of nixpkgs tells of each package: one JSON object a line with patches
 * and sources. Offers {@link org.snowguard.formats.sources.SourcesReader}, which skips and reports
 * a bad line, and {@link org.snowguard.formats.sources.EvaluatedLine}, which writes one. Must not
 * know vulnerabilities, compression or storage.
 */
@NullMarked
package org.snowguard.formats.sources;

import org.jspecify.annotations.NullMarked;
