namespace Swictation.Storage.Schema;

/// <summary>
/// One step from a version of the schema to the next. Never changed once it is released. Each changes the schema: that
/// tells a newer version from one with a damaged number.
/// </summary>
/// <param name="Number">The version that it leads to, counted from 1 without gaps.</param>
/// <param name="Name">What it does, as in <c>migrations/NNNN_name.sql</c>.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "migrations/";

    /// <summary>The migrations of this version, oldest first.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } = [.. LoadEmbedded()];

    /// <summary>Version of the schema that this version of the program works with.</summary>
    public static int NewestVersion => Embedded[^1].Number;

    private static IEnumerable<Migration> LoadEmbedded()
    {
        var assembly = typeof(Migration).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(IsMigration).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
            var separator = name.IndexOf('_', StringComparison.Ordinal);
            yield return new(int.Parse(name[..separator]), name[(separator + 1)..], reader.ReadToEnd());
        }
    }

    private static bool IsMigration(string resource) => resource.StartsWith(Folder, StringComparison.Ordinal);
}
