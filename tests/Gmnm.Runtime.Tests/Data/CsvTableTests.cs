namespace Gmnm.Runtime.Tests.Data;

public class CsvTableTests
{
    private static CsvTable Read(string text, bool hasNames = false, char separator = ',', int skipColumns = 0) =>
        CsvTable.Read(new StringReader(text), hasNames, separator, skipColumns);

    [Fact]
    public void NumbersNamesAndEmptyLinesAreRead()
    {
        var table = Read("a, b,c\n1,2.5,-3e2\r\n\n 4 ,5,6\n", hasNames: true);
        Assert.Equal(["a", "b", "c"], table.Names);
        Assert.Equal((2, 3), (table.Rows, table.Columns));
        Assert.Equal([1, 2.5f, -300], table.Row(0));
        Assert.Equal([4, 5, 6], table.Row(1));
        Assert.Equal([1, 2], Read("1;2", separator: ';').Row(0));
        Assert.Equal(0, Read("").Rows);
    }

    [Fact]
    public void ColumnsOfTextAreSkipped()
    {
        var table = Read("date,a,b\n2016-07-01 00:00:00,1,2\n,3,4\n", hasNames: true, skipColumns: 1);
        Assert.Equal(["a", "b"], table.Names);
        Assert.Equal((2, 2), (table.Rows, table.Columns));
        Assert.Equal([1, 2, 3, 4], table.Values.Span);
        Assert.Equal((0, 0), (Read("", skipColumns: 1).Rows, Read("", skipColumns: 1).Columns));
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("1", skipColumns: -1));
    }

    [Theory]
    [InlineData("day,1\nday,x", "Line 2, column 2")]
    [InlineData("day,1\nday,2,3", "Line 2 has 3 fields; expected 2")]
    [InlineData("day", "Line 1 has 1 fields; expected more than the 1 that are skipped")]
    public void AnErrorBesideSkippedColumnsSaysWhere(string text, string where) =>
        Assert.Contains(where, Assert.Throws<InvalidFileException>(() => Read(text, skipColumns: 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void TheLastColumnsBecomeTargets()
    {
        var data = Read("1,2,3\n4,5,6").ToDataset();
        Assert.Equal([1, 2, 4, 5], data.Inputs.Span);
        Assert.Equal([3, 6], data.Targets.Span);
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("1,2").ToDataset(2));
    }

    [Theory]
    [InlineData("1,2\n3,x", "Line 2, column 2")]
    [InlineData("1,2\n\n,4", "Line 3, column 1")]
    [InlineData("1,NaN", "Line 1, column 2")]
    [InlineData("1,1e99", "Line 1, column 2")]
    [InlineData("1,2\n3", "Line 2 has 1 fields; expected 2")]
    [InlineData("1,2\n3,4,", "Line 2, column 3")]
    [InlineData("\"1\",2", "Line 1, column 1")]
    public void AnErrorSaysWhere(string text, string where) =>
        Assert.Contains(where, Assert.Throws<InvalidFileException>(() => Read(text)).Message, StringComparison.Ordinal);
}
