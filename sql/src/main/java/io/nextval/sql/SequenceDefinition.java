package io.nextval.sql;

/**
 * A sequence's complete definition, with every default filled in and checked. Made by {@link
 * SequenceOptions#resolve}, whose checks its holders rely on.
 *
 * @param dataType bounds of minValue and maxValue
 * @param start first value, within minValue…maxValue
 * @param increment step, not 0
 * @param minValue least value, below maxValue
 * @param maxValue greatest value
 * @param cycle whether the sequence goes on from the other end when it is used up
 * @param cache how many values a driver may reserve at once; 1 is none
 * @param ordered whether values are handed out in strict order across the cluster
 */
public record SequenceDefinition(
        DataType dataType,
        long start,
        long increment,
        long minValue,
        long maxValue,
        boolean cycle,
        long cache,
        boolean ordered) {}
