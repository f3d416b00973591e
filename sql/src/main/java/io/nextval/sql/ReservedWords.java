package io.nextval.sql;

import java.util.Set;

/** The words that are names only in quotes: those of PostgreSQL and those of our grammar. */
final class ReservedWords {
    private static final Set<String> WORDS =
            Set.of(
                    """
                    all alter analyse analyze and any array as asc asof asymmetric authorization begin
                    between binary both call case cast check collate collation column concurrently
                    constraint contains convert corresponding create cross cube current current_catalog
                    current_date current_default_transform_group current_path current_role
                    current_schema current_time current_timestamp current_transform_group_for_type
                    current_user cursor date datetime decimal default deferrable define delete desc
                    describe distinct do drop else end equals escape except explain extend false fetch
                    filter for foreign freeze from full grant group grouping having ilike in initially
                    inner insert intersect interval into is isnull join json_scope lateral leading left
                    like limit localtime localtimestamp match_condition match_recognize measure member
                    merge minus multiset natural new next not notnull null offset on only or order
                    ordinal outer over overlaps partition pattern period permute placing precedes
                    primary qualify range recursive references reset returning right rollup row rows
                    safe_cast safe_offset safe_ordinal select session_user set similar skip some
                    specific stream submultiset succeeds symmetric system_user table tablesample then
                    time timestamp to trailing true try_cast uescape union unique unnest unsigned
                    update upsert user using uuid values variadic variant verbose when where window
                    with within
                    """
                            .strip()
                            .split("\\s+"));

    private ReservedWords() {}

    /** Returns whether a lower-case name must be quoted. */
    static boolean contains(String name) {
        return WORDS.contains(name);
    }
}
