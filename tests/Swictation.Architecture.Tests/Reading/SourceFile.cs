using System.Text.RegularExpressions;

namespace Swictation.Architecture.Tests.Reading;

/// <summary>A source file: where it lies below its project, which namespace it is in, and the namespaces of ours that it uses.</summary>
internal sealed partial record SourceFile(string Path, string Namespace, IReadOnlyList<string> Uses)
{
    /// <summary>The files of a project, whose directory is named from the root of the repository. What a build has made is left out.</summary>
    public static IEnumerable<SourceFile> Of(string projectDirectory)
    {
        var root = System.IO.Path.Combine(Swictation.Testing.Repository.Root, projectDirectory);

        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Read(System.IO.Path.GetRelativePath(root, path), File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal));
    }

    private static SourceFile Read(string path, string text) => new(
        path,
        NamespaceLine().Match(text).Groups["name"].Value,
        [.. UsingLine().Matches(text).Select(match => match.Groups["name"].Value)]);

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(global )?using (static )?(\w+ = )?(?<name>Swictation[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
