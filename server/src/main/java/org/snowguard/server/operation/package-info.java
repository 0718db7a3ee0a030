/**
 * Owns what operators watch: health for load balancers, and measurements for Prometheus. Offers
 * pages alone; the port {@link org.snowguard.server.operation.KnownSchema} tells it which schema
 * the program expects. Must not know how any feature does its work: it reads what they store.
 */
@NullMarked
package org.snowguard.server.operation;

import org.jspecify.annotations.NullMarked;
