using Mono.Cecil;
using Swictation.Architecture.Tests.Reading;

namespace Swictation.Architecture.Tests;

/// <summary>The folders of a project and the arrows between them, from the built assembly and from the using lines of its source.</summary>
internal sealed class Folders
{
    public const string Root = "(root)";
    public const int AnyDepth = int.MaxValue;

    private Folders(IReadOnlySet<string> all, IReadOnlySet<Arrow> arrows)
    {
        All = all;
        Arrows = arrows;
    }

    public IReadOnlySet<string> All { get; }

    /// <summary>Between folders at their full depth, from one to another.</summary>
    public IReadOnlySet<Arrow> Arrows { get; }

    /// <param name="project">The name of a project: of the namespace of all that is in it.</param>
    /// <param name="assembly">The name of the file that is built of it, which lies beside the tests.</param>
    /// <param name="directory">Where its source is, from the root of the repository.</param>
    public static Folders Of(string project, string assembly, string directory)
    {
        var sources = SourceFile.Of(directory).Where(file => file.Namespace.Length > 0).ToList();
        var namespaces = sources.Select(file => file.Namespace).ToHashSet();

        return new Folders(
            namespaces.Select(name => FolderOf(name, project)).ToHashSet(),
            InCode(assembly).Concat(InUsings(sources, namespaces))
                .Where(pair => Belongs(pair.From, project) && Belongs(pair.To, project))
                .Select(pair => new Arrow(FolderOf(pair.From, project), FolderOf(pair.To, project)))
                .Where(arrow => arrow.From != arrow.To)
                .ToHashSet());
    }

    /// <summary>The arrows between folders of the first <paramref name="depth"/> levels.</summary>
    public IReadOnlySet<Arrow> ArrowsAtDepth(int depth) =>
        Arrows.Select(arrow => arrow.AtDepth(depth)).Where(arrow => arrow.From != arrow.To).ToHashSet();

    public IReadOnlySet<string> AtDepth(int depth) => All.Select(folder => AtDepth(folder, depth)).ToHashSet();

    public static string AtDepth(string folder, int depth) => string.Join('/', folder.Split('/').Take(depth));

    public static string FolderOf(string name, string project) =>
        name == project ? Root : name[(project.Length + 1)..].Replace('.', '/');

    private static IEnumerable<(string From, string To)> InCode(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

        return [.. TypeReferences.Of(module).Select(pair => (pair.From.Namespace, pair.To.Namespace)).Distinct()];
    }

    /// <summary>A using of a type (<c>using static</c>, an alias) is one of its namespace.</summary>
    private static IEnumerable<(string From, string To)> InUsings(IEnumerable<SourceFile> sources, HashSet<string> namespaces) =>
        from file in sources
        from used in file.Uses
        let name = namespaces.Contains(used) ? used : used[..Math.Max(0, used.LastIndexOf('.'))]
        where namespaces.Contains(name)
        select (file.Namespace, name);

    private static bool Belongs(string name, string project) =>
        name == project || name.StartsWith(project + ".", StringComparison.Ordinal);
}
