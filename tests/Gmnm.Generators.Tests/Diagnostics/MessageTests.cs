using System.Text;
using Gmnm.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace Gmnm.Generators.Tests.Diagnostics;

public class MessageTests
{
    /// <summary>Every message as a user reads it, to be reviewed as text.</summary>
    [Fact]
    public Task MessagesReadWell()
    {
        var text = new StringBuilder();
        foreach (var wrong in WrongDeclarations.All.Where(static wrong => wrong is { Runtime: true, LanguageVersion: LanguageVersion.CSharp14 }))
        {
            var source = Markup.Parse(wrong.Marked).Source;
            text.Append(source).Append('\n');
            var compilation = wrong.Gpu ? GeneratorHarness.CompileForGpu("using Gmnm;\n" + source) : GeneratorHarness.Compile("using Gmnm;\n" + source);
            foreach (var diagnostic in GeneratorHarness.Run(compilation).AllDiagnostics())
            {
                text.Append("  ").Append(diagnostic.Id).Append(": ").Append(diagnostic.GetMessage(null)).Append('\n');
            }
        }

        return Verifier.Verify(text.ToString());
    }
}
