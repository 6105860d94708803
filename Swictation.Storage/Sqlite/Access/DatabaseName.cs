using Swictation.Domain.Errors;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>
/// Where a database is behind all symbolic links, also those to nothing yet: the names of all files beside it come
/// from there, so that two names of one file are one file (promise P14).
/// </summary>
/// <param name="Path">Without a symbolic link; what is not there yet stands as it was given.</param>
/// <param name="Links">The links on the way.</param>
internal sealed record DatabaseName(string Path, IReadOnlyList<string> Links)
{
    // As the kernel has it.
    private const int MostLinks = 40;

    /// <summary>The path alone.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Resolve(string given) => Of(given).Path;

    /// <exception cref="DatabaseOpenException">It is no name of a file, or the links lead in a circle.</exception>
    public static DatabaseName Of(string given)
    {
        if (given == ":memory:" || given.StartsWith("file:", StringComparison.Ordinal))
            throw new DatabaseOpenException(given, "is no name of a file; a log has to be one (./ before a name makes it one)");

        var path = "/";
        List<string> links = [];
        var left = new Stack<string>();
        Push(System.IO.Path.Combine(Environment.CurrentDirectory, given));
        while (left.TryPop(out var part))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                path = System.IO.Path.GetDirectoryName(path) ?? "/";
                continue;
            }

            var next = System.IO.Path.Combine(path, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                path = next;
                continue;
            }

            links.Add(next);
            if (links.Count > MostLinks)
                throw new DatabaseOpenException(given, "is a symbolic link that leads in a circle; name a file");
            if (System.IO.Path.IsPathRooted(target)) path = "/";
            Push(target);
        }

        return new(given.EndsWith('/') && path != "/" ? path + "/" : path, links);

        void Push(string parts)
        {
            foreach (var part in parts.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) left.Push(part);
        }
    }
}
