package io.nextval.server.catalog;

/**
 * Columns of PostgreSQL's own tables, as version 17 has them. What is an {@code oid} there is a
 * bigint here, since ids of sequences are; arrays and lists of privileges are texts; {@code
 * classid} and {@code classoid} are names, which {@code 'pg_class'::regclass} is too.
 */
final class PgColumns {
    static final String CLASS =
            "oid int8, relname text, relnamespace int8, reltype int8, reloftype int8,"
                    + " relowner int8, relam int8, relfilenode int8, reltablespace int8,"
                    + " relpages int4, reltuples float8, relallvisible int4, reltoastrelid int8,"
                    + " relhasindex bool, relisshared bool, relpersistence text, relkind text,"
                    + " relnatts int2, relchecks int2, relhasrules bool, relhastriggers bool,"
                    + " relhassubclass bool, relrowsecurity bool, relforcerowsecurity bool,"
                    + " relispopulated bool, relreplident text, relispartition bool,"
                    + " relrewrite int8, relfrozenxid int8, relminmxid int8, relacl text,"
                    + " reloptions text, relpartbound text";
    static final String NAMESPACE = "oid int8, nspname text, nspowner int8, nspacl text";
    static final String SEQUENCE =
            "seqrelid int8, seqtypid int8, seqstart int8, seqincrement int8, seqmax int8,"
                    + " seqmin int8, seqcache int8, seqcycle bool";
    static final String ATTRIBUTE =
            "attrelid int8, attname text, atttypid int8, attlen int2, attnum int2,"
                    + " attcacheoff int4, atttypmod int4, attndims int2, attbyval bool,"
                    + " attalign text, attstorage text, attcompression text, attnotnull bool,"
                    + " atthasdef bool, atthasmissing bool, attidentity text, attgenerated text,"
                    + " attisdropped bool, attislocal bool, attinhcount int2, attcollation int8,"
                    + " attstattarget int2, attacl text, attoptions text, attfdwoptions text,"
                    + " attmissingval text";
    static final String TYPE =
            "oid int8, typname text, typnamespace int8, typowner int8, typlen int2, typbyval bool,"
                    + " typtype text, typcategory text, typispreferred bool, typisdefined bool,"
                    + " typdelim text, typrelid int8, typsubscript text, typelem int8,"
                    + " typarray int8, typinput text, typoutput text, typreceive text,"
                    + " typsend text, typmodin text, typmodout text, typanalyze text,"
                    + " typalign text, typstorage text, typnotnull bool, typbasetype int8,"
                    + " typtypmod int4, typndims int4, typcollation int8, typdefaultbin text,"
                    + " typdefault text, typacl text";
    static final String DATABASE =
            "oid int8, datname text, datdba int8, encoding int4, datlocprovider text,"
                    + " datistemplate bool, datallowconn bool, dathasloginevt bool,"
                    + " datconnlimit int4, datfrozenxid int8, datminmxid int8, dattablespace int8,"
                    + " datcollate text, datctype text, datlocale text, daticurules text,"
                    + " datcollversion text, datacl text";
    static final String DESCRIPTION = "objoid int8, classoid text, objsubid int4, description text";
    static final String SHDESCRIPTION = "objoid int8, classoid text, description text";
    static final String SETTINGS =
            "name text, setting text, unit text, category text, short_desc text, extra_desc text,"
                    + " context text, vartype text, source text, min_val text, max_val text,"
                    + " enumvals text, boot_val text, reset_val text, sourcefile text,"
                    + " sourceline int4, pending_restart bool";
    static final String CONSTRAINT =
            "oid int8, conname text, connamespace int8, contype text, condeferrable bool,"
                    + " condeferred bool, convalidated bool, conrelid int8, contypid int8,"
                    + " conindid int8, conparentid int8, confrelid int8, confupdtype text,"
                    + " confdeltype text, confmatchtype text, conislocal bool, coninhcount int2,"
                    + " connoinherit bool, conkey text, confkey text, conpfeqop text,"
                    + " conppeqop text, conffeqop text, confdelsetcols text, conexclop text,"
                    + " conbin text";
    static final String INDEX =
            "indexrelid int8, indrelid int8, indnatts int2, indnkeyatts int2, indisunique bool,"
                    + " indnullsnotdistinct bool, indisprimary bool, indisexclusion bool,"
                    + " indimmediate bool, indisclustered bool, indisvalid bool,"
                    + " indcheckxmin bool, indisready bool, indislive bool, indisreplident bool,"
                    + " indkey text, indcollation text, indclass text, indoption text,"
                    + " indexprs text, indpred text";
    static final String ATTRDEF = "oid int8, adrelid int8, adnum int2, adbin text";
    static final String DEPEND =
            "classid text, objid int8, objsubid int4, refclassid text, refobjid int8,"
                    + " refobjsubid int4, deptype text";
    static final String INHERITS =
            "inhrelid int8, inhparent int8, inhseqno int4, inhdetachpending bool";
    static final String ENUM = "oid int8, enumtypid int8, enumsortorder float8, enumlabel text";
    static final String PROC =
            "oid int8, proname text, pronamespace int8, proowner int8, prolang int8,"
                    + " procost float8, prorows float8, provariadic int8, prosupport text,"
                    + " prokind text, prosecdef bool, proleakproof bool, proisstrict bool,"
                    + " proretset bool, provolatile text, proparallel text, pronargs int2,"
                    + " pronargdefaults int2, prorettype int8, proargtypes text,"
                    + " proallargtypes text, proargmodes text, proargnames text,"
                    + " proargdefaults text, protrftypes text, prosrc text, probin text,"
                    + " prosqlbody text, proconfig text, proacl text";
    static final String TRIGGER =
            "oid int8, tgrelid int8, tgparentid int8, tgname text, tgfoid int8, tgtype int2,"
                    + " tgenabled text, tgisinternal bool, tgconstrrelid int8, tgconstrindid int8,"
                    + " tgconstraint int8, tgdeferrable bool, tginitdeferred bool, tgnargs int2,"
                    + " tgattr text, tgargs text, tgqual text, tgoldtable text, tgnewtable text";
    static final String TABLESPACE =
            "oid int8, spcname text, spcowner int8, spcacl text, spcoptions text";
    static final String AUTH_MEMBERS =
            "oid int8, roleid int8, member int8, grantor int8, admin_option bool,"
                    + " inherit_option bool, set_option bool";
    static final String TABLES =
            "schemaname text, tablename text, tableowner text, tablespace text, hasindexes bool,"
                    + " hasrules bool, hastriggers bool, rowsecurity bool";
    static final String INDEXES =
            "schemaname text, tablename text, indexname text, tablespace text, indexdef text";

