/**
 * The client behind the JDBC faces: links to nodes, routing, tickets, combining and retry.
 *
 * <p>{@link io.nextval.client.Clients#lease} gives a {@link io.nextval.client.Client} that all
 * connections of the JVM to one cluster share; it is thread-safe, and each of its calls blocks the
 * caller until there is an answer or its time is up. No call is ever given up because its thread
 * was interrupted: the interrupt stays pending and the caller gets its number.
 *
 * <p>The way of one number: {@code SequenceHandle → Combiner → Batch → TicketedCall → Call → Link},
 * and back through {@code Link → Exchange → Batch → Waiter}. No thread of the client's own takes
 * part: whoever waits for an answer reads the socket, for itself and for the others. Only opening a
 * link has threads, one for each attempt, which end with it.
 *
 * <p>The way of a link: {@code Node → Race → Handshake → Login}, and {@code Discovery} for those
 * that lead to the cluster in the first place.
 *
 * <p>Dangerous to change: the reader role in {@code Link}, the states of {@code Waiter}, which
 * outcome of an attempt makes a call uncertain in {@code Call}, and what {@code Login} believes of
 * a server. Each has its reasoning in place.
 */
@NullMarked
package io.nextval.client;

import org.jspecify.annotations.NullMarked;
