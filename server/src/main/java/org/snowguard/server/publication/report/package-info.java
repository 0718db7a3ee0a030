/**
 * What happened in a week, for pasting into a forum, and a person's own report for that person
 * alone. Offers {@link org.snowguard.server.publication.report.WeeklyReports}. Must not count or
 * rank what a person did for anybody else.
 */
@NullMarked
package org.snowguard.server.publication.report;

import org.jspecify.annotations.NullMarked;
