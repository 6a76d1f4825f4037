using Gmnm.Generators.Tests.Harness;

namespace Gmnm.Generators.Tests.Parsing;

/// <summary>Where and how a network's class may be declared.</summary>
public class ClassFormTests
{
    private const string Attributes = "[Network, Input(8), Gmnm(4, Components = 3), Linear(2), Loss(LossKind.Huber)]";

    [Theory]
    [InlineData("ATTRIBUTES public partial class Net;", "Net")]
    [InlineData("ATTRIBUTES internal partial class Net { }", "Net")]
    [InlineData("ATTRIBUTES sealed partial class Net { }", "Net")]
    [InlineData("ATTRIBUTES public partial class @class;", "class")]
    [InlineData("ATTRIBUTES public partial class @event { }", "event")]
    [InlineData("ATTRIBUTES public partial class @partial { }", "partial")]
    [InlineData("namespace @record.@where; ATTRIBUTES public partial class @async;", "record.where.async")]
    [InlineData("ATTRIBUTES public partial class Größe;", "Größe")]
    [InlineData("namespace A.B; ATTRIBUTES public partial class Net;", "A.B.Net")]
    [InlineData("namespace A { namespace B { ATTRIBUTES public partial class Net; } }", "A.B.Net")]
    [InlineData("namespace @namespace.@int; ATTRIBUTES public partial class @new;", "namespace.int.new")]
    [InlineData("namespace Gmnm.Samples; ATTRIBUTES public partial class Net;", "Gmnm.Samples.Net")]
    [InlineData("namespace System.Numerics; ATTRIBUTES public partial class Net;", "System.Numerics.Net")]
    [InlineData("namespace A; ATTRIBUTES public partial class A;", "A.A")]
    [InlineData("namespace A.System; ATTRIBUTES public partial class Net;", "A.System.Net")]
    [InlineData("namespace A.Gmnm; ATTRIBUTES public partial class Net;", "A.Gmnm.Net")]
    [InlineData("public partial class Net { public int Size => 2; } ATTRIBUTES partial class Net : System.IDisposable { public void Dispose() { } }", "Net")]
    public void IsCompiledAndLoaded(string source, string type)
    {
        using var loaded = GeneratorHarness.Run("using Gmnm;\n" + source.Replace("ATTRIBUTES", Attributes, StringComparison.Ordinal)).Load();
        var network = loaded.Type(type).GetMethod("Create")!.Invoke(null, [7UL]);
        Assert.NotNull(network);
    }

    [Theory]
    [InlineData("head")]
    [InlineData("Head")]
    [InlineData("snake_case_2")]
    [InlineData("class")]
    [InlineData("rows")]
    [InlineData("input")]
    [InlineData("workspace")]
    [InlineData("batch")]
    [InlineData("system")]
    [InlineData("x")]
    public void ALayersNameCompiles(string name)
    {
        using var loaded = GeneratorHarness.Run($"""
            using Gmnm;
            [Network, Input(8), Gmnm(4, Components = 3, Name = "{name}"), LayerNorm, Linear(2), Loss(LossKind.CrossEntropy)]
            public partial class Net;
            """).Load();
        Assert.NotNull(loaded.Type("Net").GetProperty(char.ToUpperInvariant(name[0]) + name[1..]));
    }

    [Fact]
    public void AnAliasOfTheAttributesIsFollowed()
    {
        using var loaded = GeneratorHarness.Run("""
            using N = Gmnm.NetworkAttribute;
            using Dense = Gmnm.LinearAttribute;
            [N, global::Gmnm.Input(8)]
            [type: Dense(4), System.Serializable]
            public partial class Net;
            """).Load();
        Assert.NotNull(loaded.Type("Net").GetProperty("Linear1"));
    }
}
