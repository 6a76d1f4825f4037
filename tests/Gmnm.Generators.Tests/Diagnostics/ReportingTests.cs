using Gmnm.Generators.Diagnostics;
using Gmnm.Generators.Parsing;
using Gmnm.Generators.Tests.Harness;
using Gmnm.Generators.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gmnm.Generators.Tests.Diagnostics;

public class ReportingTests
{
    private const string Doubtful = "[Network, Input(8), Linear(4), Dropout(0.5)] public partial class Net;";

    [Fact]
    public void ADefectOfTheCompilerIsReportedAtTheClass()
    {
        var parse = Parse();
        var diagnostic = parse.Locate(new CompilerError("GMNM9001", CompilerError.Network, null, ["writing", "linear1", "boom"])).ToDiagnostic();
        Assert.Equal("GMNM9001", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal("The compiler of network 'Net' failed in phase 'writing' at 'linear1': boom", diagnostic.GetMessage(null));
        Assert.Equal(new TextSpan(7, 3), diagnostic.Location.SourceSpan);
    }

    [Fact]
    public void AnErrorWithoutADescriptorIsADefect() =>
        Assert.Equal("GMNM9001", Parse().Locate(new CompilerError("GMNM1999", 0, "units", [])).ToDiagnostic().Id);

    [Fact]
    public void AnUnknownArgumentIsReportedAtItsLayerAndAnUnknownLayerAtTheClass()
    {
        var parse = Parse();
        Assert.Equal(new TextSpan(30, 4), parse.Locate(new CompilerError("GMNM1001", 0, "units", [])).Location.Span);
        Assert.Equal(new TextSpan(20, 9), parse.Locate(new CompilerError("GMNM1001", 0, "missing", [])).Location.Span);
        Assert.Equal(new TextSpan(7, 3), parse.Locate(new CompilerError("GMNM1001", 7, null, [])).Location.Span);
    }

    [Fact]
    public void APragmaSuppressesAWarning()
    {
        Assert.Equal("GMNM0030", Assert.Single(GeneratorHarness.Run("using Gmnm;\n" + Doubtful).AllDiagnostics()).Id);
        Assert.Empty(GeneratorHarness.Run("using Gmnm;\n#pragma warning disable GMNM0030\n" + Doubtful).AllDiagnostics());
    }

    private static NetworkParse Parse()
    {
        var declaration = Parsed.Network("[Network, Input(8), Linear(4)] public partial class Net;");
        return new NetworkParse(declaration, [], new LocationTable(
        [
            new(CompilerError.Network, null, Place(7, 3)),
            new(0, null, Place(20, 9)),
            new(0, "units", Place(30, 4)),
        ]));
    }

    private static SourceLocation Place(int start, int length) => new("Network.cs", new TextSpan(start, length), default);
}
