namespace Gmnm.Package.Tests;

/// <summary>Packages of this tree for a stranger's project.</summary>
internal static class Feed
{
    /// <summary>Packs projects into the folder's own feed, and makes the folder use it.</summary>
    public static void Pack(TemporaryFolder folder, params ReadOnlySpan<string> projects)
    {
        var feed = Directory.CreateDirectory(folder.File("feed")).FullName;
        foreach (var project in projects)
        {
            Command.Dotnet(
                Repository.Root, "pack", Repository.File(project), "-c", "Release", "--artifacts-path", Repository.Artifacts, "-o", feed)
                .Require(0);
        }

        // A cache of its own, since a package of this version may be in the user's; what else is there may be used.
        File.WriteAllText(folder.File("NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><add key="user" value="{UsersPackages(folder)}" /></fallbackPackageFolders>
              <packageSources><add key="local" value="feed" /></packageSources>
            </configuration>
            """);
    }

    private static string UsersPackages(TemporaryFolder folder)
    {
        var answer = Command.Dotnet(folder.Path, "nuget", "locals", "global-packages", "--list").Require(0).Output;
        return answer[(answer.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim();
    }
}
