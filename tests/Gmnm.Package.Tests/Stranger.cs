namespace Gmnm.Package.Tests;

/// <summary>A project that knows nothing of this repository.</summary>
internal static class Stranger
{
    private const string Before = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <AnalysisLevel>latest-recommended</AnalysisLevel>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>

        """;

    /// <summary>Writes it with its program, and with references to packages of the feed.</summary>
    public static void Write(TemporaryFolder folder, string program, params string[] packages)
    {
        var references = packages.Select(static package => $"    <PackageReference Include=\"{package}\" Version=\"*-*\" />\n");
        File.WriteAllText(folder.File("Stranger.csproj"), $"{Before}{string.Concat(references)}  </ItemGroup>\n</Project>\n");
        File.WriteAllText(folder.File("Program.cs"), program);
    }
}
