namespace Groupware.Testing;

/// <summary>Where the product under test stands: built beside these tests, in the same configuration.</summary>
public static class ProductFiles
{
    /// <summary>The top of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public static string WebAssembly { get; } = Path.Combine(Root, "src", "Groupware.Web", "bin", Configuration, "net10.0", "Groupware.Web.dll");

    /// <summary>A copy that another user can start: the build output points at packages in this user's home. Its pages have no style.</summary>
    /// <returns>The assembly to start.</returns>
    public static string CopyWithoutSources(string folder)
    {
        using var copy = System.Diagnostics.Process.Start("cp", ["-r", Path.GetDirectoryName(WebAssembly)!, folder]);
        copy.WaitForExit();
        File.Delete(Path.Combine(folder, "Groupware.Web.staticwebassets.runtime.json"));
        return Path.Combine(folder, "Groupware.Web.dll");
    }

    /// <summary>Debug or Release, from the folder these tests run in: <c>…/bin/Debug/net10.0/</c>.</summary>
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Groupware.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("Groupware.sln stands in no folder above " + AppContext.BaseDirectory);
    }
}
