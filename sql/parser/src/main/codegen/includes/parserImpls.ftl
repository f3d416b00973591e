<#--
  What Nextval adds to the expressions of Calcite's grammar. NEXT VALUE FOR and CURRENT VALUE FOR
  are Calcite's own. A call of ours is a SqlBasicCall, so that this module has no classes by hand.

    NEXTVAL FOR s                         as NEXT VALUE FOR s
    PREVIOUS VALUE FOR s, PREVVAL FOR s   as CURRENT VALUE FOR s
    operand::type                         Calcite's infix cast
-->

SqlNode SequenceValue() :
{
    final Span s;
    final SqlOperator f;
    final SqlNode sequence;
}
{
    (
        <NEXTVAL> { f = SqlStdOperatorTable.NEXT_VALUE; s = span(); }
    |
        <PREVVAL> { f = SqlStdOperatorTable.CURRENT_VALUE; s = span(); }
    |
        <PREVIOUS> { f = SqlStdOperatorTable.CURRENT_VALUE; s = span(); } <VALUE>
    )
    <FOR> sequence = CompoundIdentifier() { return f.createCall(s.end(sequence), sequence); }
}

void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> { checkNonQueryExpression(exprContext); s.clear().add(this); }
    type = DataType() {
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.INFIX_CAST, s.pos()));
        list.add(type);
    }
}
