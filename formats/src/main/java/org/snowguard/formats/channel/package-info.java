/**
 * A channel from its two files, the packages that it publishes and the patches and sources that an
 * evaluation adds; and where channels point. Offers {@link
 * org.snowguard.formats.channel.ChannelReader}, which commands and the server share, so that both
 * see the same packages, and {@link org.snowguard.formats.channel.ChannelRevisionReader}. Must not
 * know what is done with them.
 */
@NullMarked
package org.snowguard.formats.channel;

import org.jspecify.annotations.NullMarked;
