<#--
  Nextval's statements. A statement becomes a SqlBasicCall of Calcite, so that this module has no
  classes by hand: package io.nextval.sql reads the calls, by the operators' names.

    CREATE SEQUENCE (ifNotExists, name, (option, ...))    option: NAME (value)
    DROP SEQUENCE   (ifExists, (name, ...))

  A NO option has the value NULL. Options may repeat here; the reader refuses it, with a position.
-->

SqlNode CreateStatement() :
{
    final Span s;
    SqlNode statement = null;
}
{
    <CREATE> { s = span(); }
    (
        statement = CreateSequence(s)
    |
        { if (true) throw generateParseException(); }
    )
    { return statement; }
}

SqlNode DropStatement() :
{
    final Span s;
    SqlNode statement = null;
}
{
    <DROP> { s = span(); }
    (
        statement = DropSequence(s)
    |
        { if (true) throw generateParseException(); }
    )
    { return statement; }
}

SqlNode CreateSequence(Span s) :
{
    boolean ifNotExists = false;
    final SqlIdentifier name;
    SqlNode option;
    final List<SqlNode> said = new ArrayList<SqlNode>();
}
{
    <SEQUENCE>
    [ LOOKAHEAD(2) <IF> <NOT> <EXISTS> { ifNotExists = true; } ]
    name = CompoundIdentifier()
    ( option = SequenceOption() { said.add(option); } )*
    {
        return statement("CREATE SEQUENCE", SqlKind.CREATE_SEQUENCE, s.end(this),
            Arrays.asList(SqlLiteral.createBoolean(ifNotExists, s.pos()), name,
                new SqlNodeList(said, s.pos())));
    }
}

SqlNode DropSequence(Span s) :
{
    boolean ifExists = false;
    SqlIdentifier name;
    final List<SqlNode> names = new ArrayList<SqlNode>();
}
{
    <SEQUENCE>
    [ LOOKAHEAD(2) <IF> <EXISTS> { ifExists = true; } ]
    name = CompoundIdentifier() { names.add(name); }
    ( <COMMA> name = CompoundIdentifier() { names.add(name); } )*
    {
        return statement("DROP SEQUENCE", SqlKind.DROP_SEQUENCE, s.end(this),
            Arrays.asList(SqlLiteral.createBoolean(ifExists, s.pos()),
                new SqlNodeList(names, s.pos())));
    }
}

/** One option; its call's position is the option's first word. */
SqlNode SequenceOption() :
{
    final SqlParserPos pos;
    final SqlNode value;
}
{
    <AS> { pos = getPos(); } value = DataType() { return option("TYPE", value, pos); }
|
    <START> { pos = getPos(); } [ <WITH> ] value = OptionNumber() {
        return option("START", value, pos);
    }
|
    <INCREMENT> { pos = getPos(); } [ <BY> ] value = OptionNumber() {
        return option("INCREMENT", value, pos);
    }
|
    <MINVALUE> { pos = getPos(); } value = OptionNumber() {
        return option("MINVALUE", value, pos);
    }
|
    <MAXVALUE> { pos = getPos(); } value = OptionNumber() {
        return option("MAXVALUE", value, pos);
    }
|
    <CACHE> { pos = getPos(); } value = OptionNumber() { return option("CACHE", value, pos); }
|
    <CYCLE> { return option("CYCLE", SqlLiteral.createBoolean(true, getPos()), getPos()); }
|
    <ORDER> { return option("ORDER", SqlLiteral.createBoolean(true, getPos()), getPos()); }
|
    <NOMINVALUE> { return noOption("MINVALUE", getPos()); }
|
    <NOMAXVALUE> { return noOption("MAXVALUE", getPos()); }
|
    <NOCACHE> { return noOption("CACHE", getPos()); }
|
    <NOCYCLE> { return noOption("CYCLE", getPos()); }
|
    <NOORDER> { return noOption("ORDER", getPos()); }
|
    <NO> { pos = getPos(); }
    (
        <MINVALUE> { return noOption("MINVALUE", pos); }
    |
        <MAXVALUE> { return noOption("MAXVALUE", pos); }
    |
        <CACHE> { return noOption("CACHE", pos); }
    |
        <CYCLE> { return noOption("CYCLE", pos); }
    |
        <ORDER> { return noOption("ORDER", pos); }
    )
}

/** A number of any size or kind, with a sign or without: the reader checks it. */
SqlNode OptionNumber() :
{
    final SqlNode number;
}
{
    number = NumericLiteral() { return number; }
}

JAVACODE SqlNode statement(String name, SqlKind kind, SqlParserPos pos, List<SqlNode> operands) {
    return new SqlBasicCall(new SqlSpecialOperator(name, kind), operands, pos);
}

JAVACODE SqlNode option(String name, SqlNode value, SqlParserPos pos) {
    return statement(name, SqlKind.OTHER_DDL, pos, Arrays.asList(value));
}

JAVACODE SqlNode noOption(String name, SqlParserPos pos) {
    return option(name, SqlLiteral.createNull(pos), pos);
}