    // The standard's, of information_schema.
    static final String TABLE_CONSTRAINTS =
            "constraint_catalog text, constraint_schema text, constraint_name text,"
                    + " table_catalog text, table_schema text, table_name text,"
                    + " constraint_type text, is_deferrable text, initially_deferred text,"
                    + " enforced text, nulls_distinct text";
    static final String KEY_COLUMN_USAGE =
            "constraint_catalog text, constraint_schema text, constraint_name text,"
                    + " table_catalog text, table_schema text, table_name text, column_name text,"
                    + " ordinal_position int4, position_in_unique_constraint int4";
    static final String REFERENTIAL_CONSTRAINTS =
            "constraint_catalog text, constraint_schema text, constraint_name text,"
                    + " unique_constraint_catalog text, unique_constraint_schema text,"
                    + " unique_constraint_name text, match_option text, update_rule text,"
                    + " delete_rule text";
    static final String CHECK_CONSTRAINTS =
            "constraint_catalog text, constraint_schema text, constraint_name text,"
                    + " check_clause text";
    static final String VIEWS =
            "table_catalog text, table_schema text, table_name text, view_definition text,"
                    + " check_option text, is_updatable text, is_insertable_into text,"
                    + " is_trigger_updatable text, is_trigger_deletable text,"
                    + " is_trigger_insertable_into text";
    static final String ROUTINES =
            "specific_catalog text, specific_schema text, specific_name text,"
                    + " routine_catalog text, routine_schema text, routine_name text,"
                    + " routine_type text, data_type text, routine_definition text";

    private PgColumns() {}
}
